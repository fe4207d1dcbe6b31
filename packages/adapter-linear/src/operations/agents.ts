import { compact, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { GET_AGENT_SKILL, GET_DIFF, LIST_AGENT_SKILLS } from "../documents/agents.js";
import { notFound } from "../not-found.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { namedOf } from "../parse.js";
import { name, person } from "../schemas.js";
import type { VendorSkill } from "../vendor-releases.js";

const operation = operationsFor<LinearClient>();

const skillSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().optional(),
  shared: z.boolean().optional(),
  owner: person.optional(),
  updated: z.string().optional(),
});

export const listAgentSkills = operation({
  summary: "Skills that the workspace has given to its agents",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...pagingParams(100) }),
  aliases: pagingAliases,
  result: z.object({ skills: z.array(skillSchema), page: pageSchema }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query agentSkills"],
  example: {},
  async run(paging, linear) {
    const { agentSkills } = await linear.ask(LIST_AGENT_SKILLS, pageVariables(paging));
    return { skills: (agentSkills?.nodes ?? []).map(parsed), page: pageOf(agentSkills) };
  },
});

export const getAgentSkill = operation({
  summary: "One skill of agents, with its text",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ skill_id: name.describe("id") }),
  aliases: { id: "skill_id", skillId: "skill_id" },
  result: skillSchema.extend({ body: z.string().describe("Markdown") }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query agentSkill"],
  example: { skill_id: "a7df1595-77ea-400f-a9ce-fe23e6347b58" },
  async run({ skill_id }, linear) {
    const missing = notFound("AGENT_SKILL_NOT_FOUND", `skill ${skill_id}`, { skill_id });
    const { agentSkill = {} } = await linear.ask(GET_AGENT_SKILL, { id: skill_id }, missing);
    return { ...parsed(agentSkill), body: agentSkill.body ?? "" };
  },
});

export const getDiff = operation({
  summary: "A change of code under review in Linear: its size, its files, its pull request",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ diff_id: name.describe("id") }),
  aliases: { id: "diff_id", diffId: "diff_id" },
  result: z.object({
    id: z.string(),
    pull_request: z
      .object({
        number: z.number(),
        title: z.string(),
        status: z.string(),
        source: z.string(),
        destination: z.string(),
        url: z.string(),
      })
      .optional(),
    author: person.optional(),
    additions: z.number(),
    deletions: z.number(),
    files: z.array(
      z.object({
        path: z.string(),
        old_path: z.string().optional(),
        state: z.string(),
        additions: z.number(),
        deletions: z.number(),
      }),
    ),
    file_count: z.number(),
    incomplete: z.boolean().optional().describe("Linear does not give all of it"),
    created: z.string().optional(),
  }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query diff"],
  example: { diff_id: "8c4186fd-7f6b-45fd-a68e-566c4afe2395" },
  async run({ diff_id }, linear) {
    const missing = notFound("DIFF_NOT_FOUND", `diff ${diff_id}`, { diff_id });
    const { diff = {} } = await linear.ask(GET_DIFF, { id: diff_id }, missing);
    const { id = "", pullRequest, creator, additions = 0, deletions = 0, fileCount, createdAt } = diff;
    const files = (diff.files ?? []).map((file) => ({
      path: file.path ?? "",
      ...compact({ old_path: file.oldPath }),
      state: file.state ?? "",
      additions: file.additions ?? 0,
      deletions: file.deletions ?? 0,
    }));
    return {
      id,
      ...compact({
        pull_request: pullRequest == null ? undefined : pullRequestOf(pullRequest),
        author: namedOf(creator),
      }),
      additions,
      deletions,
      files,
      file_count: fileCount ?? files.length,
      ...compact({ incomplete: diff.truncated === true ? true : undefined, created: createdAt }),
    };
  },
});

function parsed({ id = "", title = "", description, shared, owner, updatedAt }: VendorSkill) {
  return {
    id,
    title,
    ...compact({
      description: description || undefined,
      shared,
      owner: namedOf(owner),
      updated: updatedAt,
    }),
  };
}

function pullRequestOf(pullRequest: {
  number?: number;
  title?: string;
  status?: string;
  sourceBranch?: string;
  targetBranch?: string;
  url?: string;
}) {
  const { number = 0, title = "", status = "", sourceBranch = "", targetBranch = "", url = "" } = pullRequest;
  return { number, title, status, source: sourceBranch, destination: targetBranch, url };
}
