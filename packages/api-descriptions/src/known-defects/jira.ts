import type { KnownDefect } from "./known-defect.js";
import { addFailures, componentOf, type OpenApiDraft, operationsOf, propertyOf } from "./patches.js";

/** What Jira says of every failure; the agile description has no schema of it. */
const FAILURE = {
  type: "object",
  properties: {
    errorMessages: { type: "array", items: { type: "string" } },
    errors: { type: "object", additionalProperties: { type: "string" } },
    status: { type: "integer" },
    warningMessages: { type: "array", items: { type: "string" } },
  },
};

/** Where the descriptions of Jira are known to be wrong. */
export const jiraDefects: readonly KnownDefect<OpenApiDraft>[] = [
  {
    id: "failures",
    reason:
      "Any endpoint may answer 400, 401, 403, 404, 429 or 5xx, with an error collection as the body; the description " +
      "names some of them, mostly without a body. https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/#status-codes",
    patch(draft) {
      for (const { operation, document } of operationsOf(draft)) {
        addFailures(document, operation, { schema: FAILURE });
      }
    },
    witness: {
      request: "GET /rest/api/3/issue/TRAIN-9999",
      answer: {
        status: 404,
        body: {
          errorMessages: ["Issue does not exist or you do not have permission to see it."],
          errors: {},
        },
      },
    },
  },
  {
    id: "changelog-nulls",
    reason:
      "An item of a changelog always has all its fields, and null where there was, or is, nothing: a first assignee " +
      "comes from null.",
    patch({ documents: { v3, agile } }) {
      for (const document of [v3, agile]) {
        const item = componentOf(document, "ChangeDetails");
        for (const name of ["from", "fromString", "to", "toString"]) propertyOf(item, name).nullable = true;
      }
    },
    witness: {
      request: "GET /rest/api/3/issue/TRAIN-1?expand=changelog",
      answer: {
        status: 200,
        body: {
          id: "10001",
          changelog: {
            startAt: 0,
            maxResults: 1,
            total: 1,
            histories: [
              {
                id: "1",
                items: [{ field: "assignee", from: null, fromString: null, to: "a1", toString: "Ann" }],
              },
            ],
          },
        },
      },
    },
  },
];
