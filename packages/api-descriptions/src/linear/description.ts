import {
  buildASTSchema,
  type DocumentNode,
  extendSchema,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  NoDeprecatedCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { Description } from "../description.js";
import type { GivenAnswer, SentRequest } from "../exchange.js";

const RULES = [...specifiedRules, NoDeprecatedCustomRule];
const ROOTS = {
  query: "getQueryType",
  mutation: "getMutationType",
  subscription: "getSubscriptionType",
} as const;

/** Linear's schema, of which every request is a document with variables. `extensions`: SDL that the schema lacks. */
export function createGraphqlDescription(sdl: string, extensions: readonly string[] = []): Description {
  // Most of the text is documentation, which nothing here reads and everything here would wait for.
  const bare = sdl.replace(/"""[\s\S]*?"""/g, "");
  let schema = buildASTSchema(parse(bare, { noLocation: true }), { assumeValidSDL: true });
  for (const extension of extensions) schema = extendSchema(schema, parse(extension));
  // The few documents of an adapter are sent again and again.
  const complaints = new Map<string, readonly string[]>();
  const problemsOf = (text: string, document: DocumentNode) => {
    const known = complaints.get(text) ?? validate(schema, document, RULES).map(({ message }) => message);
    complaints.set(text, known);
    return known;
  };
  return {
    endpointsOf(request) {
      const asked = readDocument(request);
      if (asked === undefined || "problem" in asked) return [];
      const { operation, fields } = asked;
      return [...new Set(fields.map(({ name }) => `${operation.operation} ${name.value}`))];
    },
    requestProblems(request) {
      const asked = readDocument(request);
      if (asked === undefined) return ["there is nothing but POST /graphql"];
      if ("problem" in asked) return [asked.problem];
      const wrong = problemsOf(asked.text, asked.document);
      return wrong.length > 0 ? [...wrong] : variableProblems(schema, asked);
    },
    answerProblems: (_request, answer) => envelopeProblems(answer),
    endpointProblem(upstream) {
      const [kind = "", name = ""] = upstream.split(" ");
      const root = Object.hasOwn(ROOTS, kind) ? schema[ROOTS[kind as keyof typeof ROOTS]]() : undefined;
      const field = root?.getFields()[name];
      if (field === undefined) return `${upstream} is not in the schema`;
      return field.deprecationReason == null
        ? undefined
        : `${upstream} is deprecated: ${field.deprecationReason}`;
    },
  };
}

interface Asked {
  text: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  fields: FieldNode[];
  variables: Readonly<Record<string, unknown>>;
}

function readDocument({ method, path, body }: SentRequest): Asked | { problem: string } | undefined {
  if (method !== "POST" || path !== "/graphql") return undefined;
  const {
    query,
    variables = {},
    operationName,
  } = (typeof body === "object" ? body : {}) as {
    query?: unknown;
    variables?: Record<string, unknown>;
    operationName?: string;
  };
  if (typeof query !== "string") return { problem: "body: has no query" };
  try {
    const document = parse(query);
    const operations = document.definitions.filter((definition) => definition.kind === "OperationDefinition");
    const operation =
      operations.length === 1
        ? operations[0]
        : operations.find(({ name }) => name?.value === operationName && name !== undefined);
    if (operation === undefined) return { problem: "query: does not say which of its operations is meant" };
    const fields = operation.selectionSet.selections.filter((selection) => selection.kind === "Field");
    return { text: query, document, operation, fields, variables };
  } catch (error) {
    if (error instanceof GraphQLError) return { problem: `query: ${error.message}` };
    throw error;
  }
}

function variableProblems(schema: GraphQLSchema, { operation, variables }: Asked): string[] {
  const definitions = operation.variableDefinitions ?? [];
  const declared = new Set(definitions.map(({ variable }) => variable.name.value));
  const unknown = Object.keys(variables).filter((name) => !declared.has(name));
  const { errors = [] } = getVariableValues(schema, definitions, variables);
  return [
    ...unknown.map((name) => `variables: "${name}" is not declared by the document`),
    ...errors.map(({ message }) => `variables: ${message}`),
  ];
}

/** What GraphQL itself says of an answer; its data are held by the simulator's schema, which is a part of Linear's. */
function envelopeProblems({ status, body }: GivenAnswer): string[] {
  if (typeof body !== "object" || body === null) return [`answer ${status}: is no JSON object`];
  const { data, errors, ...others } = body as Record<string, unknown>;
  const problems = Object.keys(others)
    .filter((name) => name !== "extensions")
    .map((name) => `answer ${status}: has "${name}", which no GraphQL answer has`);
  if (data === undefined && errors === undefined)
    problems.push(`answer ${status}: has neither data nor errors`);
  if (errors === undefined) return problems;
  const isList = Array.isArray(errors) && errors.length > 0;
  if (!isList || errors.some((error) => typeof (error as { message?: unknown }).message !== "string")) {
    problems.push(`answer ${status}/errors: is no list of errors with messages`);
  }
  return problems;
}
