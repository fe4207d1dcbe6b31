import { compact, isGone, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { linkIdOf, sendLink } from "../issue-links.js";
import { allLinkTypes, linkTypeNamed } from "../lookups/link-types.js";
import { partNotFound } from "../not-found.js";
import { issueReceipt } from "../receipts.js";
import { issueKey } from "../schemas.js";

const operation = operationsFor<JiraClient>();

export const linkIssues = operation({
  summary: "Links two issues: the inward issue blocks (duplicates, relates to …) the outward one",
  effect: "write",
  // A link that is there already is not made again.
  retry: "natural",
  params: z.strictObject({
    inward_issue: issueKey.describe("key of the issue that blocks, duplicates …"),
    outward_issue: issueKey.describe("key of the issue that is blocked, duplicated …"),
    link_type: z
      .string()
      .min(1)
      .describe("name or id, or as it reads from inward_issue: blocks, is blocked by …"),
  }),
  aliases: {
    inwardIssue: "inward_issue",
    inward_issue_key: "inward_issue",
    outwardIssue: "outward_issue",
    outward_issue_key: "outward_issue",
    linkType: "link_type",
    type: "link_type",
  },
  result: receiptSchema.extend({
    relation: z.string().describe("the link as it reads: TRAIN-1 blocks TRAIN-2"),
    link_id: z.string().optional(),
  }),
  caches: ["link_types"],
  limits: ["requests", "quota"],
  scopes: ["write:jira-work", "read:jira-work"],
  upstream: [
    "POST /rest/api/3/issueLink",
    "GET /rest/api/3/issueLinkType",
    "GET /rest/api/3/issue/{issueIdOrKey}",
  ],
  expectedCalls: 3,
  expectedMs: 900,
  example: { inward_issue: "TRAIN-123", outward_issue: "TRAIN-131", link_type: "Blocks" },
  async run({ inward_issue, outward_issue, link_type }, jira) {
    const as = linkTypeNamed(link_type, await allLinkTypes(jira), jira);
    const link = { from: inward_issue, to: outward_issue, as };
    await sendLink(link, jira);
    // The link is made: that its id cannot be read must not hide that.
    const id = await linkIdOf(link, jira).catch(() => undefined);
    return compact({
      ...issueReceipt(inward_issue, ["links"], jira),
      relation: `${inward_issue} ${as.phrase} ${outward_issue}`,
      link_id: id,
    });
  },
});

export const getLinkTypes = operation({
  summary: "The types of links between issues, and how they read from either end",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    name_filter: z.string().min(1).optional().describe("only those with this in a name or phrase"),
  }),
  aliases: { nameFilter: "name_filter", query: "name_filter" },
  result: z.object({
    link_types: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        inward: z.string().optional(),
        outward: z.string().optional(),
      }),
    ),
  }),
  caches: ["link_types"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/issueLinkType"],
  example: {},
  async run({ name_filter = "" }, jira) {
    const types = await allLinkTypes(jira);
    const wanted = name_filter.toLowerCase();
    return {
      link_types: types
        .map(({ id = "", name = "", inward, outward }) => compact({ id, name, inward, outward }))
        .filter(({ name, inward = "", outward = "" }) =>
          [name, inward, outward].some((text) => text.toLowerCase().includes(wanted)),
        ),
    };
  },
});

export const removeIssueLink = operation({
  summary: "Removes a link between two issues",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ link_id: z.string().regex(/^[0-9]+$/, "must be the id of a link") }),
  aliases: { linkId: "link_id", id: "link_id" },
  result: receiptSchema,
  limits: ["requests", "edits", "quota"],
  scopes: ["write:jira-work"],
  upstream: ["DELETE /rest/api/3/issueLink/{linkId}"],
  example: { link_id: "20443" },
  async run({ link_id }, jira) {
    const path = `/rest/api/3/issueLink/${pathSegment(link_id)}`;
    await jira.send({
      method: "DELETE",
      path,
      expects: "nothing",
      doneWhen: isGone,
      notFound: partNotFound("LINK_NOT_FOUND", { id: link_id }),
    });
    return { id: link_id, url: jira.apiUrl(path), changed: ["link"] };
  },
});
