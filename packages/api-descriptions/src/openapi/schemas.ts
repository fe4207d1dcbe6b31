import { Ajv2019, type ErrorObject, type ValidateFunction } from "ajv/dist/2019.js";
import formats from "ajv-formats";
import { convert, type Direction } from "./convert.js";
import { at, type OpenApiDocument, type SchemaObject } from "./document.js";

/** Checks values against schemas of one document. A schema is converted and compiled when it is first asked for. */
export interface SchemaChecks {
  /** What is wrong with the value; `where` stands before the path within it. */
  problems(schema: SchemaObject, value: unknown, asked: { direction: Direction; where: string }): string[];
}

/** More lines than this help nobody. */
const MOST = 6;

/** `closes`: in which directions an object that names its properties may have no others. */
export function createSchemaChecks(
  document: OpenApiDocument,
  closes: Readonly<Record<Direction, boolean>>,
): SchemaChecks {
  // The schemas are not ours, and converted ones are valid by construction.
  const ajv = new Ajv2019({
    allErrors: true,
    verbose: true,
    strict: false,
    validateSchema: false,
    unicodeRegExp: false,
    logger: false,
    inlineRefs: false,
  });
  formats.default(ajv);
  const ids = new Map<string, string>();
  const compiled = new Map<Direction, WeakMap<SchemaObject, ValidateFunction>>([
    ["request", new WeakMap()],
    ["answer", new WeakMap()],
  ]);

  const idOf = (direction: Direction, reference: string, closed: boolean): string => {
    const name = `${direction} ${closed} ${reference}`;
    const known = ids.get(name);
    if (known !== undefined) return known;
    const id = `schema-${ids.size + 1}`;
    ids.set(name, id);
    ajv.addSchema(converted(at(document, reference) as SchemaObject, direction, closed), id);
    return id;
  };
  const converted = (schema: SchemaObject, direction: Direction, closed: boolean): object =>
    convert(document, schema, {
      direction,
      closed: closed && closes[direction],
      refer: (reference, asClosed) => idOf(direction, reference, asClosed && closes[direction]),
    });

  return {
    problems(schema, value, { direction, where }) {
      const known = compiled.get(direction);
      const validate = known?.get(schema) ?? ajv.compile(converted(schema, direction, true));
      known?.set(schema, validate);
      if (validate(value)) return [];
      return sentences(validate.errors ?? [], { where, direction });
    },
  };
}

function sentences(errors: ErrorObject[], asked: { where: string; direction: Direction }): string[] {
  const said = [...new Set(errors.map((error) => sentence(error, asked)))];
  const rest = said.length - MOST;
  return rest > 0 ? [...said.slice(0, MOST), `${asked.where}: and ${rest} more`] : said;
}

function sentence(error: ErrorObject, { where, direction }: { where: string; direction: Direction }): string {
  const place = `${where}${error.instancePath}`;
  const { keyword, params } = error;
  const extra = (params["additionalProperty"] ?? params["unevaluatedProperty"]) as string | undefined;
  if (extra !== undefined) return `${place} has "${extra}", which the description does not name`;
  if (keyword === "false schema") {
    return `${place} must not be ${direction === "request" ? "sent: it is read-only" : "answered: it is write-only"}`;
  }
  if (keyword === "enum") return `${place} is ${shown(error.data)}, not one of ${shown(error.schema)}`;
  if (keyword === "oneOf" && params["passingSchemas"] !== null) {
    return `${place} fits several forms of which it may fit only one (${shown(params["passingSchemas"])})`;
  }
  const value =
    keyword === "required" || typeof error.data === "object" ? "" : `, but is ${shown(error.data)}`;
  return `${place} ${error.message ?? keyword}${value}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
