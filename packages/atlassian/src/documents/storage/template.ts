import { isElement, nodesBelow, parseSource, type SourceElement } from "./source.js";
import { attribute, escapeText } from "./xml.js";

/**
 * Templates are storage format with variables: declared at the beginning, and named where their values go.
 *
 * @see https://confluence.atlassian.com/doc/confluence-storage-format-for-pages-790796544.html
 */
const DECLARATIONS = "at:declarations";
const VARIABLE = "at:var";

/** The names of the variables that stand in a template, in their order. */
export function readVariables(template: string): string[] {
  return [...new Set(placesOf(template).flatMap((place) => nameOf(place) ?? []))];
}

/** A page made of a template: variables become their values, everything else stays as it is, byte by byte. */
export function writeTemplate(template: string, values: Readonly<Record<string, string>>): string {
  let written = "";
  let at = 0;
  for (const place of placesOf(template)) {
    const name = nameOf(place);
    const value = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
    written += template.slice(at, place.start) + lines(value ?? "");
    at = place.end;
  }
  return written + template.slice(at);
}

/** Everything that must not stay in a page, none of it within another. */
function placesOf(template: string): SourceElement[] {
  if (!template.includes("<at:")) return [];
  let end = 0;
  return [...nodesBelow(parseSource(template))].filter(isElement).filter((element) => {
    const isPlace = element.node.name === DECLARATIONS || element.node.name === VARIABLE;
    if (!isPlace || element.start < end) return false;
    end = element.end;
    return true;
  });
}

function nameOf({ node }: SourceElement): string | undefined {
  return node.name === VARIABLE ? attribute(node, "at:name") : undefined;
}

function lines(value: string): string {
  return value.split("\n").map(escapeText).join("<br/>");
}
