import {
  type DocumentNode,
  getNamedType,
  isLeafType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { schema } from "../../src/simulator/schema/index.js";
import { settings, type simulatedLinear } from "../bench.js";

interface Answer<Data> {
  data: Data;
  errors?: { message: string; path?: unknown }[];
}

/** Asks the simulated Linear in GraphQL. */
export async function ask<Data = Record<string, unknown>>(
  linear: ReturnType<typeof simulatedLinear>,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer<Data>> {
  const response = await linear.host.fetch(`${settings.base_url}/graphql`, {
    method: "POST",
    headers: { authorization: settings.api_key, "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer<Data>;
}

/** A query with every field that leads nowhere of each object that it asks for, and the names of their types. */
export function withLeaves(query: string): { query: string; types: Set<string> } {
  const info = new TypeInfo(schema);
  const types = new Set<string>();
  const document: DocumentNode = visit(
    parse(query),
    visitWithTypeInfo(info, {
      SelectionSet: {
        leave(node) {
          const type = getNamedType(info.getParentType());
          if (!isObjectType(type) || type === schema.getQueryType()) return undefined;
          types.add(type.name);
          const leaves = Object.values(type.getFields())
            .filter((field) => isLeafType(getNamedType(field.type)))
            .map(({ name }): SelectionNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } }));
          return { ...node, selections: [...node.selections, ...leaves] };
        },
      },
    }),
  );
  return { query: print(document), types };
}
