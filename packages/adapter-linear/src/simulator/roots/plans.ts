import { containsAllWords } from "@pm-orchestrator/simulator";
import { connection, filtered, type ListArgs, newestFirst } from "../connections.js";
import {
  initiativeFacts,
  issueFacts,
  milestoneFacts,
  projectFacts,
  slugId,
  teamFacts,
  userFacts,
} from "../facts.js";
import { SimInstant } from "../instant.js";
import { invalidInput } from "../problems.js";
import { byId, findIssue, type LinearState, type SimDocument } from "../state.js";
import type { Views } from "../views/index.js";
import {
  byIdOrSlug,
  newcomer,
  optional,
  payload,
  requireDay,
  required,
  requireText,
  touch,
} from "./writing.js";

interface MilestoneInput {
  id?: string | null;
  name?: string | null;
  description?: string | null;
  projectId?: string | null;
  targetDate?: string | null;
}

interface DocumentInput {
  id?: string | null;
  title?: string | null;
  content?: string | null;
  projectId?: string | null;
  initiativeId?: string | null;
  issueId?: string | null;
  cycleId?: string | null;
  teamId?: string | null;
}

/** Milestones and documents. */
export function plansRoot(linear: LinearState, views: Views) {
  const { planning, world } = linear;
  return {
    projectMilestones(args: ListArgs) {
      const found = filtered(planning.milestones, args, (one) => milestoneFacts(one, world));
      return connection(found, args, views.milestone);
    },

    projectMilestoneCreate({ input }: { input: MilestoneInput }) {
      const stamp = newcomer(linear, input.id, { among: planning.milestones, entity: "ProjectMilestone" });
      const project = required(byId(planning.projects, input.projectId ?? ""), "Project");
      const milestone = {
        ...stamp,
        project,
        name: requireText(input.name, "name"),
        description: input.description ?? null,
        targetDate: requireDay(input.targetDate, "targetDate"),
        sortOrder: planning.milestones.length,
      };
      planning.milestones.push(milestone);
      return payload({ projectMilestone: () => views.milestone(milestone) });
    },

    projectMilestone: ({ id }: { id: string }) =>
      views.milestone(required(byId(planning.milestones, id), "ProjectMilestone")),

    projectMilestoneUpdate({ id, input }: { id: string; input: MilestoneInput }) {
      const milestone = required(byId(planning.milestones, id), "ProjectMilestone");
      if (input.name != null) milestone.name = requireText(input.name, "name");
      if (input.description !== undefined) milestone.description = input.description;
      if (input.targetDate !== undefined) milestone.targetDate = requireDay(input.targetDate, "targetDate");
      touch(linear, milestone);
      return payload({ projectMilestone: () => views.milestone(milestone) });
    },

    document: ({ id }: { id: string }) => views.document(byIdOrSlug(planning.documents, id, "Document")),
    documents(args: ListArgs) {
      const found = filtered(planning.documents, args, (one) => documentFacts(one, linear));
      return connection(newestFirst(found, args), args, views.document);
    },
    searchDocuments(args: ListArgs & { term: string }) {
      const found = planning.documents.filter(({ title, content }) =>
        containsAllWords(`${title} ${content ?? ""}`, args.term),
      );
      // Documents are not ranked here, so there is nothing to tell of how they were found.
      return connection(newestFirst(found, args), args, (document) => ({
        ...views.document(document),
        metadata: {},
      }));
    },

    documentCreate({ input }: { input: DocumentInput }) {
      const stamp = newcomer(linear, input.id, { among: planning.documents, entity: "Document" });
      const { me } = world;
      const document: SimDocument = {
        ...stamp,
        title: requireText(input.title, "title"),
        content: input.content ?? null,
        ...parentOf(linear, input),
        creator: me,
        updatedBy: me,
      };
      planning.documents.push(document);
      return payload({ document: () => views.document(document) });
    },

    documentUpdate({ id, input }: { id: string; input: DocumentInput }) {
      const document = byIdOrSlug(planning.documents, id, "Document");
      if (input.title != null) document.title = requireText(input.title, "title");
      if (input.content !== undefined) document.content = input.content;
      if (PARENTS.some((name) => input[name] != null)) Object.assign(document, parentOf(linear, input));
      document.updatedBy = world.me;
      touch(linear, document);
      return payload({ document: () => views.document(document) });
    },
  };
}

const PARENTS = ["projectId", "initiativeId", "issueId", "cycleId", "teamId"] as const;

/** Where a document belongs: to exactly one thing. */
function parentOf(linear: LinearState, input: DocumentInput) {
  const { planning } = linear;
  if (PARENTS.filter((name) => input[name] != null).length !== 1)
    throw invalidInput("Exactly one parent must be specified.");
  return {
    project: optional(input.projectId, (id) => required(byId(planning.projects, id), "Project")),
    initiative: optional(input.initiativeId, (id) => required(byId(planning.initiatives, id), "Initiative")),
    issue: optional(input.issueId, (id) => required(findIssue(linear, id), "Issue")),
    cycle: optional(input.cycleId, (id) => required(byId(planning.cycles, id), "Cycle")),
    team: optional(input.teamId, (id) => required(byId(linear.teams, id), "Team")),
  };
}

function documentFacts(document: SimDocument, { world }: LinearState) {
  const { id, title, project, initiative, issue, team, creator, createdAt, updatedAt } = document;
  const now = world.now();
  return {
    id,
    title,
    slugId: slugId(id),
    project: project === null ? null : projectFacts(project, world),
    initiative: initiative === null ? null : initiativeFacts(initiative),
    issue: issue === null ? null : issueFacts(issue, world),
    team: team === null ? null : teamFacts(team),
    creator: userFacts(creator, world),
    createdAt: new SimInstant(createdAt, now),
    updatedAt: new SimInstant(updatedAt, now),
  };
}
