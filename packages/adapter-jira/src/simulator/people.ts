import { HttpResponse, http, type Person, type RequestHandler } from "@pm-orchestrator/simulator";
import { findIssue, noIssue } from "./about-issue.js";
import { endpoint, missing, pageAt, type SimCall } from "./endpoint.js";
import { findProject, noProject } from "./projects.js";
import type { JiraState } from "./state.js";
import { accountId, refusal, userView } from "./views.js";

/** People: who somebody is, and who can be found by what. */
export function peopleHandlers(jira: JiraState): RequestHandler[] {
  const view = ({ handle }: Person, { base }: SimCall) => userView(jira, handle, base);
  const byId = (id: string) => jira.world.people.find(({ handle }) => accountId(handle) === id);
  return [
    http.get(
      "*/rest/api/3/myself",
      endpoint((call) => HttpResponse.json(view(jira.world.me, call))),
    ),

    http.get(
      "*/rest/api/3/user/search",
      endpoint((call) =>
        HttpResponse.json(range(call, found(jira, call)).map((person) => view(person, call))),
      ),
    ),

    http.get(
      "*/rest/api/3/user/assignable/search",
      endpoint((call) => {
        const [project, issue] = [call.query.get("project"), call.query.get("issueKey")];
        if (project === null && issue === null) return refusal(400, ["A project or an issue is required."]);
        if (project !== null && findProject(jira, project) === undefined) return noProject(project);
        if (issue !== null && findIssue(jira, issue) === undefined) {
          return noIssue();
        }
        // Jira drops who cannot be assigned after it has taken the range: nobody gives work to the analyst.
        const assignable = range(call, found(jira, call)).filter(({ title }) => title !== "Data Analyst");
        return HttpResponse.json(assignable.map((person) => view(person, call)));
      }),
    ),

    http.get(
      "*/rest/api/3/user/bulk",
      endpoint((call) =>
        pageAt(
          call,
          call.query.getAll("accountId").flatMap((id) => {
            const person = byId(id);
            return person === undefined ? [] : [view(person, call)];
          }),
        ),
      ),
    ),

    http.get(
      "*/rest/api/3/user",
      endpoint((call) => {
        const id = call.query.get("accountId") ?? "";
        const person = byId(id);
        return person === undefined
          ? missing(`Specified user does not exist or you do not have required permissions`)
          : HttpResponse.json(view(person, call));
      }),
    ),
  ];
}

function found(jira: JiraState, { query }: SimCall): Person[] {
  const id = query.get("accountId");
  const text = (query.get("query") ?? "").toLowerCase();
  return jira.world.people.filter(({ handle, name, email }) =>
    id === null
      ? [email, name.toLowerCase(), ...name.toLowerCase().split(" ")].some((part) => part.startsWith(text))
      : accountId(handle) === id,
  );
}

function range({ query }: SimCall, people: Person[]): Person[] {
  const startAt = Number(query.get("startAt") ?? 0);
  return people.slice(startAt, startAt + Number(query.get("maxResults") ?? 50));
}
