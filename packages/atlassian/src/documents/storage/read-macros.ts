import { type Element, isTag } from "domhandler";
import { type Block, type PanelKind, PLAIN, paragraph, textRun } from "../model/model.js";
import { oneLine } from "../model/runs.js";
import { attribute, child, textBelow } from "./xml.js";

export interface MacroParts {
  name: string;
  parameters: ReadonlyMap<string, string>;
  rich: Element | undefined;
  /** The body of a macro that holds text and no markup. */
  plain: string | undefined;
}

/** Macros by the panel that they look like; see the table of the writer. */
const PANELS: ReadonlyMap<string, PanelKind> = new Map<string, PanelKind>([
  ["info", "info"],
  ["panel", "info"],
  ["tip", "tip"],
  ["note", "warning"],
  ["warning", "error"],
]);

/** Macros that only arrange or name what is in them. */
const TRANSPARENT: ReadonlySet<string> = new Set(["excerpt", "details", "section", "column", "div", "span"]);

/** Parameters that say something to a reader, where others only tune the macro. */
const TELLING = ["title", "key", "jqlQuery", "url", "label", "labels", "cql"];

export function macroParts(element: Element): MacroParts {
  const parameters = new Map<string, string>();
  for (const node of element.children) {
    if (isTag(node) && node.name === "ac:parameter") {
      parameters.set(attribute(node, "ac:name") ?? "", oneLine(textBelow(node)));
    }
  }
  const plain = child(element, "ac:plain-text-body");
  return {
    name: attribute(element, "ac:name") || "unnamed",
    parameters,
    rich: child(element, "ac:rich-text-body"),
    plain: plain && textBelow(plain),
  };
}

/** What a reader sees in place of a macro that only Confluence can run. */
export function placeholder(macro: MacroParts): string {
  const told = tellingParameter(macro);
  return told === undefined ? `[macro: ${macro.name}]` : `[macro: ${macro.name} ${told}]`;
}

/** The parameter that tells a reader which macro this is. */
export function tellingParameter({ parameters }: MacroParts): string | undefined {
  return TELLING.map((name) => parameters.get(name)).find((value) => value);
}

/** The blocks of a macro with a body; `undefined` for one without, which stands in its line as a placeholder. */
export function readMacro(macro: MacroParts, blocksOf: (body: Element) => Block[]): Block[] | undefined {
  const inside = macro.rich ? blocksOf(macro.rich) : [];
  const title = macro.parameters.get("title") ?? "";
  const panel = PANELS.get(macro.name);
  if (macro.name === "code" || macro.name === "noformat") {
    const language = macro.parameters.get("language") || undefined;
    return [...titled(title), { kind: "code", language, text: macro.plain ?? "" }];
  }
  if (macro.name === "expand") return [{ kind: "expand", title, blocks: inside }];
  if (panel) return [{ kind: "panel", panel, blocks: [...titled(title), ...inside] }];
  if (macro.rich && TRANSPARENT.has(macro.name)) return inside;
  if (macro.rich === undefined && macro.plain === undefined) return undefined;
  const code: Block[] = macro.plain ? [{ kind: "code", language: undefined, text: macro.plain }] : [];
  return [paragraph([textRun(placeholder(macro))]), ...inside, ...code];
}

function titled(title: string): Block[] {
  return title === "" ? [] : [paragraph([textRun(title, { ...PLAIN, strong: true })])];
}
