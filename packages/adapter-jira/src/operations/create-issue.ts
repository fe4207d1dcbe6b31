import { changedFields, compact, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { isPmoError, operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { newIssueAliases, newIssueFields, newIssueLookUps, newIssueParams } from "../issue-fields.js";
import { sendLink } from "../issue-links.js";
import { sprintIdOf, sprintMissing } from "../lookups/boards.js";
import { allLinkTypes, linkTypeNamed } from "../lookups/link-types.js";
import { projectRef } from "../lookups/projects.js";
import { projectNotFound } from "../not-found.js";
import { findMarkedIssues, MARKED_ISSUES } from "../reconcile/issues.js";
import { markedAs } from "../reconcile/marks.js";
import { issueKey } from "../schemas.js";
import type { VendorIssue } from "../vendor.js";
import { boardId, idOrName, SPRINT_LOOKUPS } from "./board-params.js";

const operation = operationsFor<JiraClient>();

const newLinks = z
  .array(
    z.strictObject({
      type: z.string().min(1).describe("as it reads from the new issue: blocks, is blocked by …"),
      issue_key: issueKey,
    }),
  )
  .describe("links to other issues");

export const createIssue = operation({
  summary: "Creates an issue, with links and in a sprint when wanted",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    ...newIssueParams,
    sprint: idOrName.optional().describe("sprint that it joins: id; or whole name, with the board"),
    board: boardId.optional(),
    links: newLinks.optional(),
  }),
  aliases: {
    ...newIssueAliases,
    sprint_id: "sprint",
    sprintId: "sprint",
    board_id: "board",
    boardId: "board",
  },
  result: receiptSchema.extend({
    not_done: z
      .array(z.object({ what: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .describe("links and sprint that failed; the issue is there all the same"),
  }),
  caches: [...newIssueLookUps.caches, "link_types", "boards"],
  limits: ["requests", "quota"],
  scopes: ["write:jira-work", "read:jira-work"],
  upstream: [
    "POST /rest/api/3/issue",
    ...newIssueLookUps.upstream,
    "GET /rest/api/3/issueLinkType",
    "POST /rest/api/3/issueLink",
    "POST /rest/agile/1.0/sprint/{sprintId}/issue",
    ...SPRINT_LOOKUPS,
    ...MARKED_ISSUES,
  ],
  expectedCalls: 2,
  expectedMs: 800,
  example: { project: "TRAIN", issue_type: "Task", summary: "Rotate the signing keys", labels: ["security"] },
  async run(params, jira) {
    const { links = [], sprint, board, ...given } = params;
    // Names that nothing has are found out before the issue is made.
    const [fields, types, sprintId] = await Promise.all([
      newIssueFields(given, jira),
      linkTypes(links, jira),
      sprint === undefined ? undefined : sprintIdOf({ sprint_id: sprint, board_id: board }, jira),
    ]);
    const answer = await jira.send({
      method: "POST",
      path: "/rest/api/3/issue",
      body: { fields, properties: markedAs("issue", jira) },
      notFound: projectNotFound(given.project),
    });
    const { id = "", key = "" } = (answer.body ?? {}) as VendorIssue;
    const outcomes = await Promise.all([
      ...types.map(({ as, to }) =>
        attempt("links", `${as.phrase} ${to}`, () => sendLink({ from: key, to, as }, jira)),
      ),
      ...(sprintId === undefined
        ? []
        : [attempt("sprint", `sprint ${sprint}`, () => joinSprint(key, sprintId, jira))]),
    ]);
    const failed = outcomes.flatMap(({ failure }) => failure ?? []);
    const missed = ["links", "sprint"].filter((field) =>
      outcomes.every((outcome) => outcome.field !== field || outcome.failure !== undefined),
    );
    return compact({
      id,
      key,
      url: jira.issueUrl(key),
      changed: changedFields(params, ["board", ...missed]),
      not_done: failed.length === 0 ? undefined : failed,
    });
  },
  async reconcile(params, jira) {
    const project = await projectRef(params.project, jira);
    const [issue] = await findMarkedIssues({ projects: [project], purposes: ["issue"] }, jira);
    if (issue === undefined) return undefined;
    const { id = "", key = "" } = issue;
    // What follows the making of an issue was never tried, since nobody knew that the issue was there.
    const { links = [], sprint } = params;
    const untried = [
      ...links.map(({ type, issue_key }) => `${type} ${issue_key}`),
      ...(sprint === undefined ? [] : [`sprint ${sprint}`]),
    ];
    return compact({
      id,
      key,
      url: jira.issueUrl(key),
      changed: changedFields(params, ["board", "links", "sprint"]),
      not_done:
        untried.length === 0
          ? undefined
          : untried.map((what) => ({
              what,
              code: "JIRA_API_ERROR",
              message: "It was not tried: Jira's answer to the making of the issue was lost.",
            })),
    });
  },
});

async function linkTypes(links: z.output<typeof newLinks>, jira: JiraClient) {
  if (links.length === 0) return [];
  const types = await allLinkTypes(jira);
  return links.map(({ type, issue_key }) => ({ as: linkTypeNamed(type, types, jira), to: issue_key }));
}

async function joinSprint(key: string, sprint: string, jira: JiraClient): Promise<void> {
  await jira.send({
    method: "POST",
    path: `/rest/agile/1.0/sprint/${sprint}/issue`,
    body: { issues: [key] },
    expects: "nothing",
    notFound: sprintMissing(sprint),
  });
}

/** What follows the making of an issue may fail; the issue is there, so its receipt must not be lost over that. */
async function attempt(field: "links" | "sprint", what: string, send: () => Promise<void>) {
  try {
    await send();
    return { field };
  } catch (error) {
    if (!isPmoError(error)) throw error;
    return { field, failure: { what, code: error.code, message: error.message } };
  }
}
