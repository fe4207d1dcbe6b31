import type { OpenApiDocument, OperationObject, ParameterObject, PathItem } from "./document.js";

/** One endpoint of a document. */
export interface Endpoint {
  /** As operations declare it in `upstream`: `GET /wiki/api/v2/pages/{id}`. */
  name: string;
  operation: OperationObject;
  /** Those of the path and those of the operation, references not yet followed. */
  parameters: readonly ParameterObject[];
}

/** An endpoint and what a request put in the place of its path's parameters, decoded. */
export interface Match {
  endpoint: Endpoint;
  values: ReadonlyMap<string, string>;
}

interface Template {
  path: string;
  segments: readonly Segment[];
  item: PathItem;
}
interface Segment {
  pattern: RegExp;
  names: readonly string[];
}

export interface TemplateOptions {
  /** What stands before the document's paths, when its server's address ends in a path. */
  prefix?: string;
  /** Names of parameters which, at the end of a path, may hold slashes. */
  openEnded?: readonly string[];
}

/** The paths of one document. */
export interface Templates {
  /** The most literal path that fits and has the method. Path and query still encoded. */
  match(method: string, path: string): Match | undefined;
  /** By its name in `upstream`. */
  find(name: string): Endpoint | undefined;
}

export function createTemplates(document: OpenApiDocument, options: TemplateOptions = {}): Templates {
  const { prefix = "", openEnded = [] } = options;
  const templates = Object.entries(document.paths)
    .map(([path, item]) => ({ path: prefix + path, segments: segmentsOf(prefix + path), item }))
    .sort((one, other) => (literalness(one) < literalness(other) ? -1 : 1));
  const endpoints = new Map<OperationObject, Endpoint>();

  const endpointOf = ({ path, item }: Template, method: string): Endpoint | undefined => {
    const operation = item[method.toLowerCase()];
    if (operation === undefined || Array.isArray(operation)) return undefined;
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
    const endpoint = endpoints.get(operation) ?? { name: `${method} ${path}`, operation, parameters };
    endpoints.set(operation, endpoint);
    return endpoint;
  };

  return {
    match(method, path) {
      const given = path.replace(/\?.*$/s, "").split("/");
      for (const template of templates) {
        const values = valuesOf(template, given, openEnded);
        const endpoint = values && endpointOf(template, method);
        if (values !== undefined && endpoint !== undefined) return { endpoint, values };
      }
      return undefined;
    },
    find(name) {
      const [method = "", path] = name.split(" ");
      const template = templates.find((candidate) => candidate.path === path);
      return template && endpointOf(template, method);
    },
  };
}

/** Sorts literal segments before parameters, from the left. */
function literalness({ segments }: Template): string {
  return segments.map(({ names }) => (names.length === 0 ? "0" : "1")).join("");
}

function segmentsOf(path: string): Segment[] {
  return path.split("/").map((segment) => {
    const names: string[] = [];
    const source = segment
      .split(/(\{[^}]*\})/)
      .map((piece) => {
        if (!piece.startsWith("{")) return piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
        names.push(piece.slice(1, -1));
        return "(.+?)";
      })
      .join("");
    return { pattern: new RegExp(`^${source}$`), names };
  });
}

function valuesOf(
  { segments }: Template,
  given: readonly string[],
  openEnded: readonly string[],
): Map<string, string> | undefined {
  const last = segments.at(-1)?.names[0];
  const isOpen = last !== undefined && openEnded.includes(last) && given.length >= segments.length;
  const pieces = isOpen
    ? [...given.slice(0, segments.length - 1), given.slice(segments.length - 1).join("/")]
    : given;
  if (pieces.length !== segments.length) return undefined;
  const values = new Map<string, string>();
  for (const [index, { pattern, names }] of segments.entries()) {
    const found = pattern.exec(pieces[index] ?? "");
    if (found === null) return undefined;
    for (const [position, name] of names.entries()) values.set(name, decoded(found[position + 1] ?? ""));
  }
  return values;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
