import { figure, type Section } from "./section.js";
import { tableLines } from "./table.js";

/** What the figures were measured on, as far as it explains them. */
export interface Machine {
  node: string;
  platform: string;
  cpus: number;
  /** Processes that wanted a CPU during the last minute, when the run began. */
  load: number;
}

/** One run of the bench. Plain data: `--json` prints exactly this. */
export interface Page {
  machine: Machine;
  sections: readonly Section[];
}

/** Whether every bound held, and whether everything could be measured. */
export function verdict({ sections }: Page): { holds: boolean; complete: boolean } {
  return {
    holds: sections.every(({ claims }) => claims.every(({ holds }) => holds)),
    complete: sections.every(({ broken }) => broken.length === 0),
  };
}

/** The page as plain text, ending with a line that counts the bounds. */
export function pageText(page: Page): string {
  const { machine, sections } = page;
  const claims = sections.flatMap((section) => section.claims);
  const holding = claims.filter(({ holds }) => holds).length;
  const broken = sections.flatMap((section) => section.broken);
  return [
    `Node ${machine.node}, ${machine.platform}, ${machine.cpus} CPUs, load ${figure(machine.load)} at the start`,
    "Machines are noisy: compare ratios and bounds within one run, not milliseconds between runs.",
    ...sections.flatMap((section) => ["", ...sectionLines(section)]),
    "",
    [
      claims.length === 0 ? "There is no bound for this." : `${holding} of ${claims.length} bounds hold.`,
      ...(broken.length === 0 ? [] : [`${broken.length} could not be measured.`]),
    ].join(" "),
  ].join("\n");
}

function sectionLines({ name, title, claims, tables, notes, broken }: Section): string[] {
  const claimRows = claims.map(({ what, measured, unit, bound, holds }) => [
    what,
    `${figure(measured)}${unit && ` ${unit}`}`,
    bound,
    holds ? "holds" : "does not hold",
  ]);
  return [
    `${name}: ${title}`,
    "═".repeat(name.length + title.length + 2),
    ...notes,
    ...(claims.length === 0
      ? []
      : ["", ...tableLines({ columns: ["claim", "measured", "bound", "verdict"], rows: claimRows })]),
    ...tables.flatMap((table) => ["", table.title, ...tableLines(table)]),
    ...(broken.length === 0 ? [] : ["", ...broken.map((reason) => `NOT MEASURED: ${reason}`)]),
  ];
}
