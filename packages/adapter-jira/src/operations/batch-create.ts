import { changedFields, type HttpFailure, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { atlassianErrorText } from "@pm-orchestrator/atlassian";
import { isPmoError, operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { jiraErrors } from "../errors.js";
import { type NewIssue, newIssueFields, newIssueLookUps, newIssueParams } from "../issue-fields.js";
import { projectRef } from "../lookups/projects.js";
import { findMarkedIssues, MARKED_ISSUES } from "../reconcile/issues.js";
import { markedAs } from "../reconcile/marks.js";
import type { VendorIssue } from "../vendor.js";

const operation = operationsFor<JiraClient>();

/** What one `issue/bulk` takes. */
const MOST_AT_ONCE = 50;

const index = z.int().describe("which of issues, from 0");
const failure = z.object({ index, code: z.string(), message: z.string() });
type Failure = z.output<typeof failure>;

export const batchCreateIssues = operation({
  summary: "Creates many issues at once; a name that nothing has refuses them all before any is made",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    issues: z.array(z.strictObject(newIssueParams)).min(1).max(MOST_AT_ONCE),
    validate_only: z.boolean().default(false).describe("only looks up all names; creates nothing"),
  }),
  aliases: { validateOnly: "validate_only" },
  result: z.object({
    created: z.array(receiptSchema.extend({ index })),
    failed: z.array(failure),
  }),
  caches: newIssueLookUps.caches,
  limits: ["requests", "quota"],
  scopes: ["write:jira-work", "read:jira-work"],
  upstream: ["POST /rest/api/3/issue/bulk", ...newIssueLookUps.upstream, ...MARKED_ISSUES],
  expectedCalls: 3,
  expectedMs: 1500,
  example: {
    issues: [
      { project: "TRAIN", issue_type: "Task", summary: "Write the migration guide" },
      { project: "TRAIN", issue_type: "Bug", summary: "Refresh fails after a restart", priority: "High" },
    ],
  },
  async run({ issues, validate_only }, jira) {
    const prepared = await Promise.all(issues.map((issue, at) => prepare(issue, at, jira)));
    const wrong = prepared.flatMap(({ failed }) => failed);
    if (validate_only) return { created: [], failed: wrong };
    if (wrong.length > 0) throw allFailed(wrong, jira);
    const answer = await jira.send({
      method: "POST",
      path: "/rest/api/3/issue/bulk",
      body: {
        issueUpdates: prepared.map(({ fields }, at) => ({
          fields,
          properties: markedAs(purposeOf(at), jira),
        })),
      },
      readFailure: readRefusals,
    });
    const { issues: made = [], errors = [] } = (answer.body ?? {}) as Bulk & { issues?: VendorIssue[] };
    const failed = errors.map(refusal);
    // Jira leaves those that it refused out of the others.
    const places = issues.flatMap((issue, at) =>
      failed.some((one) => one.index === at) ? [] : { issue, at },
    );
    return {
      created: made.map(({ id = "", key = "" }, position) => {
        const place = places[position];
        const changed = place === undefined ? [] : changedFields(place.issue);
        return { id, key, url: jira.issueUrl(key), changed, index: place?.at ?? position };
      }),
      failed,
    };
  },
  async reconcile({ issues }, jira) {
    const projects = await Promise.all(issues.map(({ project }) => projectRef(project, jira)));
    const purposes = issues.map((_issue, at) => purposeOf(at));
    const found = await findMarkedIssues({ projects, purposes }, jira);
    const created = issues.flatMap((issue, at) => {
      const { id = "", key } = found[at] ?? {};
      return key === undefined
        ? []
        : { id, key, url: jira.issueUrl(key), changed: changedFields(issue), index: at };
    });
    // Of one that is not found nobody can tell whether Jira refused it, or has not got to it.
    return created.length === issues.length ? { created, failed: [] } : undefined;
  },
});

/** What the mark of one of the issues is minted for. */
function purposeOf(at: number): string {
  return `issue ${at}`;
}

/** What is wrong with one issue is told of that issue; what is wrong with the connection ends everything. */
async function prepare(
  issue: NewIssue,
  at: number,
  jira: JiraClient,
): Promise<{ fields?: Record<string, unknown>; failed: Failure[] }> {
  try {
    return { fields: await newIssueFields(issue, jira), failed: [] };
  } catch (error) {
    if (!isPmoError(error) || error.number >= 2200) throw error;
    return { failed: [{ index: at, code: error.code, message: error.message }] };
  }
}

interface Bulk {
  errors?: { failedElementNumber?: number; elementErrors?: unknown }[];
}

/** Jira answers 400 when it refuses every one of them. */
function readRefusals(failure: HttpFailure) {
  if (failure.kind !== "status" || failure.status !== 400) return undefined;
  const { errors } = (failure.body ?? {}) as Bulk;
  return Array.isArray(errors) && errors.length > 0 ? creationFailed(errors.map(refusal)) : undefined;
}

function refusal({ failedElementNumber = 0, elementErrors }: NonNullable<Bulk["errors"]>[number]): Failure {
  const message = atlassianErrorText(elementErrors) ?? "Jira does not accept it.";
  return { index: failedElementNumber, code: "INVALID_FIELD_VALUE", message };
}

function creationFailed(failed: readonly Failure[]) {
  return {
    code: "ISSUE_CREATION_FAILED" as const,
    message: `No issue was created: ${failed.map(({ index: at, message }) => `issues[${at}]: ${message}`).join(" ")}`,
    details: { failed },
  };
}

function allFailed(failed: readonly Failure[], jira: JiraClient) {
  const { code, ...told } = creationFailed(failed);
  return jiraErrors.create(code, { ...told, system: jira.step.system });
}
