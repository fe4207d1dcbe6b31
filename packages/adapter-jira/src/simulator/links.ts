import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { findIssue } from "./about-issue.js";
import { endpoint, missing, nothing } from "./endpoint.js";
import { type JiraState, LINK_TYPES } from "./state.js";

interface WrittenLink {
  type: { id?: string; name?: string };
  inwardIssue: { id?: string; key?: string };
  outwardIssue: { id?: string; key?: string };
}

/** Links between issues: each is kept at both of its ends. */
export function linkHandlers(jira: JiraState) {
  return [
    http.get(
      "*/rest/api/3/issueLinkType",
      endpoint(({ base }) =>
        HttpResponse.json({
          issueLinkTypes: LINK_TYPES.map((type) => ({
            ...type,
            self: `${base}/rest/api/3/issueLinkType/${type.id}`,
          })),
        }),
      ),
    ),

    http.post(
      "*/rest/api/3/issueLink",
      endpoint(async (call) => {
        const { type, inwardIssue, outwardIssue } = await call.json<WrittenLink>();
        const known = LINK_TYPES.find(({ id, name }) => id === type?.id || name === type?.name);
        if (known === undefined) return missing(`No issue link type with name '${type?.name}' found.`);
        const [inward, outward] = [inwardIssue, outwardIssue].map((end) =>
          findIssue(jira, end?.id ?? end?.key ?? ""),
        );
        if (inward === undefined || outward === undefined)
          return missing("Issue does not exist or you do not have permission to see it.");
        const isThere = inward.links.some(
          (link) => link.type === known.name && link.other === outward.key && link.outward,
        );
        if (!isThere) {
          const id = jira.nextId();
          inward.links.push({ id, type: known.name, other: outward.key, outward: true });
          outward.links.push({ id, type: known.name, other: inward.key, outward: false });
        }
        return new HttpResponse(null, { status: 201 });
      }),
    ),

    http.delete(
      "*/rest/api/3/issueLink/:id",
      endpoint((call) => {
        const ends = [...jira.issues.values()].filter(({ links }) =>
          links.some(({ id }) => id === call.param("id")),
        );
        if (ends.length === 0) return missing(`No issue link with id '${call.param("id")}' exists.`);
        for (const issue of ends) issue.links = issue.links.filter(({ id }) => id !== call.param("id"));
        return nothing();
      }),
    ),
  ];
}
