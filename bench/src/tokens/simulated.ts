import { createSimulatorHost, IN_PROCESS_ORIGIN, type SimulatorHost } from "@pm-orchestrator/simulator";
import {
  buildClientSchema,
  type DocumentNode,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  type IntrospectionQuery,
  isLeafType,
  isObjectType,
  Kind as Node,
  parse,
  print,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { type Compared, compareAll, type Kind } from "./compare.js";

/** The operations of a system on what its simulator answers, which has the vendor's shapes. */
export function onSimulator(kind: Kind): Promise<Compared[]> {
  return compareAll(kind, () => {
    const host = simulator(kind);
    return async (request) => host.fetch(towards(request), initOf(request, await request.text()));
  });
}

/**
 * Linear's operations beside the same queries with every scalar field of whatever they ask for: what a client gets that
 * does not choose. The simulator's types have the scalar fields of Linear's own, which its tests hold; where Linear could
 * say more, such as a chart's weeks in which nothing happened, the simulator says less.
 */
export async function onAllScalars(): Promise<Compared[]> {
  const schema = await schemaOf(simulator("linear"));
  return compareAll("linear", () => {
    const host = simulator("linear");
    return async (request) => {
      const body = await request.text();
      const answer = await host.fetch(towards(request), initOf(request, body));
      if (!request.url.endsWith("/graphql")) return answer;
      const { query } = JSON.parse(body) as { query: string };
      // Asked of the same world, after the operation's own: reads alone, since a write would happen twice.
      if (!/^\s*(?:query|\{)/.test(query)) return answer;
      const all = JSON.stringify({ ...JSON.parse(body), query: withAllScalars(query, schema) });
      const whole = await host.fetch(towards(request), initOf(request, all));
      const text = await whole.clone().text();
      // A refusal of the query as it was is an answer too; one of the longer query alone is a defect here.
      if (text.includes('"errors"') && !(await answer.clone().text()).includes('"errors"'))
        throw new Error(`All scalars of ${query}: ${text}`);
      return whole;
    };
  });
}

function simulator(kind: Kind): SimulatorHost {
  return createSimulatorHost({
    simulators: { [kind]: async () => (await import(`@pm-orchestrator/adapter-${kind}/simulator`)).default },
  });
}

function towards({ url }: Request): string {
  const { pathname, search } = new URL(url);
  return `${IN_PROCESS_ORIGIN}${pathname}${search}`;
}

function initOf({ method, headers }: Request, body: string): RequestInit {
  return { method, headers, ...(body === "" ? {} : { body }) };
}

async function schemaOf(host: SimulatorHost): Promise<GraphQLSchema> {
  const response = await host.fetch(`${IN_PROCESS_ORIGIN}/linear/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "simulated-api_key" },
    body: JSON.stringify({ query: getIntrospectionQuery() }),
  });
  const { data } = (await response.json()) as { data: IntrospectionQuery };
  return buildClientSchema(data);
}

/** A query with every scalar that can be had without arguments, of each object it asks anything of. */
function withAllScalars(query: string, schema: GraphQLSchema): string {
  const info = new TypeInfo(schema);
  const document: DocumentNode = visit(
    parse(query),
    visitWithTypeInfo(info, {
      SelectionSet: {
        leave(node) {
          const type = getNamedType(info.getParentType());
          if (!isObjectType(type) || type === schema.getQueryType()) return undefined;
          const asked = new Set(
            node.selections.flatMap((selection) =>
              selection.kind === Node.FIELD ? [selection.name.value] : [],
            ),
          );
          const more = Object.values(type.getFields())
            .filter(
              ({ name, args, type: of }) =>
                !asked.has(name) && args.length === 0 && isLeafType(getNamedType(of)),
            )
            .map(({ name }): SelectionNode => ({ kind: Node.FIELD, name: { kind: Node.NAME, value: name } }));
          return { ...node, selections: [...node.selections, ...more] };
        },
      },
    }),
  );
  return print(document);
}
