import type { ListArgs } from "../connections.js";
import { conflict, invalidInput } from "../problems.js";
import { byId, type LinearState, userId } from "../state.js";
import type { SimLabel, SimTeam } from "../state-teams.js";
import type { Views } from "../views/index.js";
import { people } from "../views/people.js";
import { newcomer, optional, payload, remove, required, requireText, touch } from "./writing.js";

interface LabelInput {
  id?: string | null;
  name?: string | null;
  color?: string | null;
  description?: string | null;
  isGroup?: boolean | null;
  parentId?: string | null;
  teamId?: string | null;
}

/** Labels and people. */
export function namesRoot(linear: LinearState, views: Views) {
  const { world, labels } = linear;
  const label = (id: string) => required(byId(labels, id), "IssueLabel");
  return {
    issueLabel: ({ id }: { id: string }) => views.label(label(id)),
    issueLabels: (args: ListArgs) => views.labels(labels, args),

    issueLabelCreate({ input }: { input: LabelInput }) {
      const stamp = newcomer(linear, input.id, { among: labels, entity: "IssueLabel" });
      const team = optional(input.teamId, (id) => required(byId(linear.teams, id), "Team"));
      const parent = optional(input.parentId, label);
      const name = requireText(input.name, "name");
      requireFree(linear, { name, team, parent });
      const created: SimLabel = {
        ...stamp,
        name,
        team,
        parent,
        color: colour(input.color) ?? "#bec2c8",
        description: input.description ?? null,
        isGroup: input.isGroup ?? false,
      };
      labels.push(created);
      return payload({ issueLabel: () => views.label(created) });
    },

    issueLabelUpdate({ id, input }: { id: string; input: LabelInput }) {
      const changed = label(id);
      const { name, color, description } = input;
      if (name != null && name.toLowerCase() !== changed.name.toLowerCase())
        requireFree(linear, { ...changed, name });
      if (name != null) changed.name = requireText(name, "name");
      if (color != null) changed.color = colour(color) ?? changed.color;
      if (description !== undefined) changed.description = description;
      if (input.parentId !== undefined) changed.parent = optional(input.parentId, label);
      touch(linear, changed);
      return payload({ issueLabel: () => views.label(changed) });
    },

    issueLabelDelete({ id }: { id: string }) {
      const gone = label(id);
      remove(labels, gone);
      for (const issue of linear.issues) issue.labels = issue.labels.filter((one) => one !== gone);
      return payload({ entityId: id });
    },

    viewer: () => views.user(world.me),
    user({ id }: { id: string }) {
      const person = world.people.find((somebody) => userId(somebody) === id);
      return views.user(required(person, "User"));
    },
    users: (args: ListArgs) => people(world.people, args, { linear, views }),
  };
}

/** A name is taken by a label that the same issues could bear, unless one of them is in another group. */
function requireFree(
  { labels }: LinearState,
  { name, team, parent }: { name: string; team: SimTeam | null; parent: SimLabel | null },
): void {
  const taken = labels.some(
    (one) =>
      one.name.toLowerCase() === name.toLowerCase() &&
      one.parent === parent &&
      (one.team === null || team === null || one.team === team),
  );
  if (taken) throw conflict("IssueLabel", "A label with this name already exists.");
}

function colour(text: string | null | undefined): string | undefined {
  if (text != null && !/^#[0-9a-f]{6}$/i.test(text)) throw invalidInput("color must be a hex colour.");
  return text ?? undefined;
}
