import { changedFields, compact, isGone, pageSchema, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { utcInstant } from "@pm-orchestrator/atlassian";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { boardIdOf, boardMissing, sprintIdOf, sprintMissing } from "../lookups/boards.js";
import { type Position, positionPage, positionParams, positionQuery } from "../paging.js";
import { changesBeside, NOTHING_TO_CHANGE } from "../schemas.js";
import type { VendorSprint } from "../vendor-agile.js";
import {
  BOARD_LOOKUP,
  boardAliases,
  boardId,
  SPRINT_LOOKUPS,
  sprintAliases,
  sprintParams,
  sprintUrl,
} from "./board-params.js";

const operation = operationsFor<JiraClient>();

const instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/,
    "must be a day, or an instant with its zone",
  )
  .describe("a day such as 2025-12-31, or an instant such as 2025-12-31T09:00:00Z");

const sprint = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  start_date: z.string().optional(),
  end_date: z.string().optional(),
  completed: z.string().optional(),
  goal: z.string().optional(),
  url: z.string(),
});

const sprintFields = {
  start_date: instant.optional(),
  end_date: instant.optional(),
  goal: z.string().optional(),
};
const fieldAliases = { startDate: "start_date", endDate: "end_date" } as const;

export const listSprints = operation({
  summary: "The sprints of a board",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    board_id: boardId,
    state: z
      .array(z.enum(["active", "future", "closed"]))
      .optional()
      .describe("default all"),
    ...positionParams(50),
  }),
  aliases: boardAliases,
  result: z.object({ sprints: z.array(sprint), page: pageSchema }),
  caches: ["boards"],
  limits: ["requests", "quota"],
  scopes: ["read:sprint:jira-software"],
  upstream: ["GET /rest/agile/1.0/board/{boardId}/sprint", BOARD_LOOKUP],
  example: { board_id: "TRAIN board", state: ["active", "future"] },
  async run({ board_id, state, ...paging }, jira) {
    const id = await boardIdOf(board_id, jira);
    const answer = await jira.send({
      method: "GET",
      path: `/rest/agile/1.0/board/${id}/sprint`,
      query: { state: state?.join(","), ...positionQuery(paging) },
      notFound: boardMissing(id),
    });
    const body = (answer.body ?? {}) as Position & { values?: VendorSprint[] };
    const sprints = body.values ?? [];
    return { sprints: sprints.map((each) => shown(each, jira)), page: positionPage(body, sprints.length) };
  },
});

export const getSprint = operation({
  summary: "One sprint",
  effect: "read",
  retry: "natural",
  params: z.strictObject(sprintParams),
  aliases: { ...sprintAliases, id: "sprint_id" },
  result: sprint.extend({ board_id: z.string().optional() }),
  caches: ["boards"],
  limits: ["requests", "quota"],
  scopes: ["read:sprint:jira-software"],
  upstream: ["GET /rest/agile/1.0/sprint/{sprintId}", ...SPRINT_LOOKUPS],
  example: { sprint_id: "109" },
  async run(params, jira) {
    const id = await sprintIdOf(params, jira);
    const found = await readSprint(id, jira);
    return compact({ ...shown(found, jira), board_id: found.originBoardId?.toString() });
  },
});

export const createSprint = operation({
  summary: "Creates a future sprint on a board",
  effect: "write",
  // Sprints may have the same name, and Jira does not tell who made one.
  retry: "none",
  params: z.strictObject({ board_id: boardId, name: z.string().min(1).max(255), ...sprintFields }),
  aliases: { ...boardAliases, ...fieldAliases },
  result: receiptSchema,
  caches: ["boards"],
  limits: ["requests", "quota"],
  scopes: ["write:sprint:jira-software"],
  upstream: ["POST /rest/agile/1.0/sprint", BOARD_LOOKUP],
  example: { board_id: "1", name: "TRAIN Sprint 11", goal: "Refunds" },
  async run(params, jira) {
    const board = await boardIdOf(params.board_id, jira);
    const answer = await jira.send({
      method: "POST",
      path: "/rest/agile/1.0/sprint",
      body: { ...sprintBody(params), originBoardId: Number(board) },
      notFound: boardMissing(board),
    });
    const { id = 0 } = (answer.body ?? {}) as VendorSprint;
    return { id: String(id), url: sprintUrl(id, jira), changed: changedFields(params) };
  },
});

