import type { SchemaObject } from "../openapi/document.js";
import type { KnownDefect } from "./known-defect.js";
import {
  addEndpoint,
  addProperty,
  addQuery,
  componentOf,
  type OpenApiDraft,
  operationOf,
  ownPart,
  propertyOf,
} from "./patches.js";

const REPOSITORY = "/repositories/{workspace}/{repo_slug}";
const SRC = `GET ${REPOSITORY}/src/{commit}/{path}`;
const HISTORY = `GET ${REPOSITORY}/filehistory/{commit}/{path}`;
const LOG = `GET ${REPOSITORY}/pipelines/{pipeline_uuid}/steps/{step_uuid}/log`;

const referTo = (name: string): SchemaObject => ({ $ref: `#/components/schemas/${name}` });

/** Describes the body of a request, of which only the text of the description speaks. */
function describeBody(draft: OpenApiDraft, endpoint: string, schema: SchemaObject): void {
  const operation = operationOf(draft, endpoint);
  if (operation.requestBody !== undefined) throw new Error(`${endpoint} takes a body by now.`);
  operation.requestBody = { required: true, content: { "application/json": { schema } } };
}

/** Where the description of what is in repositories, and of pipelines, is known to be wrong. */
export const codeDefects: readonly KnownDefect<OpenApiDraft>[] = [
  {
    id: "commit-filters",
    reason: "Commits take include, exclude and path, as the text of the description says.",
    patch(draft) {
      const names = { type: "array", items: { type: "string" } };
      const query = { include: names, exclude: names, path: { type: "string" } };
      addQuery(draft, `GET ${REPOSITORY}/commits`, query);
    },
    witness: { request: "GET /repositories/acme/platform/commits?include=main&exclude=release&path=src" },
  },
  {
    id: "new-branch",
    reason: "A new branch is described by a body, as the text and the example say; the schema is left out.",
    patch: (draft) => describeBody(draft, `POST ${REPOSITORY}/refs/branches`, referTo("branch")),
    witness: {
      request: "POST /repositories/acme/platform/refs/branches",
      body: { name: "feature/x", target: { hash: "a0387e01b2f1" } },
    },
  },
  {
    id: "named-objects",
    reason: "The type of a ref, like that of every other object, need not be said in a request.",
    patch({ documents: { v2 } }) {
      componentOf(v2, "ref")["x-required-in-requests"] = [];
    },
    witness: {
      request: "POST /repositories/acme/platform/refs/tags",
      body: { name: "v1", target: { hash: "a0387e01b2f1" } },
    },
  },
  {
    id: "branching-model-changes",
    reason:
      "Branching models are changed by a body, as the text and the examples say; the schema is left out.",
    patch(draft) {
      for (const owner of [REPOSITORY, "/workspaces/{workspace}/projects/{project_key}"]) {
        const endpoint = `PUT ${owner}/branching-model/settings`;
        describeBody(draft, endpoint, referTo("branching_model_settings"));
      }
    },
    witness: {
      request: "PUT /repositories/acme/platform/branching-model/settings",
      body: { development: { use_mainbranch: true } },
    },
  },
  {
    id: "content-of-files",
    reason:
      "A file is answered as it is, in the type that its name tells, as the text of the description says; only the listing of " +
      "a folder is described.",
    patch(draft) {
      const content = operationOf(draft, SRC).responses?.["200"]?.content;
      if (content === undefined || "*/*" in content)
        throw new Error("The content of files is described by now.");
      content["*/*"] = { schema: { type: "string", format: "binary" } };
    },
    witness: {
      request: "GET /repositories/acme/platform/src/a0387e01b2f1/README.md",
      answer: { status: 200, contentType: "text/plain", body: "# Platform\n" },
    },
  },
  {
    id: "tree-entries",
    reason:
      "Files and folders are answered with links, files with their size and a list of attributes, as the examples of the " +
      "description show; asked for by format=meta, one of them is answered alone.",
    patch(draft) {
      const { v2 } = draft.documents;
      const links = { type: "object" };
      const size = { type: "integer" };
      const attributes = { type: "array", items: propertyOf(componentOf(v2, "commit_file"), "attributes") };
      const escaped = { type: "string" };
      addProperty(componentOf(v2, "treeentry"), "links", links);
      addProperty(componentOf(v2, "treeentry"), "size", size);
      addProperty(componentOf(v2, "treeentry"), "attributes", attributes);
      addProperty(componentOf(v2, "treeentry"), "escaped_path", escaped);
      addProperty(componentOf(v2, "commit_file"), "links", links);
      addProperty(componentOf(v2, "commit_file"), "size", size);
      const properties = componentOf(v2, "commit_file").properties ?? {};
      properties["attributes"] = attributes;
      const json = operationOf(draft, SRC).responses?.["200"]?.content?.["application/json"];
      if (json?.schema === undefined) throw new Error("Listings are no longer described.");
      json.schema = { anyOf: [json.schema, referTo("treeentry")] };
    },
    witness: {
      request: "GET /repositories/acme/platform/src/a0387e01b2f1/README.md?format=meta",
      answer: {
        status: 200,
        body: {
          type: "commit_file",
          path: "README.md",
          size: 11,
          attributes: [],
          links: { self: { href: "https://x/" } },
        },
      },
    },
  },
  {
    id: "root-folder",
    reason: "The root of a tree is the folder with the empty path, which no path parameter can be.",
    patch(draft) {
      const { v2 } = draft.documents;
      if (v2 === undefined) throw new Error("There is no description to correct.");
      const folder = operationOf(draft, SRC);
      const parameters = (folder.parameters ?? []).filter(({ name }) => name !== "path");
      const shared = v2.paths[`${REPOSITORY}/src/{commit}/{path}`]?.parameters ?? [];
      const others = shared.filter(({ name }) => name !== "path");
      addEndpoint(v2, SRC.replace("{path}", ""), { ...folder, parameters: [...others, ...parameters] });
    },
    witness: { request: "GET /repositories/acme/platform/src/a0387e01b2f1/?max_depth=2" },
  },
  {
    id: "fields-of-file-history",
    reason: "The history of a file takes the fields that shall be answered, as its own example shows.",
    patch: (draft) => addQuery(draft, HISTORY, { fields: { type: "string" } }),
    witness: {
      request:
        "GET /repositories/acme/platform/filehistory/a0387e01b2f1/README.md?fields=%2Bvalues.commit.message",
    },
  },
  {
    id: "newest-pipelines",
    reason:
      "A minus before the field turns an order round, for pipelines like for any other list. " +
      "https://developer.atlassian.com/cloud/bitbucket/rest/intro/#sorting-query-results",
    patch(draft) {
      const parameters = operationOf(draft, `GET ${REPOSITORY}/pipelines`).parameters;
      const sort = parameters?.find(({ name }) => name === "sort");
      const fields = sort?.schema?.enum;
      if (sort?.schema === undefined || fields === undefined || fields.includes("-created_on")) {
        throw new Error("The order of pipelines is described by now.");
      }
      sort.schema = { ...sort.schema, enum: [...fields, ...fields.map((field) => `-${field}`)] };
    },
    witness: { request: "GET /repositories/acme/platform/pipelines?sort=-created_on" },
  },
  {
    id: "step-names",
    reason: "A step is answered with the name that bitbucket-pipelines.yml gives it.",
    patch({ documents: { v2 } }) {
      addProperty(ownPart(componentOf(v2, "pipeline_step")), "name", { type: "string" });
    },
    witness: {
      request: "GET /repositories/acme/platform/pipelines/1/steps/2",
      answer: { status: 200, body: { type: "pipeline_step", uuid: "{1}", name: "Test" } },
    },
  },
  {
    id: "step-logs",
    reason: "A log is answered as it is; that there is none, as every other failure: in JSON.",
    patch(draft) {
      const responses = operationOf(draft, LOG).responses ?? {};
      const [found, missing] = [responses["200"], responses["404"]];
      if (found === undefined || found.content !== undefined || missing?.content === undefined) {
        throw new Error("Logs are described by now.");
      }
      responses["200"] = {
        ...found,
        content: { "application/octet-stream": { schema: { type: "string" } } },
      };
      missing.content["application/json"] = { schema: referTo("error") };
    },
    witness: {
      request: "GET /repositories/acme/platform/pipelines/1/steps/2/log",
      answer: { status: 200, contentType: "application/octet-stream", body: "+ npm test\n" },
    },
  },
];
