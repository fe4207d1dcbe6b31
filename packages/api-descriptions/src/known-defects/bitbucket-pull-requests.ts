import type { SchemaObject } from "../openapi/document.js";
import type { KnownDefect } from "./known-defect.js";
import { addProperty, addQuery, componentOf, type OpenApiDraft, operationOf, ownPart } from "./patches.js";

const ONE = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}";
const REPOSITORY = "/repositories/{workspace}/{repo_slug}";

/** Gives an answer the body that it has, where the description names the status alone. */
function describeAnswer(
  draft: OpenApiDraft,
  endpoint: string,
  { schema, mediaType = "application/json" }: { schema: SchemaObject; mediaType?: string },
): void {
  const responses = operationOf(draft, endpoint).responses ?? {};
  const answer = responses["200"];
  if (answer === undefined || answer.content !== undefined)
    throw new Error(`${endpoint} is described by now.`);
  responses["200"] = { ...answer, content: { [mediaType]: { schema } } };
}

const referTo = (name: string): SchemaObject => ({ $ref: `#/components/schemas/${name}` });

/** What every page of a list says. */
const PAGE = {
  values: { type: "array", items: { type: "object" } },
  page: { type: "integer" },
  pagelen: { type: "integer" },
  size: { type: "integer" },
  next: { type: "string", format: "uri" },
  previous: { type: "string", format: "uri" },
};

