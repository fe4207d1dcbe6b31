import type { Description } from "../description.js";
import type { SentRequest } from "../exchange.js";
import { answerProblems } from "./answers.js";
import { bodyProblems } from "./body.js";
import type { Direction } from "./convert.js";
import type { OpenApiDocument } from "./document.js";
import { parameterProblems } from "./parameters.js";
import { createSchemaChecks } from "./schemas.js";
import { createTemplates, type TemplateOptions } from "./templates.js";

/** One document of a system's description. */
export interface DescribedPart extends TemplateOptions {
  document: OpenApiDocument;
  /** In which directions objects that name their properties may have no others. */
  closes: Readonly<Record<Direction, boolean>>;
}

/** A description made of OpenAPI 3.0 documents. */
export function createOpenApiDescription(parts: readonly DescribedPart[]): Description {
  const described = parts.map(({ document, closes, ...options }) => ({
    document,
    checks: createSchemaChecks(document, closes),
    templates: createTemplates(document, options),
  }));
  const find = ({ method, path }: SentRequest) => {
    for (const part of described) {
      const match = part.templates.match(method, path);
      if (match !== undefined) return { ...part, match };
    }
    return undefined;
  };
  return {
    endpointsOf(request) {
      const found = find(request);
      return found === undefined ? [] : [found.match.endpoint.name];
    },
    requestProblems(request) {
      const found = find(request);
      if (found === undefined) return ["the description has no such path with this method"];
      const { document, checks, match } = found;
      const query = new URLSearchParams(/\?(.*)$/s.exec(request.path)?.[1] ?? "");
      return [
        ...parameterProblems(document, checks, { match, query }),
        ...bodyProblems(document, checks, { operation: match.endpoint.operation, request }),
      ];
    },
    answerProblems(request, answer) {
      const found = find(request);
      if (found === undefined) return [];
      const { document, checks, match } = found;
      return answerProblems(document, checks, { operation: match.endpoint.operation, answer });
    },
    endpointProblem(upstream) {
      const endpoint = described.map(({ templates }) => templates.find(upstream)).find(Boolean);
      if (endpoint === undefined) return `${upstream} is not in the description`;
      return endpoint.operation.deprecated === true ? `${upstream} is deprecated` : undefined;
    },
  };
}
