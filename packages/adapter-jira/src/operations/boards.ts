import { compact, pageSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { boardIdOf, boardMissing } from "../lookups/boards.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { allStatuses } from "../lookups/statuses.js";
import { type Position, positionPage, positionParams, positionQuery } from "../paging.js";
import { project, projectAliases } from "../schemas.js";
import type { VendorStatus } from "../vendor.js";
import type { VendorBoard, VendorBoardConfiguration, VendorEpic } from "../vendor-agile.js";
import { BOARD_LOOKUP, boardAliases, boardId, boardUrl } from "./board-params.js";

const operation = operationsFor<JiraClient>();

const board = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().optional(),
  project: z.string().optional(),
  url: z.string(),
});

export const listBoards = operation({
  summary: "Boards, by name, project or type",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    board_name: z.string().min(1).optional().describe("part of a name"),
    project: project.optional(),
    board_type: z.enum(["scrum", "kanban", "simple"]).optional().describe("simple: of team-managed projects"),
    ...positionParams(50),
  }),
  aliases: {
    ...projectAliases,
    name: "board_name",
    query: "board_name",
    boardName: "board_name",
    type: "board_type",
    boardType: "board_type",
  },
  result: z.object({ boards: z.array(board), page: pageSchema }),
  caches: ["projects"],
  limits: ["requests", "quota"],
  scopes: ["read:board-scope:jira-software", "read:project:jira"],
  upstream: [BOARD_LOOKUP, ...PROJECT_LOOKUPS],
  example: { project: "TRAIN" },
  async run({ board_name, project, board_type, ...paging }, jira) {
    const answer = await jira.send({
      method: "GET",
      path: "/rest/agile/1.0/board",
      query: {
        name: board_name,
        projectKeyOrId: project === undefined ? undefined : await projectRef(project, jira),
        type: board_type,
        ...positionQuery(paging),
      },
    });
    const body = (answer.body ?? {}) as Position & { values?: VendorBoard[] };
    const boards = body.values ?? [];
    return { boards: boards.map((each) => shown(each, jira)), page: positionPage(body, boards.length) };
  },
});

export const getBoard = operation({
  summary: "One board: its columns with their statuses, its filter, and the field in which it estimates",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ board_id: boardId }),
  aliases: { ...boardAliases, id: "board_id" },
  result: board.extend({
    columns: z.array(
      z.object({
        name: z.string(),
        statuses: z.array(z.string()),
        min: z.int().optional(),
        max: z.int().optional(),
      }),
    ),
    estimation_field: z.object({ id: z.string(), name: z.string() }).optional(),
    filter_id: z.string().optional(),
  }),
  caches: ["boards", "statuses"],
  limits: ["requests", "quota"],
  scopes: ["read:board-scope:jira-software", "read:issue-details:jira"],
  upstream: [
    "GET /rest/agile/1.0/board/{boardId}",
    "GET /rest/agile/1.0/board/{boardId}/configuration",
    "GET /rest/api/3/status",
    BOARD_LOOKUP,
  ],
  expectedCalls: 3,
  example: { board_id: "TRAIN board" },
  async run({ board_id }, jira) {
    const id = await boardIdOf(board_id, jira);
    const path = `/rest/agile/1.0/board/${id}`;
    const notFound = boardMissing(id);
    const [found, configured, statuses] = await Promise.all([
      jira.send({ method: "GET", path, notFound }),
      jira.send({ method: "GET", path: `${path}/configuration`, notFound }),
      allStatuses(jira),
    ]);
    const { estimation, filter, columnConfig } = (configured.body ?? {}) as VendorBoardConfiguration;
    const field = estimation?.field;
    return compact({
      ...shown((found.body ?? {}) as VendorBoard, jira),
      columns: (columnConfig?.columns ?? []).map((column) => shownColumn(column, statuses)),
      estimation_field:
        field === undefined ? undefined : { id: field.fieldId ?? "", name: field.displayName ?? "" },
      filter_id: filter?.id,
    });
  },
});

export const listEpics = operation({
  summary: "The epics of a board",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    board_id: boardId,
    done: z.boolean().optional().describe("default both"),
    ...positionParams(50),
  }),
  aliases: boardAliases,
  result: z.object({
    epics: z.array(
      z.object({
        key: z.string(),
        id: z.string(),
        name: z.string(),
        summary: z.string().optional(),
        done: z.boolean(),
        url: z.string(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["boards"],
  limits: ["requests", "quota"],
  scopes: ["read:epic:jira-software"],
  upstream: ["GET /rest/agile/1.0/board/{boardId}/epic", BOARD_LOOKUP],
  example: { board_id: "1" },
  async run({ board_id, done, ...paging }, jira) {
    const id = await boardIdOf(board_id, jira);
    const answer = await jira.send({
      method: "GET",
      path: `/rest/agile/1.0/board/${id}/epic`,
      query: { done, ...positionQuery(paging) },
      notFound: boardMissing(id),
    });
    const body = (answer.body ?? {}) as Position & { values?: VendorEpic[] };
    const epics = body.values ?? [];
    return {
      epics: epics.map(({ id = 0, key = String(id), name, summary, done = false }) =>
        compact({
          key,
          id: String(id),
          name: name || summary || key,
          summary,
          done,
          url: jira.issueUrl(key),
        }),
      ),
      page: positionPage(body, epics.length),
    };
  },
});

function shown({ id = 0, name = "", type, location }: VendorBoard, jira: JiraClient) {
  return compact({
    id: String(id),
    name,
    type,
    project: location?.projectKey,
    url: boardUrl(id, jira),
  });
}

type VendorColumn = NonNullable<NonNullable<VendorBoardConfiguration["columnConfig"]>["columns"]>[number];

/** Columns hold statuses by id. */
function shownColumn({ name = "", min, max, statuses = [] }: VendorColumn, all: readonly VendorStatus[]) {
  const names = new Map(all.map((status) => [status.id, status.name]));
  return compact({ name, statuses: statuses.map(({ id = "" }) => names.get(id) ?? id), min, max });
}
