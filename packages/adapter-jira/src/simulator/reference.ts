import { baseOf, HttpResponse, http } from "@pm-orchestrator/simulator";
import { ISSUE_TYPES, type JiraState, PRIORITIES } from "./state.js";
import { accountId, refusal, unauthorized, userView } from "./views.js";

/** Projects, issue types, priorities and people: what other things refer to. */
export function referenceHandlers(jira: JiraState) {
  const findProject = (idOrKey: string) =>
    jira.projects.find(({ id, key }) => id === idOrKey || key === idOrKey.toUpperCase());
  return [
    http.get("*/rest/api/3/project/:key", ({ request, params }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const project = findProject(String(params["key"]));
      if (project === undefined)
        return refusal(404, [`No project could be found with key '${params["key"]}'.`]);
      const base = baseOf(request, "jira");
      return HttpResponse.json({
        self: `${base}/rest/api/3/project/${project.id}`,
        id: project.id,
        key: project.key,
        name: project.name,
        projectTypeKey: "software",
        lead: userView(jira, project.lead, base),
        components: project.components.map((name) => ({ name })),
      });
    }),

    http.get("*/rest/api/3/issue/createmeta/:key/issuetypes", ({ request, params }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      if (findProject(String(params["key"])) === undefined) {
        return refusal(404, [`No project could be found with key '${params["key"]}'.`]);
      }
      return HttpResponse.json({
        startAt: 0,
        maxResults: 200,
        total: ISSUE_TYPES.length,
        issueTypes: ISSUE_TYPES.map((type) => ({ ...type, description: `${type.name} of this project` })),
      });
    }),

    http.get("*/rest/api/3/priority/search", ({ request }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      return HttpResponse.json({
        startAt: 0,
        maxResults: 50,
        total: PRIORITIES.length,
        isLast: true,
        values: PRIORITIES.map((priority) => ({ ...priority, isDefault: priority.name === "Medium" })),
      });
    }),

    http.get("*/rest/api/3/myself", ({ request }) => {
      const refused = unauthorized(request);
      return refused ?? HttpResponse.json(userView(jira, jira.world.me.handle, baseOf(request, "jira")));
    }),

    http.get("*/rest/api/3/user/search", ({ request }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const search = new URL(request.url).searchParams;
      const id = search.get("accountId");
      const query = (search.get("query") ?? "").toLowerCase();
      const found = jira.world.people.filter(({ handle, name, email }) =>
        id === null
          ? email === query ||
            name
              .toLowerCase()
              .split(" ")
              .concat(name.toLowerCase())
              .some((part) => part.startsWith(query))
          : accountId(handle) === id,
      );
      return HttpResponse.json(found.map(({ handle }) => userView(jira, handle, baseOf(request, "jira"))));
    }),
  ];
}
