import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type DocumentNode,
  type GraphQLSchema,
  NoDeprecatedCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { describe, expect, it } from "vitest";
import type { GraphqlDocument } from "../src/documents/document.js";
import adapter from "../src/index.js";
import { schema as simulated } from "../src/simulator/schema/index.js";
import { officialSchema } from "./official-schema.js";

const official = officialSchema();
const folder = fileURLToPath(new URL("../src/documents", import.meta.url));

/** Every document there is: found by looking, so that none can be forgotten. */
const documents = (
  await Promise.all(
    readdirSync(folder)
      .filter((file) => file !== "document.ts" && file !== "fields.ts")
      .map(async (file) =>
        Object.entries((await import(`${folder}/${file}`)) as Record<string, GraphqlDocument<unknown>>),
      ),
  )
).flat();

const rules = [...specifiedRules, NoDeprecatedCustomRule];
const complaints = (schema: GraphQLSchema, text: string) =>
  validate(schema, parse(text), rules).map(({ message }) => message);

function operationOf(document: DocumentNode) {
  const [operation] = document.definitions;
  if (operation?.kind !== "OperationDefinition") throw new Error("The document begins with no operation.");
  return operation;
}

/** `query issue`: what a document asks for, as operations declare it. */
function endpointsOf({ text }: GraphqlDocument<unknown>): string[] {
  const { operation, selectionSet } = operationOf(parse(text));
  return selectionSet.selections.flatMap((field) =>
    field.kind === "Field" ? [`${operation} ${field.name.value}`] : [],
  );
}

describe("every document", () => {
  it("is found, and bears the name of its constant, by which errors of Linear's call it", () => {
    expect(documents.length).toBeGreaterThan(60);
    for (const [name, { text }] of documents) {
      const words = (operationOf(parse(text)).name?.value ?? "").replace(/(?<=.)(?=[A-Z])/g, "_");
      expect(words.toUpperCase()).toBe(name);
    }
  });

  it.skipIf(official === undefined).each(documents)(
    "%s is valid, and uses nothing deprecated, in Linear's schema",
    (_name, { text }) => {
      expect(complaints(official as GraphQLSchema, text)).toEqual([]);
    },
  );

  it.skipIf(official === undefined)("would be complained of, were it wrong", () => {
    expect(complaints(official as GraphQLSchema, "query Wrong { issue(id: 1) { nonsense } }")).toHaveLength(
      2,
    );
    expect(
      complaints(official as GraphQLSchema, "query Old($id: String!) { team(id: $id) { private } }"),
    ).toHaveLength(1);
  });

  it.each(documents)("%s is valid in the simulated schema", (_name, { text }) => {
    expect(complaints(simulated, text)).toEqual([]);
  });

  it.each(documents)("%s says truly whether it writes, and asks for one thing", (_name, document) => {
    expect(document.writes).toBe(operationOf(parse(document.text)).operation === OperationTypeNode.MUTATION);
    expect(endpointsOf(document)).toHaveLength(1);
  });

  it("is declared by an operation as its upstream, and nothing else is", () => {
    const declared = Object.values(adapter.operations).flatMap(({ upstream }) =>
      upstream.filter((endpoint) => /^(?:query|mutation) /.test(endpoint)),
    );
    expect([...new Set(declared)].sort()).toEqual(
      [...new Set(documents.flatMap(([, document]) => endpointsOf(document)))].sort(),
    );
  });
});
