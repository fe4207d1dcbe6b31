import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { aboutIssue } from "./about-issue.js";
import { missing, nothing } from "./endpoint.js";
import { extrasOf, type SimRemoteLink } from "./extras.js";
import type { JiraState } from "./state.js";
import { accountId, refusal, userView } from "./views.js";

/** What stands around an issue: who watches it, and which pages elsewhere it is linked to. */
export function aroundIssueHandlers(jira: JiraState) {
  const personOf = (account: unknown) =>
    jira.world.people.find(({ handle }) => accountId(handle) === account)?.handle;
  return [
    http.get(
      "*/rest/api/3/issue/:key/watchers",
      aboutIssue(jira, (issue, { base }) => {
        const { watchers } = extrasOf(jira, issue);
        return HttpResponse.json({
          self: `${base}/rest/api/3/issue/${issue.key}/watchers`,
          isWatching: watchers.includes(jira.world.me.handle),
          watchCount: watchers.length,
          watchers: watchers.map((handle) => userView(jira, handle, base)),
        });
      }),
    ),

    http.post(
      "*/rest/api/3/issue/:key/watchers",
      aboutIssue(jira, async (issue, { request }) => {
        const handle = personOf((await request.json()) as unknown);
        if (handle === undefined) return missing("The user does not exist.");
        const { watchers } = extrasOf(jira, issue);
        if (!watchers.includes(handle)) watchers.push(handle);
        return nothing();
      }),
    ),

    http.delete(
      "*/rest/api/3/issue/:key/watchers",
      aboutIssue(jira, (issue, { query }) => {
        const handle = personOf(query.get("accountId"));
        if (handle === undefined) return missing("The user does not exist.");
        const extras = extrasOf(jira, issue);
        extras.watchers = extras.watchers.filter((watcher) => watcher !== handle);
        return nothing();
      }),
    ),

    http.get(
      "*/rest/api/3/issue/:key/remotelink",
      aboutIssue(jira, (issue, { base }) =>
        HttpResponse.json(
          extrasOf(jira, issue).remoteLinks.map(({ relationship, ...link }) => ({
            self: `${base}/rest/api/3/issue/${issue.key}/remotelink/${link.id}`,
            ...link,
            ...(relationship === undefined ? {} : { relationship }),
          })),
        ),
      ),
    ),

    http.post(
      "*/rest/api/3/issue/:key/remotelink",
      aboutIssue(jira, async (issue, { base, json }) => {
        const { globalId = "", relationship, object } = await json<SimRemoteLink>();
        if (!object?.title) return refusal(400, [], { title: "'title' is required." });
        const { remoteLinks } = extrasOf(jira, issue);
        const known = remoteLinks.find((link) => globalId !== "" && link.globalId === globalId);
        const id = known?.id ?? Number(jira.nextId());
        if (known === undefined) remoteLinks.push({ id, globalId, relationship, object });
        else Object.assign(known, { relationship, object });
        return HttpResponse.json(
          { id, self: `${base}/rest/api/3/issue/${issue.key}/remotelink/${id}` },
          { status: known === undefined ? 201 : 200 },
        );
      }),
    ),
  ];
}
