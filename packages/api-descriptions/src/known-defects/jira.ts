import type { SchemaObject } from "../openapi/document.js";
import type { KnownDefect } from "./known-defect.js";
import {
  addFailures,
  componentOf,
  type OpenApiDraft,
  operationOf,
  operationsOf,
  propertyOf,
} from "./patches.js";

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
  {
    id: "issue-link-says-nothing",
    reason:
      'The description gives the answer to a new link a JSON body, and says in words that there is none: "This resource ' +
      'returns nothing on the creation of an issue link."',
    patch(draft) {
      const { responses } = operationOf(draft, "POST /rest/api/3/issueLink");
      if (responses?.["201"]?.content === undefined) throw new Error("The answer has no body to take away.");
      delete responses["201"].content;
    },
    witness: {
      request: "POST /rest/api/3/issueLink",
      answer: { status: 201 },
    },
  },
  {
    id: "attachment-content",
    reason:
      "The description of an attachment's content names no body: the answer is the file, of whatever type it has. " +
      "https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-attachments/",
    patch(draft) {
      const { responses } = operationOf(draft, "GET /rest/api/3/attachment/content/{id}");
      if (responses?.["200"] === undefined || responses["200"].content !== undefined) {
        throw new Error("The answer has a body by now.");
      }
      responses["200"].content = { "*/*": { schema: {} } };
    },
    witness: {
      request: "GET /rest/api/3/attachment/content/10001",
      answer: { status: 200, contentType: "image/png", body: "\u0089PNG" },
    },
  },
  {
    id: "board-issue-fields",
    reason:
      "The fields of the issues of a board, backlog or sprint are asked for by their names; the description calls each of " +
      "them an object without properties, which no query can hold.",
    patch(draft) {
      for (const path of ["board/{boardId}/issue", "board/{boardId}/backlog", "sprint/{sprintId}/issue"]) {
        const { parameters = [] } = operationOf(draft, `GET /rest/software/1.0/${path}`);
        const fields = parameters.find(({ name }) => name === "fields");
        if (fields === undefined) throw new Error(`${path} has no parameter for fields to correct.`);
        fields.schema = { type: "array", items: { type: "string" } };
      }
    },
    witness: { request: "GET /rest/software/1.0/board/1/issue?fields=summary" },
  },
  {
    id: "bulk-move-payload",
    reason:
      "A bulk move requires a property of a name that it does not have: it is called targetToSourcesMapping.",
    patch({ documents: { v3 } }) {
      requireInstead(componentOf(v3, "IssueBulkMovePayload"), {
        wrong: "targetToMultipleSourceMapping",
        right: "targetToSourcesMapping",
      });
    },
    witness: { request: "POST /rest/api/3/bulk/issues/move", body: { targetToSourcesMapping: {} } },
  },
  {
    id: "bulk-move-names",
    reason:
      "The sources of a bulk move require a property of a name that they do not have: it is issueIdsOrKeys.",
    patch({ documents: { v3 } }) {
      requireInstead(componentOf(v3, "targetToSourcesMapping"), {
        wrong: "issueIdOrKeys",
        right: "issueIdsOrKeys",
      });
    },
    witness: {
      request: "POST /rest/api/3/bulk/issues/move",
      body: {
        targetToSourcesMapping: {
          "OPS,10001": {
            issueIdsOrKeys: ["TRAIN-1"],
            inferClassificationDefaults: true,
            inferFieldDefaults: true,
            inferStatusDefaults: true,
            inferSubtaskTypeDefault: true,
          },
        },
      },
    },
  },
  {
    id: "bulk-task-times",
    reason:
      "The times of a bulk task are described as text; every example of the same page, and Jira, gives milliseconds. " +
      "https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-bulk-operations/",
    patch({ documents: { v3 } }) {
      const task = componentOf(v3, "BulkOperationProgress");
      for (const name of ["created", "started", "updated"]) {
        const time = propertyOf(task, name);
        if (time.type !== "string") throw new Error(`${name} is a number by now.`);
        time.type = "integer";
        time.format = "int64";
      }
    },
    witness: {
      request: "GET /rest/api/3/bulk/queue/10000",
      answer: { status: 200, body: { taskId: "10000", status: "COMPLETE", created: 1704110400000 } },
    },
  },
  {
    id: "unassigning",
    reason:
      "An issue is taken from everybody with an account id of null, as the description of the endpoint says in words; the " +
      "schema of its body, which is that of a user, allows text only.",
    patch(draft) {
      const { requestBody } = operationOf(draft, "PUT /rest/api/3/issue/{issueIdOrKey}/assignee");
      const body = requestBody?.content?.["application/json"];
      if (body === undefined) throw new Error("There is no body to correct.");
      body.schema = {
        type: "object",
        properties: { accountId: { type: "string", nullable: true } },
        additionalProperties: false,
      };
    },
    witness: { request: "PUT /rest/api/3/issue/TRAIN-1/assignee", body: { accountId: null } },
  },
];

/** Corrects the name of a required property. Throws when it is right by now. */
function requireInstead(schema: SchemaObject, { wrong, right }: { wrong: string; right: string }): void {
  if (!schema.required?.includes(wrong)) throw new Error(`${wrong} is not required any more.`);
  schema.required = schema.required.map((name) => (name === wrong ? right : name));
}
