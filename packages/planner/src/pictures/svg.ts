import { columnsOf, printable } from "./text.js";

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Text for XML: escaped, and without characters that XML cannot hold at all. */
export function escapeXml(text: string): string {
  return printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** One element. Attribute values are escaped here; `children` must be elements or escaped text already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${typeof value === "number" ? decimal(value) : escapeXml(String(value))}"`,
    )
    .join("");
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join("")}</${name}>`;
}

/** A number as coordinates have it: two decimals at most, so that pictures are small and the same everywhere. */
export function decimal(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function textElement(content: string, attributes: Attributes): string {
  return element("text", attributes, escapeXml(content));
}

const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
export const MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** The width of a monospaced text; fonts differ by a few percent, so this is the widest common one. */
export function monoWidth(text: string, fontSize: number): number {
  return columnsOf(text) * fontSize * 0.605;
}

export interface Card {
  readonly width: number;
  readonly height: number;
  /** For screen readers; also the tooltip of the whole picture. */
  readonly title: string;
}

/** A picture on a ground of its own, so that it reads the same on light and on dark pages. */
export function card(
  { width, height, title }: Card,
  definitions: string,
  content: readonly string[],
): string {
  const frame = {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${decimal(width)} ${decimal(height)}`,
    role: "img",
    "font-family": SANS,
  };
  const ground = element("rect", {
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: height - 1,
    rx: 14,
    fill: THEME.ground,
    stroke: THEME.border,
  });
  const lines = [
    element("title", {}, escapeXml(title)),
    element("defs", {}, definitions),
    ground,
    ...content,
  ];
  return `${element("svg", frame, `\n${lines.join("\n")}\n`)}\n`;
}

export const THEME = {
  ground: "#0f1526",
  band: "#151d33",
  border: "#2a3654",
  box: "#1d2742",
  grid: "#26314d",
  text: "#eaf0fb",
  muted: "#94a4c4",
  faint: "#62718f",
  ink: "#0b1020",
  critical: "#ffc24b",
  good: "#5fd69a",
  bad: "#ff7a70",
} as const;

/** Fills for systems, all light enough for dark text and apart from the critical path's amber. */
const PALETTE = [
  "#6ea8fe",
  "#b79cff",
  "#4fd1b5",
  "#f590b5",
  "#a5d46a",
  "#62d0f0",
  "#f59f7c",
  "#a9b7cf",
] as const;

/** A colour for each system, in the order in which a request names them first. */
export function systemColours(steps: readonly { readonly system: string }[]): Map<string, string> {
  const colours = new Map<string, string>();
  for (const { system } of steps) {
    if (!colours.has(system)) colours.set(system, PALETTE[colours.size % PALETTE.length] ?? PALETTE[0]);
  }
  return colours;
}
