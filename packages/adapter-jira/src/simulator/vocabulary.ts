import { http, type RequestHandler } from "@pm-orchestrator/simulator";
import { endpoint, pageAt } from "./endpoint.js";
import { type JiraState, PRIORITIES } from "./state.js";

const RESOLUTIONS = [
  { id: "10000", name: "Done", description: "Work has been completed on this issue.", default: true },
  { id: "10001", name: "Won't Do", description: "This issue won't be actioned.", default: false },
  { id: "10002", name: "Duplicate", description: "The problem is a duplicate of another.", default: false },
  { id: "10003", name: "Fixed", description: "A fix has been made and tested.", default: false },
];

/** What the whole site has one list of: priorities, resolutions, labels. */
export function vocabularyHandlers(jira: JiraState): RequestHandler[] {
  return [
    http.get(
      "*/rest/api/3/priority/search",
      endpoint((call) =>
        pageAt(
          call,
          PRIORITIES.map((priority) => ({ ...priority, isDefault: priority.name === "Medium" })),
        ),
      ),
    ),

    http.get(
      "*/rest/api/3/resolution/search",
      endpoint((call) => pageAt(call, RESOLUTIONS)),
    ),

    http.get(
      "*/rest/api/3/label",
      endpoint((call) =>
        pageAt(call, [...new Set([...jira.issues.values()].flatMap(({ labels }) => labels))].sort()),
      ),
    ),
  ];
}
