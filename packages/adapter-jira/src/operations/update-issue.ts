import { changedFields, compact, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { allowRemoval, editedDocument, removed } from "../editing.js";
import { assigneeOf, issueFields } from "../issue-fields.js";
import { issueNotFound } from "../not-found.js";
import { issueReceipt } from "../receipts.js";
import { customFields, issueKey, issueKeyAliases, label } from "../schemas.js";
import type { VendorIssue } from "../vendor.js";

const operation = operationsFor<JiraClient>();
const name = z.string().min(1);
const assignee = name.nullable().describe("e-mail, name, account id or me; null for nobody");

export const updateIssue = operation({
  summary: "Changes fields of an issue",
  effect: "write",
  retry: "natural",
  params: z
    .strictObject({
      issue_key: issueKey,
      summary: z.string().min(1).max(255).optional(),
      description: z
        .string()
        .nullable()
        .optional()
        .describe("Markdown, the whole new text, best as get_issue gave it with editable; null empties it"),
      allow_removal: allowRemoval,
      assignee: assignee.optional(),
      priority: name.optional(),
      labels: z.array(label).optional().describe("replaces all labels"),
      add_labels: z.array(label).optional(),
      remove_labels: z.array(label).optional(),
      components: z.array(name).optional().describe("replaces all components"),
      parent: issueKey.nullable().optional().describe("key of the parent issue or epic; null for none"),
      custom_fields: customFields.optional(),
    })
    .refine(({ labels, add_labels, remove_labels }) => !labels || !(add_labels || remove_labels), {
      message: "replaces all labels, so it excludes add_labels and remove_labels",
      path: ["labels"],
    })
    .refine(
      ({ issue_key: _key, allow_removal: _removal, ...changes }) =>
        Object.values(changes).some((value) => value !== undefined),
      {
        message: "names nothing to change",
      },
    ),
  aliases: { ...issueKeyAliases, title: "summary", addLabels: "add_labels", removeLabels: "remove_labels" },
  result: receiptSchema.extend({ removed }),
  caches: ["priorities", "users", "fields", "components"],
  invalidates: ["transitions"],
  limits: ["requests", "edits", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work"],
  upstream: [
    "PUT /rest/api/3/issue/{issueIdOrKey}",
    "GET /rest/api/3/issue/{issueIdOrKey}",
    "GET /rest/api/3/priority/search",
    "GET /rest/api/3/user/search",
    "GET /rest/api/3/myself",
    "GET /rest/api/3/field",
    "GET /rest/api/3/project/{projectIdOrKey}/components",
  ],
  expectedCalls: 2,
  expectedMs: 700,
  example: { issue_key: "TRAIN-123", priority: "Highest", add_labels: ["urgent"] },
  async run(params, jira) {
    const { issue_key, add_labels, remove_labels, parent, description, allow_removal, ...given } = params;
    const [fields, edited] = await Promise.all([
      issueFields({ ...given, parent: parent ?? undefined }, projectOf(issue_key), jira),
      description ? editedDescription(issue_key, { description, allow_removal }, jira) : undefined,
    ]);
    const emptied = description === undefined ? {} : { description: null };
    const answer = await jira.send({
      method: "PUT",
      path: `/rest/api/3/issue/${pathSegment(issue_key)}`,
      query: { returnIssue: true },
      body: compact({
        fields: { ...fields, ...(edited === undefined ? emptied : { description: edited.document }) },
        update: changesInPlace({ add_labels, remove_labels, parent }),
      }),
      notFound: issueNotFound(issue_key),
    });
    // What an issue may do next often depends on who has it and what it holds.
    jira.step.cache.forget("transitions", issue_key.toUpperCase());
    const { id = issue_key, key = issue_key } = (answer.body ?? {}) as VendorIssue;
    return compact({
      id,
      key,
      url: jira.issueUrl(key),
      changed: changedFields(params, ["issue_key", "allow_removal"]),
      removed: edited?.removed,
    });
  },
});

export const assignIssue = operation({
  summary: "Gives an issue to somebody, or to nobody",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey, assignee }),
  aliases: { ...issueKeyAliases, user: "assignee" },
  result: receiptSchema,
  caches: ["users"],
  invalidates: ["transitions"],
  limits: ["requests", "edits", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work", "read:jira-user"],
  upstream: [
    "PUT /rest/api/3/issue/{issueIdOrKey}/assignee",
    "GET /rest/api/3/user/search",
    "GET /rest/api/3/myself",
  ],
  expectedCalls: 2,
  expectedMs: 600,
  example: { issue_key: "TRAIN-123", assignee: "priya@acme.example" },
  async run(params, jira) {
    const { issue_key } = params;
    const person = await assigneeOf(params.assignee, jira);
    await jira.send({
      method: "PUT",
      path: `/rest/api/3/issue/${pathSegment(issue_key)}/assignee`,
      body: person ?? { accountId: null },
      expects: "nothing",
      notFound: issueNotFound(issue_key),
    });
    jira.step.cache.forget("transitions", issue_key.toUpperCase());
    return issueReceipt(issue_key, ["assignee"], jira);
  },
});

export const linkToEpic = operation({
  summary: "Puts an issue into an epic",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey, epic_key: issueKey.describe("key of the epic") }),
  aliases: { ...issueKeyAliases, epic: "epic_key", epicKey: "epic_key" },
  result: receiptSchema,
  limits: ["requests", "edits", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work"],
  upstream: ["PUT /rest/api/3/issue/{issueIdOrKey}"],
  example: { issue_key: "TRAIN-130", epic_key: "TRAIN-100" },
  async run({ issue_key, epic_key }, jira) {
    const answer = await jira.send({
      method: "PUT",
      path: `/rest/api/3/issue/${pathSegment(issue_key)}`,
      query: { returnIssue: true },
      body: { fields: { parent: { key: epic_key } } },
      notFound: issueNotFound(issue_key),
    });
    const { id = issue_key, key = issue_key } = (answer.body ?? {}) as VendorIssue;
    return { id, key, url: jira.issueUrl(key), changed: ["parent"] };
  },
});

interface InPlace {
  add_labels: string[] | undefined;
  remove_labels: string[] | undefined;
  parent: string | null | undefined;
}

/** What Jira changes by what is there, instead of by a value; undefined when there is nothing of the kind. */
function changesInPlace({ add_labels = [], remove_labels = [], parent }: InPlace) {
  const labels = [...add_labels.map((add) => ({ add })), ...remove_labels.map((remove) => ({ remove }))];
  const changes = {
    ...(labels.length === 0 ? {} : { labels }),
    ...(parent === null ? { parent: [{ set: { none: true } }] } : {}),
  };
  return Object.keys(changes).length === 0 ? undefined : changes;
}

/** What the description becomes, of which nothing is lost that its new text does not say. */
async function editedDescription(
  issueKey: string,
  { description, allow_removal }: { description: string; allow_removal: boolean },
  jira: JiraClient,
) {
  const answer = await jira.send({
    method: "GET",
    path: `/rest/api/3/issue/${pathSegment(issueKey)}`,
    query: { fields: "description" },
    notFound: issueNotFound(issueKey),
  });
  const before = ((answer.body ?? {}) as VendorIssue).fields?.description;
  return editedDocument({ before, markdown: description, allowRemoval: allow_removal }, jira);
}

/** The project that an issue's key tells; an id tells nothing. */
function projectOf(issueKey: string): string | undefined {
  return /^([A-Za-z][A-Za-z0-9_]*)-/.exec(issueKey)?.[1]?.toUpperCase();
}
