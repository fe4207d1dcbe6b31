import { describe, expect, it } from "vitest";
import { APIS, apiOf, type Witness, whereToLook, witnessProblems } from "../src/index.js";

interface Planted {
  kind: string;
  what: string;
  witness: Witness;
  says: string;
}

const issue = "GET /rest/api/3/issue/TRAIN-1";
const planted: Planted[] = [
  {
    kind: "jira",
    what: "an unknown path",
    witness: { request: "GET /rest/api/3/isue/TRAIN-1" },
    says: "no such path",
  },
  {
    kind: "jira",
    what: "a wrong verb",
    witness: { request: "PATCH /rest/api/3/issue/TRAIN-1" },
    says: "no such path",
  },
  {
    kind: "jira",
    what: "an unknown query parameter",
    witness: { request: `${issue}?field=summary` },
    says: '"field" is not among',
  },
  {
    kind: "jira",
    what: "a flag that is none",
    witness: { request: `${issue}?fieldsByKeys=yes` },
    says: "query fieldsByKeys must be boolean",
  },
  {
    kind: "jira",
    what: "a misnamed field of a body",
    witness: { request: "POST /rest/api/3/search/jql", body: { jql: "x", maxResult: 5 } },
    says: 'body has "maxResult"',
  },
  {
    kind: "jira",
    what: "a body that lacks",
    witness: { request: "POST /rest/api/3/issue" },
    says: "there must be one",
  },
  {
    kind: "jira",
    what: "an invented field of an answer",
    witness: { request: issue, answer: { status: 200, body: { key: "TRAIN-1", summary: "x" } } },
    says: 'has "summary"',
  },
  {
    kind: "jira",
    what: "a status that nobody answers",
    witness: { request: issue, answer: { status: 418 } },
    says: "status 418 is not among",
  },
  {
    kind: "jira",
    what: "a sprint without its board",
    witness: { request: "POST /rest/agile/1.0/sprint", body: { name: "Sprint 1", board: 1 } },
    says: 'body has "board"',
  },
  {
    kind: "confluence",
    what: "text for a number in the path",
    witness: { request: "GET /wiki/api/v2/pages/abc" },
    says: 'path id must be integer, but is "abc"',
  },
  {
    kind: "confluence",
    what: "a value out of range",
    witness: { request: "GET /wiki/api/v2/pages?limit=1000" },
    says: "query limit must be <= 250",
  },
  {
    kind: "confluence",
    what: "an unknown representation",
    witness: {
      request: "POST /wiki/api/v2/pages",
      body: { spaceId: "1", body: { representation: "markdown", value: "x" } },
    },
    says: 'is "markdown", not one of',
  },
  {
    kind: "bitbucket",
    what: "a misnamed field within",
    witness: {
      request: "POST /repositories/acme/platform/pullrequests",
      body: { title: "New", source: { branch: { nam: "x" } } },
    },
    says: 'body/source/branch has "nam"',
  },
  {
    kind: "bitbucket",
    what: "a field that its kind of account has not",
    witness: { request: "GET /user", answer: { status: 200, body: { type: "user", username: "ann" } } },
    says: 'has "username"',
  },
  {
    kind: "slack",
    what: "an unknown method",
    witness: { request: "POST /chat.send" },
    says: "has this method",
  },
  {
    kind: "slack",
    what: "an unknown argument",
    witness: { request: "POST /chat.postMessage", form: [["chanel", "C1"]] },
    says: 'argument "chanel" is not among',
  },
  {
    kind: "slack",
    what: "an argument that lacks",
    witness: { request: "POST /chat.postMessage", form: [["text", "x"]] },
    says: 'argument "channel" is required',
  },
  {
    kind: "slack",
    what: "an argument of a method that only the reference has",
    witness: {
      request: "POST /files.getUploadURLExternal",
      form: [
        ["filename", "x"],
        ["length", "many"],
      ],
    },
    says: 'argument length must be integer, but is "many"',
  },
  {
    kind: "slack",
    what: "a word that the method never says",
    witness: {
      request: "POST /users.info",
      form: [],
      answer: { status: 200, body: { ok: false, error: "gone" } },
    },
    says: '"gone", not one of',
  },
  {
    kind: "linear",
    what: "an unknown field",
    witness: { request: "POST /graphql", body: { query: "query A { viewer { nick } }" } },
    says: 'Cannot query field "nick"',
  },
  {
    kind: "linear",
    what: "a variable of another type",
    witness: {
      request: "POST /graphql",
      body: {
        query: "query A($id: String!) { issue(id: $id) { id } }",
        variables: { id: 4 },
      },
    },
    says: "String cannot represent a non string value",
  },
  {
    kind: "linear",
    what: "a variable too many",
    witness: {
      request: "POST /graphql",
      body: { query: "query A { viewer { id } }", variables: { id: "x" } },
    },
    says: '"id" is not declared',
  },
];

const here = planted.filter(({ kind }) => apiOf(kind).missing().length === 0);
for (const api of APIS.values()) {
  const lost = planted.filter(({ kind }) => kind === api.kind && !here.some((found) => found.kind === kind));
  if (lost.length > 0)
    console.warn(`SKIPPED ${lost.length} planted faults of ${api.title}: ${whereToLook(api)}.`);
}

describe("what is planted is found", () => {
  it.each(here)("$kind: $what", async ({ kind, witness, says }) => {
    expect(witnessProblems(await apiOf(kind).description(), witness).join("\n")).toContain(says);
  });

  const isHere = (kind: string) => here.some((found) => found.kind === kind);
  it.each(
    [
      ["jira", "GET /rest/api/3/search", "is deprecated"],
      ["jira", "GET /rest/api/3/nothing", "is not in the description"],
      ["jira", "GET /rest/agile/1.0/board/{boardId}/issue", "is deprecated"],
      ["confluence", "GET /wiki/api/v2/pages/{id}/children", "is deprecated"],
      ["confluence", "GET /wiki/api/v2/pages/{pageId}", "is not in the description"],
      ["bitbucket", "GET /repositories", "is deprecated"],
      ["slack", "stars.list", "is deprecated"],
      ["slack", "chat.send", "is in neither"],
      ["linear", "query nothing", "is not in the schema"],
      ["linear", "mutation issue", "is not in the schema"],
    ].filter(([kind = ""]) => isHere(kind)),
  )("%s must not declare %s", async (kind = "", upstream = "", says = "") => {
    expect((await apiOf(kind).description()).endpointProblem(upstream)).toContain(says);
  });

  it("and a kind of which nobody has a description", () => {
    expect(() => apiOf("trello")).toThrow(TypeError);
  });
});