/** Where the description of pull requests, and of differences, is known to be wrong. */
export const pullRequestDefects: readonly KnownDefect<OpenApiDraft>[] = [
  {
    id: "pull-request-commits",
    reason: "The commits of a pull request are a page of commits, as its text says; the schema is left out.",
    patch: (draft) => describeAnswer(draft, `GET ${ONE}/commits`, { schema: referTo("paginated_changeset") }),
    witness: {
      request: "GET /repositories/acme/platform/pullrequests/42/commits",
      answer: { status: 200, body: { values: [{ type: "commit", hash: "a0387e01b2f1" }], pagelen: 10 } },
    },
  },
  {
    id: "pull-request-activity",
    reason:
      "The activity is a page of entries, as its examples show; neither schema nor paging are described.",
    patch(draft) {
      const endpoint = `GET ${ONE}/activity`;
      const page = { type: "object", properties: PAGE };
      describeAnswer(draft, endpoint, { schema: page });
      addQuery(draft, endpoint, { page: { type: "string" }, pagelen: { type: "integer", maximum: 50 } });
    },
    witness: {
      request: "GET /repositories/acme/platform/pullrequests/42/activity?pagelen=50",
      answer: { status: 200, body: { values: [{ update: { state: "OPEN" } }], pagelen: 50 } },
    },
  },
  {
    id: "commit-links",
    reason: "A commit is answered with links, as the description's own examples show.",
    patch({ documents: { v2 } }) {
      addProperty(ownPart(componentOf(v2, "base_commit")), "links", { type: "object" });
    },
    witness: {
      request: "GET /repositories/acme/platform/commit/a0387e01b2f1",
      answer: {
        status: 200,
        body: {
          type: "commit",
          hash: "a0387e01b2f1",
          links: { html: { href: "https://bitbucket.org/acme/platform/commits/a0387e01b2f1" } },
        },
      },
    },
  },
  {
    id: "merge-task",
    reason: "How a merge goes on is answered as its text shows; the schema is left out.",
    patch: (draft) =>
      describeAnswer(draft, `GET ${ONE}/merge/task-status/{task_id}`, {
        schema: {
          type: "object",
          required: ["task_status"],
          properties: {
            task_status: { type: "string", enum: ["PENDING", "SUCCESS"] },
            links: { type: "object" },
            merge_result: referTo("pullrequest"),
          },
        },
      }),
    witness: {
      request: "GET /repositories/acme/platform/pullrequests/42/merge/task-status/1",
      answer: { status: 200, body: { task_status: "PENDING" } },
    },
  },
  {
    id: "merge-parameters",
    reason:
      "A merge need not say the type of its parameters: nobody does, and Bitbucket names no value for it.",
    patch({ documents: { v2 } }) {
      componentOf(v2, "pullrequest_merge_parameters")["x-required-in-requests"] = [];
    },
    witness: {
      request: "POST /repositories/acme/platform/pullrequests/42/merge",
      body: { merge_strategy: "squash" },
    },
  },
  {
    id: "tasks",
    reason:
      "A task of a pull request is a task with more; each part of its schema closes out what the others say.",
    patch({ documents: { v2 } }) {
      const [task, ...more] = ["task", "pullrequest_task", "pullrequest_comment_task"].map((name) =>
        componentOf(v2, name),
      );
      for (const part of [task, ...more.map((whole) => whole && ownPart(whole))]) {
        if (part?.additionalProperties !== false) throw new Error("Tasks are open by now.");
        delete part.additionalProperties;
      }
    },
    witness: {
      request: "GET /repositories/acme/platform/pullrequests/42/tasks/421",
      answer: {
        status: 200,
        body: {
          id: 421,
          state: "UNRESOLVED",
          content: { raw: "Test it" },
          creator: { type: "user", uuid: "{1}" },
          created_on: "2025-11-07T09:21:00.000000+00:00",
          updated_on: "2025-11-07T09:21:00.000000+00:00",
          links: { html: { href: "https://bitbucket.org/acme/platform/pull-requests/42" } },
        },
      },
    },
  },
  {
    id: "differences-as-text",
    reason: "Diffs and patches are text, as the description's own words say.",
    patch(draft) {
      for (const part of ["diff", "patch"]) {
        const schema = { type: "string" };
        describeAnswer(draft, `GET ${REPOSITORY}/${part}/{spec}`, { schema, mediaType: "text/plain" });
      }
    },
    witness: {
      request: "GET /repositories/acme/platform/diff/a0387e01b2f1",
      answer: { status: 200, contentType: "text/plain", body: "diff --git a/README.md b/README.md\n" },
    },
  },
  {
    id: "differences-of-pull-requests",
    reason:
      "The redirect from a pull request to its differences says which pull request it comes from; Bitbucket's own links " +
      "carry it.",
    patch(draft) {
      for (const part of ["diff", "diffstat", "patch"]) {
        addQuery(draft, `GET ${REPOSITORY}/${part}/{spec}`, { from_pullrequest_id: { type: "integer" } });
      }
      addQuery(draft, `GET ${REPOSITORY}/patch/{spec}`, { topic: { type: "boolean" } });
    },
    witness: { request: "GET /repositories/acme/platform/patch/a..b?from_pullrequest_id=42&topic=true" },
  },
  {
    id: "pages-of-files",
    reason: "Pages of changed files hold up to 500, as the description's own example does.",
    patch(draft) {
      const pagelen = { type: "integer", minimum: 1, maximum: 500 };
      addQuery(draft, `GET ${REPOSITORY}/diffstat/{spec}`, { page: { type: "string" }, pagelen });
    },
    witness: { request: "GET /repositories/acme/platform/diffstat/a..b?pagelen=500" },
  },
  {
    id: "one-sided-differences",
    reason: "A file that is new has no old side, and one that is gone no new one: that side is null.",
    patch({ documents: { v2 } }) {
      const properties = componentOf(v2, "diffstat").properties ?? {};
      for (const side of ["old", "new"]) {
        const file = properties[side];
        if (file?.$ref === undefined) throw new Error(`There is no plain ${side} to correct.`);
        properties[side] = { nullable: true, allOf: [file] };
      }
    },
    witness: {
      request: "GET /repositories/acme/platform/diffstat/a..b",
      answer: {
        status: 200,
        body: {
          values: [
            { type: "diffstat", status: "added", old: null, new: { type: "commit_file", path: "new.md" } },
          ],
        },
      },
    },
  },
  {
    id: "partial-answers",
    reason:
      "Every list takes the fields that shall be answered. " +
      "https://developer.atlassian.com/cloud/bitbucket/rest/intro/#partial-response",
    patch: (draft) => addQuery(draft, `GET ${REPOSITORY}/pullrequests`, { fields: { type: "string" } }),
    witness: { request: "GET /repositories/acme/platform/pullrequests?fields=%2Bvalues.participants" },
  },
];
