import type { Description } from "../description.js";
import { type FormField, type GivenAnswer, isForm, type SentRequest } from "../exchange.js";
import type { SchemaObject } from "../openapi/document.js";
import { createSchemaChecks, type SchemaChecks } from "../openapi/schemas.js";
import { elementOf, typedValue, typeOf } from "../openapi/text-values.js";
import {
  asOpenApi,
  type SlackDocument,
  type SlackMethod,
  type SlackReference,
  slackMethod,
} from "./documents.js";

/**
 * Slack's Web API. Slack takes every method by GET and by POST, and its arguments from the query, a form or JSON alike
 * (https://docs.slack.dev/apis/web-api/#methods), so verb and place of the official description bind nobody.
 */
export function createSlackDescription(document: SlackDocument, reference: SlackReference): Description {
  const checks = createSchemaChecks(asOpenApi(document), { request: false, answer: false });
  const methodOf = ({ method, path }: SentRequest) => {
    const name = /^\/([\w.]+)(\?|$)/.exec(path)?.[1];
    if (name === undefined || !/^(GET|POST)$/.test(method)) return undefined;
    const found = slackMethod(document, reference, name);
    return found && { name, found };
  };
  return {
    endpointsOf(request) {
      const method = methodOf(request);
      return method === undefined ? [] : [method.name];
    },
    requestProblems(request) {
      const method = methodOf(request);
      if (method === undefined) return ["neither the description nor the reference has this method"];
      return argumentProblems(document, checks, { method: method.found, request });
    },
    answerProblems(request, answer) {
      const method = methodOf(request);
      return method === undefined ? [] : answerProblems(checks, method.found, answer);
    },
    endpointProblem(upstream) {
      const found = slackMethod(document, reference, upstream);
      if (found === undefined) return `${upstream} is in neither the description nor the reference`;
      const deprecated = found.official?.deprecated ?? found.reference?.deprecated;
      return deprecated === true ? `${upstream} is deprecated` : undefined;
    },
  };
}

function argumentProblems(
  document: SlackDocument,
  checks: SchemaChecks,
  { method, request }: { method: SlackMethod; request: SentRequest },
): string[] {
  const given = argumentsOf(request);
  if (given === undefined) return [`body: is ${request.contentType}, neither a form nor JSON`];
  const missing = method.required.filter((name) => !given.has(name));
  return [
    ...missing.map((name) => `argument "${name}" is required`),
    ...[...given].flatMap(([name, value]) => {
      const schema = method.args.get(name);
      if (schema === undefined)
        return [`argument "${name}" is not among ${[...method.args.keys()].join(", ")}`];
      const where = `argument ${name}`;
      return checks.problems(schema, read(document, schema, value), { direction: "request", where });
    }),
  ];
}

/** Arguments wherever they stand; undefined for a body that Slack does not read. */
function argumentsOf({ path, contentType, body }: SentRequest): Map<string, unknown> | undefined {
  const given = new Map<string, unknown>(new URLSearchParams(/\?(.*)$/s.exec(path)?.[1] ?? ""));
  if (body === undefined) return given;
  if (isForm(contentType)) for (const [name, value] of body as FormField[]) given.set(name, value);
  else if (contentType === "application/json" && typeof body === "object" && body !== null) {
    for (const [name, value] of Object.entries(body)) given.set(name, value);
  } else return undefined;
  return given;
}

/** Text as the argument's type; a list or an object stands in a form as JSON, a list also between commas. */
function read(document: SlackDocument, schema: SchemaObject, value: unknown): unknown {
  if (typeof value !== "string") return value;
  const type = typeOf(asOpenApi(document), schema);
  if (type !== "array" && type !== "object") return typedValue(asOpenApi(document), schema, value);
  try {
    return JSON.parse(value) as unknown;
  } catch {
    if (type === "object") return value;
    const items = elementOf(asOpenApi(document), schema);
    return value.split(",").map((text) => typedValue(asOpenApi(document), items, text));
  }
}

function answerProblems(checks: SchemaChecks, method: SlackMethod, answer: GivenAnswer): string[] {
  const { status, body } = answer;
  const { official, reference } = method;
  const where = `answer ${status}`;
  const problems = (schema: SchemaObject | undefined) =>
    checks.problems(schema ?? {}, body, { direction: "answer", where });
  if (status !== 200) {
    const declared = official?.responses[status];
    return declared === undefined
      ? [`${where}: Slack answers 200, and says in the body what failed`]
      : problems(declared.schema);
  }
  const ok = typeof body === "object" && body !== null && (body as { ok?: unknown }).ok;
  if (ok === false) return problems(failure(method));
  if (ok !== true) return [`${where}: has no "ok"`];
  return problems(official?.responses["200"]?.schema ?? success(reference?.output));
}

/** The words with which a method refuses are those of both. */
function failure({ official, reference }: SlackMethod): SchemaObject {
  const described = official?.responses["default"]?.schema ?? {};
  const word = described.properties?.["error"];
  const words = [...(word?.enum ?? []), ...Object.keys(reference?.errors ?? {})];
  return {
    ...described,
    type: "object",
    required: ["ok", "error"],
    properties: {
      ...described.properties,
      error: words.length === 0 ? { type: "string" } : { type: "string", enum: [...new Set(words)] },
    },
  };
}

/** The reference says only what an answer is called and, of plain values, which type they have. */
function success(output: SchemaObject | undefined): SchemaObject {
  return { type: "object", required: output?.required ?? [], properties: output?.properties ?? {} };
}
