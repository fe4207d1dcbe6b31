import { compact } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { incompleteLists, namedOf, teamBrief } from "./parse.js";
import { progressTold } from "./progress.js";
import { named, person } from "./schemas.js";
import type { VendorDocument, VendorMilestone, VendorProject } from "./vendor-planning.js";

const inList = {
  id: z.string(),
  name: z.string(),
  status: z.string(),
  health: z.string().optional(),
  target_date: z.string().optional(),
  progress: z.number().optional().describe("a fraction"),
};

export const projectInListSchema = z.object({
  ...inList,
  lead: z.string().optional(),
  updated: z.string().optional(),
  url: z.string(),
});

export const milestoneSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string().optional(),
  target_date: z.string().optional(),
  progress: z.number().optional().describe("a fraction"),
  description: z.string().optional(),
});

export const projectSchema = z.object({
  ...inList,
  status_type: z.string().optional(),
  lead: person.optional(),
  teams: z.array(z.object({ id: z.string(), key: z.string(), name: z.string() })).optional(),
  priority: z.string().optional(),
  labels: z.array(z.string()).optional(),
  start_date: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  milestones: z.array(milestoneSchema).optional(),
  members: z.array(person).optional(),
  created: z.string().optional(),
  updated: z.string().optional(),
  url: z.string(),
  incomplete: z.array(z.string()).optional().describe("lists that go on"),
});

export function projectInList(project: VendorProject) {
  const { id, name, status, health, lead, targetDate, progress, updatedAt, url = "" } = project;
  return {
    id: id ?? "",
    name: name ?? "",
    status: status?.name ?? "",
    ...compact({
      health,
      target_date: targetDate,
      progress: progressTold(progress),
      lead: lead?.name,
      updated: updatedAt,
    }),
    url,
  };
}

export function projectDetails(project: VendorProject) {
  const { teams, labels, members, projectMilestones, ...rest } = project;
  return {
    id: rest.id ?? "",
    name: rest.name ?? "",
    status: rest.status?.name ?? "",
    ...compact({
      health: rest.health,
      target_date: rest.targetDate,
      progress: progressTold(rest.progress),
      status_type: rest.status?.type,
      lead: namedOf(rest.lead),
      teams: teams?.nodes?.map(teamBrief),
      priority: rest.priority === 0 ? undefined : rest.priorityLabel,
      labels: labels?.nodes?.map(({ name = "" }) => name),
      start_date: rest.startDate,
      summary: rest.description || undefined,
      description: rest.content || undefined,
      milestones: projectMilestones?.nodes?.map(milestone),
      members: members?.nodes?.map((one) => namedOf(one) ?? { id: "", name: "" }),
      created: rest.createdAt,
      updated: rest.updatedAt,
    }),
    url: rest.url ?? "",
    ...compact({ incomplete: incompleteLists({ teams, labels, members, milestones: projectMilestones }) }),
  };
}

export function milestone({ id, name, status, targetDate, progress, description }: VendorMilestone) {
  return {
    id: id ?? "",
    name: name ?? "",
    ...compact({
      status,
      target_date: targetDate,
      progress: progressTold(progress),
      description: description || undefined,
    }),
  };
}

const documentParents = {
  project: named.optional(),
  initiative: named.optional(),
  issue: z.string().optional().describe("its identifier"),
  team: z.string().optional().describe("its key"),
};

export const documentInListSchema = z.object({
  id: z.string(),
  title: z.string(),
  ...documentParents,
  author: z.string().optional(),
  updated: z.string().optional(),
  url: z.string(),
});

export const documentSchema = z.object({
  id: z.string(),
  title: z.string(),
  content: z.string().describe("Markdown"),
  ...documentParents,
  author: person.optional(),
  updated_by: person.optional().describe("absent: the author"),
  created: z.string().optional(),
  updated: z.string().optional(),
  url: z.string(),
});

function parentsOf({ project, initiative, issue, team }: VendorDocument) {
  return {
    project: namedOf(project),
    initiative: namedOf(initiative),
    issue: issue?.identifier,
    team: team?.key,
  };
}

export function documentInList(document: VendorDocument) {
  const { id = "", title = "", creator, updatedAt, url = "" } = document;
  return {
    id,
    title,
    ...compact({ ...parentsOf(document), author: creator?.name, updated: updatedAt }),
    url,
  };
}

export function documentDetails(document: VendorDocument) {
  const { id = "", title = "", content, creator, updatedBy, createdAt, updatedAt, url = "" } = document;
  return {
    id,
    title,
    content: content ?? "",
    ...compact({
      ...parentsOf(document),
      author: namedOf(creator),
      updated_by: updatedBy?.id === creator?.id ? undefined : namedOf(updatedBy),
      created: createdAt,
      updated: updatedAt,
    }),
    url,
  };
}
