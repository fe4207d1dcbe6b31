import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { findIssue } from "./about-issue.js";
import { changelogView } from "./changelogs.js";
import { endpoint } from "./endpoint.js";
import { createdView, propertiesView } from "./issues.js";
import type { JiraState, SimIssue, SimProperty } from "./state.js";
import { issueView, refusal } from "./views.js";
import { addIssue, creationProblems, type WrittenFields } from "./written-fields.js";

interface BulkQuery {
  issueIdsOrKeys: string[];
  fields: string[];
  expand: string[];
  properties: string[];
}

interface NewIssue {
  fields: WrittenFields;
  properties?: SimProperty[];
}

/** Many issues in one request. */
export function bulkHandlers(jira: JiraState) {
  return [
    http.post(
      "*/rest/api/3/issue/bulkfetch",
      endpoint(async (call) => {
        const {
          issueIdsOrKeys = [],
          fields = ["*all"],
          expand = [],
          properties,
        } = await call.json<BulkQuery>();
        if (issueIdsOrKeys.length === 0 || issueIdsOrKeys.length > 100)
          return refusal(400, ["Between 1 and 100 issue IDs or keys must be provided."]);
        const found = new Set<SimIssue>();
        const issueErrors: { id: string; errorMessage: string }[] = [];
        for (const name of issueIdsOrKeys) {
          const issue = findIssue(jira, name);
          if (issue === undefined)
            issueErrors.push({
              id: name,
              errorMessage: "Issue does not exist or you do not have permission.",
            });
          else found.add(issue);
        }
        return HttpResponse.json({
          issues: [...found]
            .sort((a, b) => Number(a.id) - Number(b.id))
            .map((issue) => ({
              ...issueView(jira, issue, call.request, new Set(fields)),
              ...(expand.includes("changelog") ? { changelog: changelogView(jira, issue, call.base) } : {}),
              ...propertiesView(jira, issue, properties),
            })),
          issueErrors,
        });
      }),
    ),

    http.post(
      "*/rest/api/3/issue/bulk",
      endpoint(async (call) => {
        const { issueUpdates = [] } = await call.json<{ issueUpdates: NewIssue[] }>();
        const judged = issueUpdates.map((one) => ({ ...one, errors: creationProblems(jira, one.fields) }));
        const good = judged.filter(({ errors }) => Object.keys(errors).length === 0);
        return HttpResponse.json(
          {
            issues: good.map(({ fields, properties }) =>
              createdView(addIssue(jira, fields, properties), call.base),
            ),
            errors: judged.flatMap((one, index) =>
              good.includes(one)
                ? []
                : {
                    status: 400,
                    elementErrors: { errorMessages: [], errors: one.errors },
                    failedElementNumber: index,
                  },
            ),
          },
          { status: good.length === 0 ? 400 : 201 },
        );
      }),
    ),
  ];
}
