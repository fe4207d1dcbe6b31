import { changedFields } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { createdIssue, createdIssues } from "../created.js";
import { BATCH_CREATE_ISSUES, CREATE_ISSUE } from "../documents/issue-changes.js";
import { issueInput, issueLookups, issueParamAliases, issueParams, issueSlots } from "../inputs/issue.js";
import { linkTasks } from "../links.js";
import { resolveTeam } from "../lookups/teams.js";
import { createOnce } from "../minted.js";
import { issueNotFound } from "../not-found.js";
import {
  issueReceiptSchema,
  issueReceiptWithWarnings,
  link,
  markdown,
  team,
  teamAliases,
} from "../schemas.js";
import type { VendorIssue } from "../vendor.js";
import { afterwards, issueReceipt, requireWritten, withWarnings } from "../written.js";

const operation = operationsFor<LinearClient>();

const fields = z.strictObject({
  team,
  title: z.string().min(1),
  description: markdown.optional(),
  ...z.object(issueParams).partial().shape,
});

const createLookups = ["query teams", ...issueLookups];

export const createIssue = operation({
  summary: "Creates an issue",
  effect: "write",
  retry: "client_id",
  params: fields.extend({ links: z.array(link).optional().describe("addresses to attach") }),
  aliases: { ...teamAliases, ...issueParamAliases },
  result: issueReceiptWithWarnings,
  caches: issueSlots,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  coalesce: { into: "batch_create_issues", by: "title", list: "issues", most: 50 },
  upstream: [
    "mutation issueCreate",
    "mutation attachmentLinkURL",
    "query issue",
    "query attachment",
    ...createLookups,
  ],
  expectedCalls: 3,
  expectedMs: 1200,
  example: { team: "PSN", title: "Rotate the signing keys", state: "Todo", labels: ["security"] },
  async run(given, linear) {
    const { links, ...rest } = given;
    const id = linear.step.mint("issue");
    const input = await inputFor(rest, id, linear);
    const missing = given.parent === undefined ? undefined : issueNotFound(given.parent);
    const create = async () => {
      const { issueCreate } = await linear.ask(CREATE_ISSUE, { input }, missing);
      return requireWritten(issueCreate, issueCreate?.issue, {
        unwritten: { code: "ISSUE_CREATION_FAILED", what: "created the issue", details: { id } },
        linear,
      });
    };
    const lookUp = `Look with get_issue for ${id}: the issue has this id if it was created.`;
    const issue = await createOnce({ id, create, read: createdIssue, lookUp }, linear);
    const warnings = await afterwards(linkTasks(issue.id ?? id, links, linear));
    return withWarnings(issueReceipt({ id, ...issue }, changedFields(given)), warnings);
  },
  async reconcile(given, linear) {
    const issue = await createdIssue(linear.step.mint("issue"), linear);
    if (issue === undefined) return undefined;
    // Links come after the issue, so they were not even tried; and nothing is written here.
    const warnings = (given.links ?? []).map(({ url }) => ({
      what: `link ${url}`,
      code: "CREATION_FAILED",
      message: "It was not attached: the answer to the creation of the issue got lost.",
    }));
    return withWarnings(issueReceipt(issue, changedFields(given)), warnings);
  },
});

export const batchCreateIssues = operation({
  summary: "Creates up to 50 issues, all or none",
  effect: "write",
  retry: "client_id",
  params: z.strictObject({ issues: z.array(fields).min(1).max(50) }),
  result: z.object({ issues: z.array(issueReceiptSchema) }),
  caches: issueSlots,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation issueBatchCreate", "query issues", ...createLookups],
  expectedCalls: 2,
  expectedMs: 1500,
  example: {
    issues: [
      { team: "PSN", title: "Rotate the signing keys", priority: 2 },
      { team: "PSN", title: "Publish the new key set", state: "Todo" },
    ],
  },
  async run({ issues: given }, linear) {
    // A name that many share is looked up once: the first look-up fills the cache that the others read.
    const inputs: Awaited<ReturnType<typeof inputFor>>[] = [];
    const ids = idsFor(given, linear);
    for (const [index, id] of ids.entries()) {
      const one = given[index];
      if (one !== undefined) inputs.push(await inputFor(one, id, linear));
    }
    const create = async () => {
      const { issueBatchCreate } = await linear.ask(BATCH_CREATE_ISSUES, { input: { issues: inputs } });
      return requireWritten(issueBatchCreate, issueBatchCreate?.issues, {
        unwritten: { code: "ISSUE_CREATION_FAILED", what: "created the issues", details: { ids } },
        linear,
      });
    };
    const lookUp = "Look with batch_get_issues for these ids: the issues have them if they were created.";
    const read = () => createdIssues(ids, linear);
    return receiptsFor(given, ids, await createOnce({ id: ids.join(", "), create, read, lookUp }, linear));
  },
  async reconcile({ issues: given }, linear) {
    const ids = idsFor(given, linear);
    const created = await createdIssues(ids, linear);
    return created && receiptsFor(given, ids, created);
  },
});

type Fields = z.output<typeof fields>;

/** The ids that this step mints for its issues. */
function idsFor(given: readonly Fields[], { step }: LinearClient): string[] {
  return given.map((_, index) => step.mint(`issue ${index}`));
}

function receiptsFor(given: readonly Fields[], ids: readonly string[], created: readonly VendorIssue[]) {
  const byId = new Map(created.map((issue) => [issue.id, issue]));
  const issues = given.map((one, index) =>
    issueReceipt({ id: ids[index] ?? "", ...byId.get(ids[index]) }, changedFields(one)),
  );
  return { issues };
}

/** Names become ids. */
async function inputFor(given: Fields, id: string, linear: LinearClient) {
  const { team: named, title, description, ...rest } = given;
  const found = resolveTeam(named, linear);
  const [input, { id: teamId }] = await Promise.all([issueInput(rest, { team: () => found }, linear), found]);
  return { id, teamId, title, ...(description === undefined ? {} : { description }), ...input };
}
