import { type ExpandBlock, type PanelBlock, type PanelKind, PLAIN, type Run, textRun } from "./model.js";

/**
 * Panels as GitHub writes alerts: a quote whose first line is `[!NOTE]`. GitHub knows five words; `SUCCESS` and
 * `EXPAND` are ours, so that no panel changes its kind on a round trip.
 */
const MARKERS: ReadonlyMap<PanelKind, string> = new Map([
  ["info", "NOTE"],
  ["note", "IMPORTANT"],
  ["tip", "TIP"],
  ["success", "SUCCESS"],
  ["warning", "WARNING"],
  ["error", "CAUTION"],
]);

export const EXPAND_MARKER = "EXPAND";

const KINDS: ReadonlyMap<string, PanelKind> = new Map([
  ...[...MARKERS].map(([kind, marker]) => [marker, kind] as const),
  // What people write who think in Atlassian's words.
  ["INFO", "info"],
  ["ERROR", "error"],
]);

export function panelMarker(kind: PanelKind): string {
  return MARKERS.get(kind) ?? "NOTE";
}

/** The kind of panel that a marker word stands for, in any case; `undefined` when it stands for none. */
export function panelOfMarker(marker: string): PanelKind | undefined {
  return KINDS.get(marker.toUpperCase());
}

/** A kind of panel as ADF names it; anything else (such as `custom`) is an information panel. */
export function panelOfName(name: unknown): PanelKind {
  for (const kind of MARKERS.keys()) if (kind === name) return kind;
  return "info";
}

/** What is left of a panel where panels are not allowed: its kind, or an expand's title, in bold. */
export function panelLabel(block: PanelBlock | ExpandBlock): Run[] {
  const label =
    block.kind === "expand" ? block.title : `${block.panel[0]?.toUpperCase()}${block.panel.slice(1)}`;
  return label === "" ? [] : [textRun(label, { ...PLAIN, strong: true })];
}
