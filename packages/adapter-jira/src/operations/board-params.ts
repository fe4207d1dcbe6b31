import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";

/** The id, or the whole name, of a board or sprint. */
export const idOrName = z.union([z.string().min(1), z.int().positive()]);

/** How a board is named. */
export const boardId = idOrName.describe("id, or whole name");
export const boardAliases = { board: "board_id", boardId: "board_id" } as const;

/** How a sprint is named. */
export const sprintParams = {
  sprint_id: idOrName.describe("id; or whole name, with the board"),
  board_id: boardId.optional(),
};
export const sprintAliases = { ...boardAliases, sprint: "sprint_id", sprintId: "sprint_id" } as const;

/** What finding a board, or a sprint, by its name may call. */
export const BOARD_LOOKUP = "GET /rest/agile/1.0/board";
export const SPRINT_LOOKUPS = ["GET /rest/agile/1.0/board/{boardId}/sprint", BOARD_LOOKUP];

/** The address where people see a board, which finds out itself what kind of project it belongs to. */
export function boardUrl(id: string | number, jira: JiraClient): string {
  return jira.pageUrl(`/secure/RapidBoard.jspa?rapidView=${id}`);
}

/** The address where people see the issues of a sprint: it has no page that its id alone leads to. */
export function sprintUrl(id: string | number, jira: JiraClient): string {
  return jira.pageUrl(`/issues/?jql=${encodeURIComponent(`sprint = ${id}`)}`);
}
