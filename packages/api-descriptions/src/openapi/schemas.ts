import { Ajv2019, type ErrorObject, type ValidateFunction } from "ajv/dist/2019.js";
import formats from "ajv-formats";
import { type Conversion, convert, type Direction } from "./convert.js";
import { at, type OpenApiDocument, type SchemaObject } from "./document.js";
import { subtypesIn } from "./subtypes.js";

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

  const kinds = subtypesIn(document);

  const idOf = (
    direction: Direction,
    reference: string,
    as: Pick<Conversion, "closed" | "shared">,
  ): string => {
    const closed = as.closed && closes[direction];
    const shared = [...(as.shared ?? [])].sort();
    const name = [direction, closed, reference, ...shared].join(" ");
    const known = ids.get(name);
    if (known !== undefined) return known;
    const id = `schema-${ids.size + 1}`;
    ids.set(name, id);
    const own = converted(at(document, reference) as SchemaObject, direction, { ...as, closed });
    ajv.addSchema(closed ? orSubtype(direction, reference, own) : own, id);
    return id;
  };
  /** The schema of the kind that a value says to be of. */
  const orSubtype = (direction: Direction, reference: string, own: object): object => {
    const { property = "", schemas = new Map<string, string>() } = kinds.get(reference) ?? {};
    return [...schemas].reduce<object>(
      (otherwise, [value, subtype]) => ({
        if: { properties: { [property]: { const: value } }, required: [property] },
        // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
        then: { $ref: idOf(direction, subtype, { closed: true }) },
        else: otherwise,
      }),
      own,
    );
  };
  const converted = (
    schema: SchemaObject,
    direction: Direction,
    as: Pick<Conversion, "closed" | "shared">,
  ): object =>
    convert(document, schema, {
      ...as,
      direction,
      closes: closes[direction],
      closed: as.closed && closes[direction],
      refer: (reference, asReferred) => idOf(direction, reference, asReferred),
    });

  return {
    problems(schema, value, { direction, where }) {
      const known = compiled.get(direction);
      const validate = known?.get(schema) ?? ajv.compile(converted(schema, direction, { closed: true }));
      known?.set(schema, validate);
      if (validate(value)) return [];
      return sentences(validate.errors ?? [], { where, direction });
    },
  };
}

function sentences(errors: ErrorObject[], asked: { where: string; direction: Direction }): string[] {
  const said = [...new Set(errors.map((error) => sentence(error, asked)).filter((said) => said !== ""))];
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
  if (keyword === "if") return "";
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
