import type { GivenAnswer } from "../exchange.js";
import { schemaFor } from "./body.js";
import { type OpenApiDocument, type OperationObject, resolved } from "./document.js";
import type { SchemaChecks } from "./schemas.js";

/** What is wrong with an answer. */
export function answerProblems(
  document: OpenApiDocument,
  checks: SchemaChecks,
  { operation, answer }: { operation: OperationObject; answer: GivenAnswer },
): string[] {
  const { status, body, contentType = "no media type" } = answer;
  const responses = operation.responses ?? {};
  const declared = responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses["default"];
  if (declared === undefined) {
    return [`answer: status ${status} is not among ${Object.keys(responses).join(", ")}`];
  }
  const described = resolved(document, declared);
  const types = Object.keys(described.content ?? {});
  if (body === undefined) {
    // No such answer ever has a body, whatever is written of it.
    if (status === 204 || status === 304) return [];
    return types.length > 0 ? [`answer ${status}: has no body, but should be ${types.join(" or ")}`] : [];
  }
  if (types.length === 0) return [`answer ${status}: has a body, of which the description says nothing`];
  const schema = schemaFor(described, contentType);
  if (schema === undefined) return [`answer ${status}: is ${contentType}, not ${types.join(" or ")}`];
  if (!/[/+]json/.test(contentType)) return [];
  return checks.problems(schema, body, { direction: "answer", where: `answer ${status}` });
}
