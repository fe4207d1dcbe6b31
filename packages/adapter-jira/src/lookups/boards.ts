import type { JiraClient } from "../client.js";
import { jiraErrors } from "../errors.js";
import { readAll } from "../paging.js";
import type { VendorBoard, VendorSprint } from "../vendor-agile.js";
import { oneNamed } from "./one-named.js";

/** The id of a board: itself, or that of a whole name. */
export async function boardIdOf(wanted: string | number, jira: JiraClient): Promise<string> {
  const name = String(wanted);
  if (/^[0-9]+$/.test(name)) return name;
  const boards = await jira.step.cache.get("boards", name.toLowerCase(), () =>
    readAll<VendorBoard>(jira, {
      method: "GET",
      path: "/rest/agile/1.0/board",
      query: { name, maxResults: 50 },
    }),
  );
  return String(oneNamed(name, boards, { code: "BOARD_NOT_FOUND", what: "board", jira }).id);
}

/** The id of a sprint: itself, or that of a whole name on a board. */
export async function sprintIdOf(
  { sprint_id, board_id }: { sprint_id: string | number; board_id?: string | number | undefined },
  jira: JiraClient,
): Promise<string> {
  const name = String(sprint_id);
  if (/^[0-9]+$/.test(name)) return name;
  if (board_id === undefined) {
    throw jiraErrors.create("SPRINT_NOT_FOUND", {
      message: `"${name}" is no id, and a sprint's name means something on a board only.`,
      system: jira.step.system,
      suggestions: ["Give board_id too, or the sprint's id."],
    });
  }
  const board = await boardIdOf(board_id, jira);
  const sprints = await readAll<VendorSprint>(jira, {
    method: "GET",
    path: `/rest/agile/1.0/board/${board}/sprint`,
    query: { maxResults: 50 },
    notFound: boardMissing(board),
  });
  const what = `sprint on board ${board_id}`;
  return String(oneNamed(name, sprints, { code: "SPRINT_NOT_FOUND", what, jira }).id);
}

/** How a 404 on a board is told. */
export function boardMissing(id: string) {
  return {
    code: "BOARD_NOT_FOUND" as const,
    message: `There is no board ${id} that these credentials can see.`,
    details: { board_id: id },
  };
}

/** How a 404 on a sprint is told. */
export function sprintMissing(id: string) {
  return {
    code: "SPRINT_NOT_FOUND" as const,
    message: `There is no sprint ${id} that these credentials can see.`,
    details: { sprint_id: id },
  };
}
