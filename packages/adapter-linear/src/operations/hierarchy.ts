import { compact } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { ISSUE_HIERARCHY } from "../documents/issues.js";
import { issueNotFound } from "../not-found.js";
import { issueBeside } from "../parse.js";
import { issueId, issueIdAliases, relatedIssue } from "../schemas.js";
import type { VendorConnection, VendorIssue } from "../vendor.js";

const operation = operationsFor<LinearClient>();

export const getIssueHierarchy = operation({
  summary: "An issue with its parent, siblings and sub-issues, in one call",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    issue_id: issueId,
    include_parent: z.boolean().default(true),
    include_siblings: z.boolean().default(true),
    sibling_limit: z.int().min(1).max(100).default(10).describe("how many siblings at most"),
  }),
  aliases: {
    ...issueIdAliases,
    includeParent: "include_parent",
    includeSiblings: "include_siblings",
    siblingLimit: "sibling_limit",
  },
  result: z.object({
    issue: relatedIssue.extend({ url: z.string() }),
    parent: relatedIssue
      .extend({
        description: z.string().optional(),
        url: z.string(),
        parent: relatedIssue.optional(),
      })
      .optional(),
    siblings: z.array(relatedIssue).optional(),
    children: z.array(relatedIssue),
    incomplete: z.array(z.string()).optional().describe("lists that go on"),
  }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query issue"],
  example: { issue_id: "PSN-121" },
  async run({ issue_id, include_parent, include_siblings, sibling_limit }, linear) {
    const variables = {
      id: issue_id,
      parent: include_parent,
      withSiblings: include_siblings,
      // The issue itself is among its parent's children.
      siblings: sibling_limit + 1,
      children: 100,
    };
    const { issue = {} } = await linear.ask(ISSUE_HIERARCHY, variables, issueNotFound(issue_id));
    const { parent, kin, children } = issue as VendorIssue & { kin?: VendorIssue | null };
    const siblings = siblingsOf(issue, kin?.children, sibling_limit);
    const incomplete = [
      ...(siblings?.more === true ? ["siblings"] : []),
      ...(children?.pageInfo?.hasNextPage === true ? ["children"] : []),
    ];
    return {
      issue: { ...issueBeside(issue), url: issue.url ?? "" },
      ...compact({
        parent: parent == null ? undefined : parentOf(parent),
        siblings: siblings?.shown.map(issueBeside),
      }),
      children: (children?.nodes ?? []).map(issueBeside),
      ...compact({ incomplete: incomplete.length === 0 ? undefined : incomplete }),
    };
  },
});

function siblingsOf(
  issue: VendorIssue,
  kin: VendorConnection<VendorIssue> | undefined,
  limit: number,
): { shown: VendorIssue[]; more: boolean } | undefined {
  if (kin === undefined) return undefined;
  const others = (kin.nodes ?? []).filter(({ id }) => id !== issue.id);
  return {
    shown: others.slice(0, limit),
    more: others.length > limit || kin.pageInfo?.hasNextPage === true,
  };
}

function parentOf(parent: VendorIssue) {
  return {
    ...issueBeside(parent),
    ...compact({ description: parent.description || undefined }),
    url: parent.url ?? "",
    ...compact({ parent: parent.parent == null ? undefined : issueBeside(parent.parent) }),
  };
}
