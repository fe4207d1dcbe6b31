import { connection, filtered, type ListArgs, newestFirst } from "../connections.js";
import { initiativeFacts, projectFacts } from "../facts.js";
import { byId, type LinearState } from "../state.js";
import type { SimStatusUpdate } from "../state-planning.js";
import type { Views } from "../views/index.js";
import { newcomer, payload, required, requireText, touch } from "./writing.js";

interface UpdateInput {
  id?: string | null;
  body?: string | null;
  health?: string | null;
  projectId?: string | null;
  initiativeId?: string | null;
}

/** How projects and initiatives are getting on, in the words of people. */
export function updatesRoot(linear: LinearState, views: Views) {
  return { ...kindOfUpdates("project", linear, views), ...kindOfUpdates("initiative", linear, views) };
}

/** The fields for one kind of updates; both are alike but for their names. */
function kindOfUpdates(kind: "project" | "initiative", linear: LinearState, views: Views) {
  const { planning, world } = linear;
  const entity = kind === "project" ? "ProjectUpdate" : "InitiativeUpdate";
  const own = () => planning.updates.filter((update) => update[kind] !== null && update.archivedAt === null);
  const facts = (update: SimStatusUpdate) => ({
    id: update.id,
    project: update.project === null ? null : projectFacts(update.project, world),
    initiative: update.initiative === null ? null : initiativeFacts(update.initiative),
  });
  const answer = (update: SimStatusUpdate) =>
    payload({ [`${kind}Update`]: () => views.statusUpdate(update) });
  return {
    [`${kind}Updates`]: (args: ListArgs) =>
      connection(newestFirst(filtered(own(), args, facts), args), args, views.statusUpdate),

    [`${kind}UpdateCreate`]({ input }: { input: UpdateInput }) {
      const stamp = newcomer(linear, input.id, { among: planning.updates, entity });
      const project =
        kind === "project" ? required(byId(planning.projects, input.projectId ?? ""), "Project") : null;
      const initiative =
        kind === "initiative"
          ? required(byId(planning.initiatives, input.initiativeId ?? ""), "Initiative")
          : null;
      const update: SimStatusUpdate = {
        ...stamp,
        project,
        initiative,
        user: world.me,
        body: requireText(input.body, "body"),
        health: input.health ?? "onTrack",
        archivedAt: null,
      };
      planning.updates.push(update);
      return answer(update);
    },

    [`${kind}UpdateUpdate`]({ id, input }: { id: string; input: UpdateInput }) {
      const update = required(byId(own(), id), entity);
      if (input.body != null) update.body = requireText(input.body, "body");
      if (input.health != null) update.health = input.health;
      touch(linear, update);
      return answer(update);
    },

    [`${kind}UpdateArchive`]({ id }: { id: string }) {
      const update = required(byId(own(), id), entity);
      update.archivedAt = world.now().toISOString();
      return payload({ entity: () => views.statusUpdate(update) });
    },
  };
}
