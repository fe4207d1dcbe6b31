import { compact, page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { jqlList, jqlText } from "../jql.js";
import { allLinkTypes, linkTypeNamed } from "../lookups/link-types.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { link, relatedIssue } from "../parse.js";
import { project, projectAliases, relatedIssue as shownIssue } from "../schemas.js";
import { searchPage } from "../search.js";
import type { VendorIssue } from "../vendor.js";

const operation = operationsFor<JiraClient>();

export const getCrossProjectDependencies = operation({
  summary: "Links between the issues of a project and those of others",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    project,
    link_types: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe("only these: names, ids or phrases; default all"),
    ...pagingParams(100),
  }),
  aliases: { ...projectAliases, max: "limit", max_results: "limit", linkTypes: "link_types" },
  result: z.object({
    dependencies: z.array(
      z.object({
        from: shownIssue,
        relation: z.string(),
        to: shownIssue,
        to_project: z.string(),
        link_id: z.string(),
      }),
    ),
    page: pageSchema.describe("counts issues with links, to whichever project they lead"),
  }),
  caches: ["projects", "link_types"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["POST /rest/api/3/search/jql", "GET /rest/api/3/issueLinkType", ...PROJECT_LOOKUPS],
  expectedCalls: 2,
  expectedMs: 800,
  example: { project: "TRAIN" },
  async run({ project, link_types, limit, page_token }, jira) {
    const [key, all] = await Promise.all([projectRef(project, jira), allLinkTypes(jira)]);
    const types = link_types?.map((wanted) => linkTypeNamed(wanted, all, jira).type) ?? all;
    const phrases = [...new Set(types.flatMap(({ inward, outward }) => [outward, inward]))];
    const { issues, next } = await searchPage(
      compact({
        jql: `project = ${jqlText(key)} AND issueLinkType in ${jqlList(phrases.filter((phrase) => phrase !== undefined))} ORDER BY key`,
        fields: ["summary", "status", "issuelinks"],
        maxResults: limit,
        nextPageToken: page_token,
      }),
      jira,
    );
    const wanted = new Set(types.map(({ id }) => id));
    return { dependencies: issues.flatMap((issue) => leadingOut(issue, wanted)), page: page(next) };
  },
});

/** The links of an issue that end in another project. */
function leadingOut(issue: VendorIssue, types: ReadonlySet<string | undefined>) {
  const home = projectOf(issue.key);
  return (issue.fields?.issuelinks ?? [])
    .filter(({ type }) => types.has(type?.id))
    .flatMap(link)
    .filter(({ key }) => projectOf(key) !== home)
    .map(({ id, relation, ...to }) => ({
      from: relatedIssue(issue),
      relation,
      to,
      to_project: projectOf(to.key),
      link_id: id,
    }));
}

function projectOf(key = ""): string {
  return key.replace(/-[0-9]+$/, "");
}
