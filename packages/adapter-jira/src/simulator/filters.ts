import { HttpResponse, http, type RequestHandler } from "@pm-orchestrator/simulator";
import { endpoint, nothing, pageAt, type SimCall } from "./endpoint.js";
import { parseJql } from "./jql.js";
import { JqlProblem } from "./jql-fields.js";
import type { JiraState } from "./state.js";
import { accountId, refusal, userView } from "./views.js";

interface SimFilter {
  id: string;
  name: string;
  description?: string;
  jql: string;
  favourite: boolean;
  /** A handle. */
  owner: string;
  /** Ids of projects that it is shared with. */
  sharedWith: readonly string[];
}

const FILTERS: readonly SimFilter[] = [
  {
    id: "10600",
    name: "Open bugs",
    description: "Bugs that nobody has fixed",
    jql: "project = TRAIN AND type = Bug AND status != Done",
    favourite: true,
    owner: "maya",
    sharedWith: ["10000"],
  },
  {
    id: "10601",
    name: "My reviews",
    jql: "status = 'In Review'",
    favourite: false,
    owner: "maya",
    sharedWith: [],
  },
  {
    id: "10602",
    name: "Alerts",
    jql: "project = OPS",
    favourite: false,
    owner: "liam",
    sharedWith: ["10010"],
  },
];

/** Saved filters, and the judgement of JQL that nobody has saved yet. */
export function filterHandlers(jira: JiraState): RequestHandler[] {
  const filters = jira.world.state(
    "jira.filters",
    () => new Map(FILTERS.map((filter) => [filter.id, { ...filter }])),
  );
  const ofFilter = (answer: (filter: SimFilter, call: SimCall) => Response | Promise<Response>) =>
    endpoint((call) => {
      const filter = filters.get(call.param("id"));
      return filter === undefined
        ? refusal(400, [
            "The selected filter is not available to you, perhaps it has been deleted or had its permissions changed.",
          ])
        : answer(filter, call);
    });
  const refused = (body: Partial<SimFilter>, id?: string) => {
    const isTaken = [...filters.values()].some(
      (other) => other.id !== id && other.name === body.name && other.owner === jira.world.me.handle,
    );
    if (!body.name) return refusal(400, [], { name: "You must specify a name to save this filter as." });
    if (isTaken) return refusal(400, [], { filterName: "Filter with same name already exists." });
    const problem = problemOf(jira, body.jql ?? "");
    return problem === undefined ? undefined : refusal(400, [problem]);
  };

  return [
    http.get(
      "*/rest/api/3/filter/search",
      endpoint((call) => {
        const { query } = call;
        const [name, owner, project] = ["filterName", "accountId", "projectId"].map((each) =>
          query.get(each),
        );
        const found = [...filters.values()].filter(
          (filter) =>
            (!name || filter.name.toLowerCase().includes(name.toLowerCase())) &&
            (!owner || accountId(filter.owner) === owner) &&
            (!project || filter.sharedWith.includes(project)),
        );
        const expand = new Set((query.get("expand") ?? "").split(","));
        return pageAt(
          call,
          found
            .sort((a, b) => (a.name < b.name ? -1 : 1))
            .map((filter) => {
              const view = filterView(jira, filter, call);
              const always = new Set(["id", "name", "self"]);
              return Object.fromEntries(
                Object.entries(view).filter(([field]) => always.has(field) || expand.has(field)),
              );
            }),
        );
      }),
    ),

    http.get(
      "*/rest/api/3/filter/:id",
      ofFilter((filter, call) => HttpResponse.json(filterView(jira, filter, call))),
    ),

    http.post(
      "*/rest/api/3/filter",
      endpoint(async (call) => {
        const body = await call.json<SimFilter>();
        const { name = "", jql = "", favourite = false, ...rest } = body;
        const answer = refused(body);
        if (answer !== undefined) return answer;
        const owner = jira.world.me.handle;
        const filter = { ...rest, id: jira.nextId(), name, jql, favourite, owner, sharedWith: [] };
        filters.set(filter.id, filter);
        return HttpResponse.json(filterView(jira, filter, call));
      }),
    ),

    http.put(
      "*/rest/api/3/filter/:id",
      ofFilter(async (filter, call) => {
        const { name, jql = filter.jql, description, favourite } = await call.json<SimFilter>();
        const answer = refused({ ...(name === undefined ? {} : { name }), jql }, filter.id);
        if (answer !== undefined) return answer;
        Object.assign(filter, { name, jql, description, favourite: favourite ?? false });
        return HttpResponse.json(filterView(jira, filter, call));
      }),
    ),

    http.delete(
      "*/rest/api/3/filter/:id",
      ofFilter(({ id }) => {
        filters.delete(id);
        return nothing();
      }),
    ),

    http.post(
      "*/rest/api/3/jql/parse",
      endpoint(async (call) => {
        const { queries = [] } = await call.json<{ queries: string[] }>();
        return HttpResponse.json({
          queries: queries.map((query) => {
            const problem = problemOf(jira, query);
            return { query, ...(problem === undefined ? { warnings: [] } : { errors: [problem] }) };
          }),
        });
      }),
    ),
  ];
}

/** What Jira would say of a query; undefined when nothing. */
function problemOf(jira: JiraState, jql: string): string | undefined {
  try {
    parseJql(jql, jira.world)([]);
    return undefined;
  } catch (error) {
    if (error instanceof JqlProblem) return error.message;
    throw error;
  }
}

function filterView(jira: JiraState, { owner, sharedWith: _, ...filter }: SimFilter, { base }: SimCall) {
  return {
    self: `${base}/rest/api/3/filter/${filter.id}`,
    ...filter,
    owner: userView(jira, owner, base),
    viewUrl: `${base}/issues/?filter=${filter.id}`,
  };
}
