import { codeDefects } from "./bitbucket-code.js";
import { pullRequestDefects } from "./bitbucket-pull-requests.js";
import type { KnownDefect } from "./known-defect.js";
import {
  addFailures,
  addProperty,
  addQuery,
  componentOf,
  type OpenApiDraft,
  operationOf,
  operationsOf,
  ownPart,
  propertyOf,
} from "./patches.js";

/** Lists that take a query and an order, as https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering says. */
const FILTERED = ["GET /repositories/{workspace}/{repo_slug}/pullrequests"];

/** Where the description of Bitbucket is known to be wrong. */
export const bitbucketDefects: readonly KnownDefect<OpenApiDraft>[] = [
  // Before the paging, which looks for the lists among the answers.
  ...pullRequestDefects,
  {
    id: "failures",
    reason:
      "Any endpoint may answer 400, 401, 403, 404, 409, 429 or 5xx with an error object; the description names some " +
      "of them, partly without a body.",
    patch(draft) {
      const statuses = [400, 401, 403, 404, 409, 429, 500, 503];
      for (const { operation, document } of operationsOf(draft)) {
        addFailures(document, operation, { schema: { $ref: "#/components/schemas/error" }, statuses });
      }
    },
    witness: {
      request: "GET /repositories/acme/platform/pullrequests?state=OPEN",
      answer: { status: 400, body: { type: "error", error: { message: "Invalid pagelen" } } },
    },
  },
  {
    id: "error-fields",
    reason: "A refused body is told field by field, under error.fields, which the schema closes out.",
    patch({ documents: { v2 } }) {
      const error = propertyOf(componentOf(v2, "error"), "error");
      const messages = { type: "array", items: { type: "string" } };
      addProperty(error, "fields", { type: "object", additionalProperties: messages });
    },
    witness: {
      request: "POST /repositories/acme/platform/pullrequests",
      answer: {
        status: 400,
        body: {
          type: "error",
          error: { message: "Bad request", fields: { title: ["required key not provided"] } },
        },
      },
    },
  },
  {
    id: "refused-scopes",
    reason:
      "A refusal for want of a scope tells in error.detail what is needed and what was granted; the schema knows text there.",
    patch({ documents: { v2 } }) {
      const error = propertyOf(componentOf(v2, "error"), "error");
      const scopes = { type: "array", items: { type: "string" } };
      const text = propertyOf(error, "detail");
      if (text.type !== "string") throw new Error("The detail is described as more than text by now.");
      const structured = { type: "object", properties: { required: scopes, granted: scopes } };
      error.properties = { ...error.properties, detail: { anyOf: [text, structured] } };
    },
    witness: {
      request: "GET /repositories/acme/platform",
      answer: {
        status: 403,
        body: {
          type: "error",
          error: {
            message: "Your credentials lack one or more required privilege scopes.",
            detail: { required: ["read:repository:bitbucket"], granted: ["read:user:bitbucket"] },
          },
        },
      },
    },
  },
  {
    id: "pages",
    reason:
      "Every list takes page and pagelen; page is a number or, for some lists, an opaque text. " +
      "https://developer.atlassian.com/cloud/bitbucket/rest/intro/#pagination",
    patch(draft) {
      for (const { endpoint, operation } of operationsOf(draft)) {
        const given = operation.responses?.["200"]?.content?.["application/json"]?.schema?.$ref;
        if (!endpoint.startsWith("GET ") || !/\/paginated_/.test(given ?? "")) continue;
        const named = new Set((operation.parameters ?? []).map(({ name }) => name));
        const missing = Object.entries({
          page: { type: "string" },
          pagelen: { type: "integer", minimum: 1, maximum: 100 },
        }).filter(([name]) => !named.has(name));
        addQuery(draft, endpoint, Object.fromEntries(missing));
      }
    },
    witness: { request: "GET /workspaces/acme/members?page=2&pagelen=100" },
  },
  {
    id: "filters",
    reason:
      "Lists take a query and an order although the description names neither. " +
      "https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering",
    patch(draft) {
      for (const endpoint of FILTERED) {
        addQuery(draft, endpoint, { q: { type: "string" }, sort: { type: "string" } });
      }
    },
    witness: { request: "GET /repositories/acme/platform/pullrequests?q=id%3D42" },
  },
  {
    id: "several-states",
    reason:
      "Pull requests of several states are asked for by repeating the parameter, as its own description says.",
    patch(draft) {
      const operation = operationOf(draft, "GET /repositories/{workspace}/{repo_slug}/pullrequests");
      const state = operation.parameters?.find(({ name }) => name === "state");
      if (state?.schema?.enum === undefined) throw new Error("There is no plain state to correct.");
      state.schema = { type: "array", items: state.schema };
    },
    witness: { request: "GET /repositories/acme/platform/pullrequests?state=OPEN&state=MERGED" },
  },
  {
    id: "type-in-requests",
    reason: "Every answered object says its type; a request need not, as Bitbucket's own examples show.",
    patch({ documents: { v2 } }) {
      componentOf(v2, "object")["x-required-in-requests"] = [];
    },
    witness: {
      request: "POST /repositories/acme/platform/pullrequests",
      body: { title: "New", source: { branch: { name: "feature" } }, reviewers: [{ uuid: "{1}" }] },
    },
  },
  {
    id: "pull-request-description",
    reason:
      "A pull request is answered, and taken, with its description as it was written, beside the rendered one.",
    patch({ documents: { v2 } }) {
      addProperty(ownPart(componentOf(v2, "pullrequest")), "description", { type: "string" });
    },
    witness: {
      request: "POST /repositories/acme/platform/pullrequests",
      body: { title: "New", description: "Why", source: { branch: { name: "feature" } } },
    },
  },
  {
    id: "repository-slug",
    reason: "A repository is answered with its slug and its workspace.",
    patch({ documents: { v2 } }) {
      const repository = ownPart(componentOf(v2, "repository"));
      addProperty(repository, "slug", { type: "string" });
      addProperty(repository, "workspace", { $ref: "#/components/schemas/workspace" });
    },
    witness: {
      request: "GET /repositories/acme/platform",
      answer: {
        status: 200,
        body: { type: "repository", slug: "platform", workspace: { type: "workspace", slug: "acme" } },
      },
    },
  },
  {
    id: "team-username",
    reason: "Teams, which are workspaces under their old name, still have a username. People no longer do.",
    patch({ documents: { v2 } }) {
      addProperty(ownPart(componentOf(v2, "team")), "username", { type: "string" });
    },
    witness: {
      request: "GET /repositories/acme/platform",
      answer: { status: 200, body: { type: "repository", owner: { type: "team", username: "acme" } } },
    },
  },
  ...codeDefects,
];
