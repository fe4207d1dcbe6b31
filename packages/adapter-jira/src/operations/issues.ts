import { eachAlone, pathSegment } from "@pm-orchestrator/adapter-kit";
import { isPmoError, operationsFor, type PmoError } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import { fetchIssues, MOST_FETCHED } from "../bulk-fetch.js";
import type { JiraClient } from "../client.js";
import { jiraErrors } from "../errors.js";
import { askFor, DETAIL_FIELDS, detailParams, issueDetail } from "../issue-reading.js";
import { issueNotFound } from "../not-found.js";
import { issueDetails } from "../parse.js";
import { issueKey, issueKeyAliases } from "../schemas.js";
import type { VendorIssue } from "../vendor.js";

const operation = operationsFor<JiraClient>();

const params = z.strictObject({ issue_key: issueKey, ...detailParams });

export const getIssue = operation({
  summary: "One issue, with comments, history, links, subtasks or attachments on request",
  effect: "read",
  retry: "natural",
  params,
  aliases: { ...issueKeyAliases, commentLimit: "comment_limit" },
  result: issueDetail,
  caches: ["fields"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  coalesce: { into: "batch_get_issues", by: "issue_key", list: "keys", most: MOST_FETCHED },
  leadsTo: [
    { at: "parent.key", because: "parent of the issue" },
    { at: "subtasks[].key", because: "subtask of the issue" },
    { at: "links[].key", because: "linked issue" },
    { at: "description", because: "address in the description of the issue", within: "addresses" },
    { at: "comments[].body", because: "address in a comment on the issue", within: "addresses" },
  ],
  upstream: [
    "GET /rest/api/3/issue/{issueIdOrKey}",
    "POST /rest/api/3/issue/bulkfetch",
    "GET /rest/api/3/field",
  ],
  example: { issue_key: "TRAIN-123", expand: ["comments"] },
  run: readIssue,
  async runMany(calls, jira) {
    const [first] = calls;
    if (first === undefined) return [];
    const keys = [...new Set(calls.map(({ issue_key }) => issue_key))];
    if (jira.isDataCenter) {
      const read = await readEach(keys, first, jira);
      return calls.map(({ issue_key }) => read.get(issue_key) as Read);
    }
    const { issue_key: _, properties, ...wanted } = first;
    const { query, withChangelog, asked } = await askFor(DETAIL_FIELDS, wanted, jira);
    const { issues, missing } = await fetchIssues(
      {
        keys,
        fields: query,
        expand: withChangelog ? ["changelog"] : undefined,
        properties,
      },
      jira,
    );
    const found = new Map(issues.flatMap((issue) => [issue.key, issue.id].map((name) => [name, issue])));
    const absent = new Set(missing.map(({ key }) => key.toUpperCase()));
    return eachAlone(calls, async (call) => {
      const name = call.issue_key.toUpperCase();
      const issue = found.get(name);
      if (issue !== undefined) return issueDetails(issue, asked, jira.issueUrl);
      const { code, ...told } = issueNotFound(call.issue_key);
      if (absent.has(name)) throw jiraErrors.create(code, { ...told, system: jira.step.system });
      // An issue that has moved comes under its new key: only a question for it alone can tell that it is the same.
      return readIssue(call, jira);
    });
  },
});

export const batchGetIssues = operation({
  summary: "Many issues at once, each as get_issue shows it",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    keys: z.array(issueKey).min(1).max(MOST_FETCHED),
    ...detailParams,
  }),
  aliases: { issue_keys: "keys", issueKeys: "keys", commentLimit: "comment_limit" },
  result: z.object({
    issues: z.array(issueDetail).describe("in the order of keys"),
    missing: z.array(z.object({ key: z.string(), reason: z.string() })),
  }),
  caches: ["fields"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["POST /rest/api/3/issue/bulkfetch", "GET /rest/api/3/field"],
  example: { keys: ["TRAIN-123", "TRAIN-124"] },
  async run({ keys, ...shown }, jira) {
    if (jira.isDataCenter) return foundAndMissing(await readEach(keys, shown, jira));
    const { properties, ...wanted } = shown;
    const { query, withChangelog, asked } = await askFor(DETAIL_FIELDS, wanted, jira);
    const { issues, missing } = await fetchIssues(
      { keys, fields: query, expand: withChangelog ? ["changelog"] : undefined, properties },
      jira,
    );
    const details = await Promise.all(issues.map((issue) => issueDetails(issue, asked, jira.issueUrl)));
    return { issues: inOrder(keys, details), missing };
  },
});

type Read = Awaited<ReturnType<typeof readIssue>> | PmoError;

/**
 * Many issues where Jira has no bulk read, by their keys. Not by a search: one key that is not there would make Jira
 * refuse it, and an issue that has moved would not be found.
 */
async function readEach(
  keys: readonly string[],
  shown: Omit<z.output<typeof params>, "issue_key">,
  jira: JiraClient,
): Promise<Map<string, Read>> {
  const wanted = [...new Set(keys)];
  const read = await eachAlone(wanted, (issue_key) => readIssue({ ...shown, issue_key }, jira));
  return new Map(wanted.map((key, index) => [key, read[index] as Read]));
}

function foundAndMissing(read: ReadonlyMap<string, Read>) {
  const missing: { key: string; reason: string }[] = [];
  const issues = [...read].flatMap(([key, one]) => {
    if (!isPmoError(one)) return [one];
    if (one.code !== "ISSUE_NOT_FOUND") throw one;
    missing.push({ key, reason: one.message });
    return [];
  });
  return { issues, missing };
}

/** One issue, by a request of its own. */
async function readIssue({ issue_key, properties, ...wanted }: z.output<typeof params>, jira: JiraClient) {
  const { query, withChangelog, asked } = await askFor(DETAIL_FIELDS, wanted, jira);
  const answer = await jira.send({
    method: "GET",
    path: `/rest/api/3/issue/${pathSegment(issue_key)}`,
    query: {
      fields: query.join(","),
      expand: withChangelog ? "changelog" : undefined,
      properties: properties?.join(","),
    },
    notFound: issueNotFound(issue_key),
  });
  return issueDetails(answer.body as VendorIssue, asked, jira.issueUrl);
}

/** Jira answers in an order of its own. An issue that has moved has another key than was asked for: it comes last. */
function inOrder<Issue extends { id: string; key: string }>(
  keys: readonly string[],
  issues: Issue[],
): Issue[] {
  const wanted = keys.map((key) => key.toUpperCase());
  const place = ({ id, key }: Issue) => {
    const index = wanted.findIndex((name) => name === key || name === id);
    return index === -1 ? wanted.length : index;
  };
  return issues.toSorted((a, b) => place(a) - place(b));
}
