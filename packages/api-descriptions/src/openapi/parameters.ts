import { type OpenApiDocument, type ParameterObject, resolved, type SchemaObject } from "./document.js";
import type { SchemaChecks } from "./schemas.js";
import type { Match } from "./templates.js";
import { elementOf, typedValue, typeOf } from "./text-values.js";

/** What is wrong with the values in a request's path and query. */
export function parameterProblems(
  document: OpenApiDocument,
  checks: SchemaChecks,
  { match, query }: { match: Match; query: URLSearchParams },
): string[] {
  const parameters = match.endpoint.parameters.map((parameter) => resolved(document, parameter));
  const declared = new Map(
    parameters.filter(({ in: place }) => place === "query").map((parameter) => [parameter.name, parameter]),
  );
  const unknown = [...new Set(query.keys())].filter((name) => !declared.has(name));
  return [
    ...unknown.map((name) => `query: "${name}" is not among ${listed([...declared.keys()])}`),
    ...[...declared.values()].flatMap((parameter) => {
      const given = query.getAll(parameter.name);
      if (given.length > 0) return valueProblems(document, checks, { parameter, given });
      return parameter.required === true ? [`query: "${parameter.name}" is required`] : [];
    }),
    ...parameters
      .filter(({ in: place }) => place === "path")
      .flatMap((parameter) => {
        const value = match.values.get(parameter.name);
        return value === undefined ? [] : valueProblems(document, checks, { parameter, given: [value] });
      }),
  ];
}

function valueProblems(
  document: OpenApiDocument,
  checks: SchemaChecks,
  { parameter, given }: { parameter: ParameterObject; given: readonly string[] },
): string[] {
  const { schema = {}, in: place, name } = parameter;
  const where = `${place} ${name}`;
  const read = (one: SchemaObject, text: string) => typedValue(document, one, text);
  if (typeOf(document, schema) === "array") {
    const texts = parameter.explode === false ? given.flatMap((text) => text.split(",")) : given;
    const items = elementOf(document, schema);
    return checks.problems(
      schema,
      texts.map((text) => read(items, text)),
      { direction: "request", where },
    );
  }
  if (given.length > 1) return [`${where} is given ${given.length} times, but is no list`];
  // An object in a query is described by no file in a way that its text could be checked by.
  if (typeOf(document, schema) === "object") return [];
  return checks.problems(schema, read(schema, given[0] ?? ""), { direction: "request", where });
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "its parameters, of which there are none" : names.join(", ");
}
