import { changedFields, compact, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { issueNotFound } from "../not-found.js";
import { issueReceipt } from "../receipts.js";
import { issueKey, issueKeyAliases } from "../schemas.js";
import type { VendorRemoteLink } from "../vendor.js";

const operation = operationsFor<JiraClient>();

const webAddress = z.url({
  protocol: /^https?$/,
  error: "must be an address such as https://example.com/page",
});

export const getRemoteLinks = operation({
  summary: "The links of an issue to pages elsewhere",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey }),
  aliases: issueKeyAliases,
  result: z.object({
    remote_links: z.array(
      z.object({
        id: z.string(),
        url: z.string(),
        title: z.string(),
        summary: z.string().optional(),
        relationship: z.string().optional(),
        application: z.string().optional(),
      }),
    ),
  }),
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  leadsTo: [{ at: "remote_links[].url", because: "web link of the issue" }],
  upstream: ["GET /rest/api/3/issue/{issueIdOrKey}/remotelink"],
  example: { issue_key: "TRAIN-123" },
  async run({ issue_key }, jira) {
    const answer = await jira.send({
      method: "GET",
      path: remoteLinksPath(issue_key),
      notFound: issueNotFound(issue_key),
    });
    const links = (answer.body ?? []) as VendorRemoteLink[];
    return {
      remote_links: links.map(({ id, object, relationship, application }) =>
        compact({
          id: String(id ?? ""),
          url: object?.url ?? "",
          title: object?.title ?? "",
          summary: object?.summary,
          relationship,
          application: application?.name,
        }),
      ),
    };
  },
});

export const createRemoteLink = operation({
  summary: "Links an issue to a page elsewhere, or changes the link to that page",
  effect: "write",
  // A link with the same global id is not made again.
  retry: "natural",
  params: z.strictObject({
    issue_key: issueKey,
    // Jira's ids of links end at 255 characters, and the address is the id unless another is given.
    url: webAddress.max(255),
    title: z.string().min(1).max(255),
    summary: z.string().min(1).optional(),
    relationship: z.string().min(1).optional().describe("how the issue relates to the page: designed in …"),
    icon_url: webAddress.optional().describe("an icon of 16 by 16 pixels"),
    global_id: z
      .string()
      .min(1)
      .max(255)
      .optional()
      .describe("a link of the issue with this id is changed instead; default the url"),
  }),
  aliases: { ...issueKeyAliases, iconUrl: "icon_url", globalId: "global_id" },
  result: receiptSchema.extend({
    created: z
      .boolean()
      .optional()
      .describe("false: a link was changed; absent: nobody can tell, since an answer was lost"),
  }),
  limits: ["requests", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work"],
  upstream: ["POST /rest/api/3/issue/{issueIdOrKey}/remotelink"],
  example: {
    issue_key: "TRAIN-123",
    url: "https://status.acme.example/incidents/7",
    title: "Incident 7",
    relationship: "caused by",
  },
  async run(params, jira) {
    const { issue_key, url, title, summary, relationship, icon_url, global_id } = params;
    const answer = await jira.send({
      method: "POST",
      path: remoteLinksPath(issue_key),
      body: compact({
        globalId: global_id ?? url,
        relationship,
        object: compact({
          url,
          title,
          summary,
          icon: icon_url === undefined ? undefined : { url16x16: icon_url },
        }),
      }),
      notFound: issueNotFound(issue_key),
    });
    const { id = "" } = (answer.body ?? {}) as VendorRemoteLink;
    const changed = changedFields(params, ["issue_key"]);
    const created = answer.status === 201;
    return {
      ...issueReceipt(issue_key, changed, jira),
      id: String(id),
      // What a repetition finds there, the sending before it may have made.
      ...(created || answer.repeated !== true ? { created } : {}),
    };
  },
});

function remoteLinksPath(issueKey: string): string {
  return `/rest/api/3/issue/${pathSegment(issueKey)}/remotelink`;
}
