import { randomUUID } from "node:crypto";
import { changedFields } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { BATCH_CREATE_ISSUES, CREATE_ISSUE } from "../documents/issue-changes.js";
import { issueInput, issueLookups, issueParamAliases, issueParams, issueSlots } from "../inputs/issue.js";
import { linkTasks } from "../links.js";
import { resolveTeam } from "../lookups/teams.js";
import { tellingId } from "../minted.js";
import { issueNotFound } from "../not-found.js";
import {
  issueReceiptSchema,
  issueReceiptWithWarnings,
  link,
  markdown,
  team,
  teamAliases,
} from "../schemas.js";
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
  upstream: ["mutation issueCreate", "mutation attachmentLinkURL", ...createLookups],
  expectedCalls: 3,
  expectedMs: 1200,
  example: { team: "PSN", title: "Rotate the signing keys", state: "Todo", labels: ["security"] },
  async run(given, linear) {
    const { links, ...rest } = given;
    const input = await inputFor(rest, linear);
    const { issueCreate } = await linear
      .ask(CREATE_ISSUE, { input }, given.parent === undefined ? undefined : issueNotFound(given.parent))
      .catch(
        tellingId(
          input.id,
          `Look with get_issue for ${input.id}: the issue has this id if it was created.`,
          linear,
        ),
      );
    const issue = requireWritten(issueCreate, issueCreate?.issue, {
      unwritten: { code: "ISSUE_CREATION_FAILED", what: "created the issue", details: { id: input.id } },
      linear,
    });
    const warnings = await afterwards(linkTasks(issue.id ?? input.id, links, linear));
    return withWarnings(issueReceipt({ id: input.id, ...issue }, changedFields(given)), warnings);
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
  upstream: ["mutation issueBatchCreate", ...createLookups],
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
    const inputs = [];
    for (const one of given) inputs.push(await inputFor(one, linear));
    const ids = inputs.map(({ id }) => id);
    const { issueBatchCreate } = await linear
      .ask(BATCH_CREATE_ISSUES, { input: { issues: inputs } })
      .catch(
        tellingId(
          ids.join(", "),
          "Look with batch_get_issues for these ids: the issues have them if they were created.",
          linear,
        ),
      );
    const created = requireWritten(issueBatchCreate, issueBatchCreate?.issues, {
      unwritten: { code: "ISSUE_CREATION_FAILED", what: "created the issues", details: { ids } },
      linear,
    });
    const byId = new Map(created.map((issue) => [issue.id, issue]));
    return {
      issues: given.map((one, index) =>
        issueReceipt({ id: ids[index] ?? "", ...byId.get(ids[index]) }, changedFields(one)),
      ),
    };
  },
});

/** Names become ids, with the id that is minted here, once per execution. */
async function inputFor(given: z.output<typeof fields>, linear: LinearClient) {
  const { team: named, title, description, ...rest } = given;
  const found = resolveTeam(named, linear);
  const [input, { id: teamId }] = await Promise.all([issueInput(rest, { team: () => found }, linear), found]);
  return { id: randomUUID(), teamId, title, ...(description === undefined ? {} : { description }), ...input };
}