export const updateSprint = operation({
  summary: "Changes, starts or completes a sprint",
  effect: "write",
  // To start or to complete it a second time is refused, so a repeated request would hide that the first one worked.
  retry: "lookup",
  params: z
    .strictObject({
      ...sprintParams,
      name: z.string().min(1).max(255).optional(),
      ...sprintFields,
      state: z
        .enum(["active", "closed"])
        .optional()
        .describe("active starts a future sprint, which needs both dates; closed completes an active one"),
    })
    .refine(changesBeside("sprint_id", "board_id"), NOTHING_TO_CHANGE),
  aliases: { ...sprintAliases, ...fieldAliases },
  result: receiptSchema.extend({ state: z.string() }),
  caches: ["boards"],
  limits: ["requests", "quota"],
  scopes: ["write:sprint:jira-software", { any: ["read:sprint:jira-software"], partly: true }],
  upstream: [
    "POST /rest/agile/1.0/sprint/{sprintId}",
    "GET /rest/agile/1.0/sprint/{sprintId}",
    ...SPRINT_LOOKUPS,
  ],
  example: { sprint_id: "109", goal: "Partners can log in with tokens" },
  async run(params, jira) {
    const id = await sprintIdOf(params, jira);
    const answer = await jira.send({
      method: "POST",
      path: `/rest/agile/1.0/sprint/${id}`,
      body: sprintBody(params),
      notFound: sprintMissing(id),
    });
    return {
      id,
      url: sprintUrl(id, jira),
      changed: changedFields(params, ["sprint_id", "board_id"]),
      state: ((answer.body ?? {}) as VendorSprint).state ?? "",
    };
  },
  // Everything about a sprint that is changed can be read: it has been done when all of it stands there.
  async reconcile(params, jira) {
    const id = await sprintIdOf(params, jira);
    const found = await readSprint(id, jira);
    const now = sprintBody(shown(found, jira));
    const wanted = Object.entries(sprintBody(params));
    const isDone = wanted.every(
      ([field, value]) => (now[field as keyof typeof now] ?? "") === (value as string),
    );
    const changed = changedFields(params, ["sprint_id", "board_id"]);
    return isDone ? { id, url: sprintUrl(id, jira), changed, state: found.state ?? "" } : undefined;
  },
});

export const deleteSprint = operation({
  summary: "Deletes a sprint; its open issues go to the backlog",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject(sprintParams),
  aliases: { ...sprintAliases, id: "sprint_id" },
  result: receiptSchema,
  caches: ["boards"],
  limits: ["requests", "edits", "quota"],
  scopes: ["delete:sprint:jira-software"],
  upstream: ["DELETE /rest/agile/1.0/sprint/{sprintId}", ...SPRINT_LOOKUPS],
  example: { sprint_id: "110" },
  async run(params, jira) {
    const id = await sprintIdOf(params, jira);
    await jira.send({
      method: "DELETE",
      path: `/rest/agile/1.0/sprint/${id}`,
      expects: "nothing",
      doneWhen: isGone,
      notFound: sprintMissing(id),
    });
    return { id, url: sprintUrl(id, jira), changed: ["sprint"] };
  },
});

async function readSprint(id: string, jira: JiraClient): Promise<VendorSprint> {
  const answer = await jira.send({
    method: "GET",
    path: `/rest/agile/1.0/sprint/${id}`,
    notFound: sprintMissing(id),
  });
  return (answer.body ?? {}) as VendorSprint;
}

interface GivenSprint {
  name?: string | undefined;
  start_date?: string | undefined;
  end_date?: string | undefined;
  goal?: string | undefined;
  state?: string | undefined;
}

function sprintBody({ name, start_date, end_date, goal, state }: GivenSprint) {
  return compact({ name, startDate: utcInstant(start_date), endDate: utcInstant(end_date), goal, state });
}

function shown({ id = 0, name = "", state = "", goal, ...dates }: VendorSprint, jira: JiraClient) {
  return compact({
    id: String(id),
    name,
    state,
    start_date: utcInstant(dates.startDate),
    end_date: utcInstant(dates.endDate),
    completed: utcInstant(dates.completeDate),
    goal: goal || undefined,
    url: sprintUrl(id, jira),
  });
}
