import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { aboutIssue } from "./about-issue.js";
import { onScreen, screenView } from "./field-screens.js";
import { findProject } from "./projects.js";
import type { JiraState } from "./state.js";

/** The screen on which an issue is changed: that on which it is made, without what never changes. */
export function editScreenHandlers(jira: JiraState) {
  return [
    http.get(
      "*/rest/api/3/issue/:key/editmeta",
      aboutIssue(jira, (issue) => {
        const project = findProject(jira, issue.project);
        const fields = onScreen(issue.type).filter(({ id }) => id !== "project");
        return HttpResponse.json({
          fields: Object.fromEntries(
            project === undefined ? [] : fields.map((field) => [field.id, screenView(field, project)]),
          ),
        });
      }),
    ),
  ];
}
