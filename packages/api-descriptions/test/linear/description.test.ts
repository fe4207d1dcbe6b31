import { describe, expect, it } from "vitest";
import { createGraphqlDescription } from "../../src/linear/description.js";

const api = createGraphqlDescription(
  `type Query { note(id: ID!): Note, old: Note @deprecated(reason: "use note") }
   type Mutation { noteCreate(input: NoteInput!): Note }
   type Note { id: ID!, text: String }
   input NoteInput { text: String! }`,
  ["extend type Query { later: Note }"],
);
const ask = (body: unknown, path = "/graphql") => ({
  method: "POST",
  path,
  contentType: "application/json",
  body,
});
const query = "query One($id: ID!) { a: note(id: $id) { id } b: note(id: $id) { text } later { id } }";

describe("a GraphQL description", () => {
  it("names the endpoints that a document asks for", () => {
    expect(api.endpointsOf(ask({ query, variables: { id: "1" } }))).toEqual(["query note", "query later"]);
    expect(api.endpointsOf(ask({ query: "mutation { noteCreate(input: {text: 1}) { id } }" }))).toEqual([
      "mutation noteCreate",
    ]);
    expect(api.endpointsOf(ask({ query }, "/elsewhere"))).toEqual([]);
  });

  it.each([
    [{ query, variables: { id: "1" } }, []],
    [{ query }, ['variables: Variable "$id" of required type "ID!" was not provided.']],
    [{ query, variables: { id: "1", key: "x" } }, ['variables: "key" is not declared by the document']],
    [{ query: "{ old { id } }" }, ["The field Query.old is deprecated. use note"]],
    [{ query: "{ note" }, ["query: Syntax Error: Expected Name, found <EOF>."]],
    [
      { query: "query A { later { id } } query B { later { id } }" },
      ["query: does not say which of its operations is meant"],
    ],
    [{ query: "query A { later { id } } query B { later { id } }", operationName: "B" }, []],
    [{}, ["body: has no query"]],
  ])("judges %j", (body, problems) => {
    expect(api.requestProblems(ask(body))).toEqual(problems);
  });

  it("judges what an answer wraps its data in", () => {
    const answer = (body: unknown) => api.answerProblems(ask({ query }), { status: 200, body });
    expect(answer({ data: { note: null }, extensions: {} })).toEqual([]);
    expect(answer({ errors: [{ message: "no" }] })).toEqual([]);
    expect(answer({ errors: [{}] })).toEqual(["answer 200/errors: is no list of errors with messages"]);
    expect(answer({ result: 1 })).toHaveLength(2);
    expect(answer("text")).toEqual(["answer 200: is no JSON object"]);
  });

  it("says what must not be declared", () => {
    expect(api.endpointProblem("query note")).toBeUndefined();
    expect(api.endpointProblem("query old")).toBe("query old is deprecated: use note");
    expect(api.endpointProblem("constructor note")).toBe("constructor note is not in the schema");
  });
});
