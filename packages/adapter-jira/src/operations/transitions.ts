import { changedFields, compact, pathSegment, receiptSchema, theOnly } from "@pm-orchestrator/adapter-kit";
import { operationsFor, type PmoError } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { toDocument } from "../content.js";
import { jiraErrors } from "../errors.js";
import { assigneeOf } from "../issue-fields.js";
import { resolveTransition } from "../lookups/transitions.js";
import { issueNotFound } from "../not-found.js";
import { isMarkedHistory, markedHistory, ownChanges, unmarkedTransition } from "../reconcile/own-changes.js";
import { issueKey, issueKeyAliases, markdown } from "../schemas.js";
import type { VendorIssue, VendorTransition } from "../vendor.js";

const operation = operationsFor<JiraClient>();

const transition = z.object({ id: z.string(), name: z.string(), to: z.string() });

export const getTransitions = operation({
  summary: "The transitions that an issue can make from where it stands",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey }),
  aliases: issueKeyAliases,
  result: z.object({ transitions: z.array(transition) }),
  caches: ["transitions"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/issue/{issueIdOrKey}/transitions"],
  example: { issue_key: "TRAIN-123" },
  async run({ issue_key }, jira) {
    const transitions = await jira.step.cache.get("transitions", issue_key.toUpperCase(), async () => {
      const answer = await jira.send({
        method: "GET",
        path: `/rest/api/3/issue/${pathSegment(issue_key)}/transitions`,
        notFound: issueNotFound(issue_key),
      });
      return ((answer.body ?? {}) as VendorIssue).transitions ?? [];
    });
    return { transitions: transitions.map(shown) };
  },
});

export const transitionIssue = operation({
  summary: "Moves an issue through its workflow",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    issue_key: issueKey,
    transition: z.string().min(1).describe("name or id of the transition, or the status to reach"),
    resolution: z.string().min(1).optional().describe("name"),
    comment: markdown.optional(),
    assignee: z
      .string()
      .min(1)
      .nullable()
      .optional()
      .describe("who gets it: e-mail, name, account id or me; null for nobody"),
    fields: z
      .record(z.string(), z.unknown())
      .optional()
      .describe("further fields of the transition's screen"),
  }),
  aliases: { ...issueKeyAliases, status: "transition", to: "transition" },
  result: receiptSchema.extend({ from: z.string(), to: z.string() }),
  caches: ["users"],
  invalidates: ["transitions"],
  limits: ["requests", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work", "read:jira-work"],
  upstream: [
    "POST /rest/api/3/issue/{issueIdOrKey}/transitions",
    "GET /rest/api/3/issue/{issueIdOrKey}",
    "GET /rest/api/3/user/search",
    "GET /rest/api/3/myself",
  ],
  expectedCalls: 2,
  expectedMs: 800,
  example: { issue_key: "TRAIN-123", transition: "In Review" },
  async run(params, jira) {
    const { issue_key, transition: wanted, resolution, comment, assignee, fields } = params;
    const path = `/rest/api/3/issue/${pathSegment(issue_key)}`;
    const [before, person] = await Promise.all([
      jira.send({
        method: "GET",
        path,
        query: { fields: "status", expand: "transitions" },
        notFound: issueNotFound(issue_key),
      }),
      assignee === undefined ? undefined : assigneeOf(assignee, jira),
    ]);
    const issue = (before.body ?? {}) as VendorIssue;
    const chosen = resolveTransition(wanted, issue.transitions ?? [], jira.step.system);
    const screen = {
      ...fields,
      ...(resolution === undefined ? {} : { resolution: { name: resolution } }),
      ...(person === undefined ? {} : { assignee: person }),
    };
    await jira
      .send({
        method: "POST",
        path: `${path}/transitions`,
        expects: "nothing",
        body: compact({
          transition: { id: chosen.id },
          fields: Object.keys(screen).length === 0 ? undefined : screen,
          update:
            comment === undefined ? undefined : { comment: [{ add: { body: await toDocument(comment) } }] },
          historyMetadata: markedHistory("transition", jira),
        }),
        notFound: issueNotFound(issue_key),
      })
      .catch((error: PmoError) => {
        throw error.code === "INVALID_FIELD_VALUE" || error.code === "REQUIRED_FIELD_MISSING"
          ? jiraErrors.create("WORKFLOW_VALIDATION_ERROR", {
              message: error.message,
              system: jira.step.system,
              details: error.details,
            })
          : error;
      });
    jira.step.cache.forget("transitions", issue_key.toUpperCase());
    const way = { from: issue.fields?.status?.name ?? "", to: chosen.to?.name ?? "" };
    return transitionReceipt(issue, { ...params, ...way }, jira);
  },
  async reconcile(params, jira) {
    const { issue_key, transition: wanted } = params;
    const own = await ownChanges(issue_key, { field: "status", fields: "status" }, jira);
    const made = own.changes.filter(({ history }) => isMarkedHistory(history, "transition", jira));
    const change = made.length > 0 ? theOnly(made) : unmarkedTransition(wanted, own);
    jira.step.cache.forget("transitions", issue_key.toUpperCase());
    if (change === undefined) return undefined;
    return transitionReceipt(own.issue, { ...params, from: change.from, to: change.to }, jira);
  },
});

interface Transitioned {
  issue_key: string;
  resolution?: string | undefined;
  comment?: string | undefined;
  assignee?: string | null | undefined;
  fields?: Record<string, unknown> | undefined;
  from: string;
  to: string;
}

function transitionReceipt(
  { id = "", key }: VendorIssue,
  { issue_key, resolution, comment, assignee, fields = {}, from, to }: Transitioned,
  jira: JiraClient,
) {
  const beside = changedFields({ resolution, assignee }).filter((field) => !Object.hasOwn(fields, field));
  return {
    id,
    key: key ?? issue_key,
    url: jira.issueUrl(key ?? issue_key),
    changed: ["status", ...Object.keys(fields), ...beside, ...(comment === undefined ? [] : ["comment"])],
    from,
    to,
  };
}

function shown({ id = "", name = "", to }: VendorTransition) {
  return { id, name, to: to?.name ?? "" };
}
