import { largest } from "../numbers/statistics.js";
import { type Cell, type Claim, claim, type Section } from "../page/section.js";
import { ADAPTER_CASES, BASELINE, CASES, CORE } from "./cases.js";
import { measureProcesses, type ProcessFigures } from "./processes.js";

const ROUNDS = 7;
const SCHEMAS = "import core/schemas";

/** What importing one adapter adds; undefined when it could not be measured. */
interface AdapterFigures {
  kind: string;
  overCore: ProcessFigures | undefined;
  overSchemas: ProcessFigures | undefined;
}

/** What it takes to start, before anything useful happens. */
export async function measure(): Promise<Omit<Section, "name" | "title">> {
  const measured = measureProcesses(CASES, ROUNDS);
  const figures = new Map<string, ProcessFigures>();
  const broken: string[] = [];
  for (const [what, outcome] of measured) {
    if ("failed" in outcome) broken.push(`${what}: ${outcome.failed}`);
    else figures.set(what, outcome);
  }
  const baseline = required(figures, BASELINE);
  const isAdapter = new Set(ADAPTER_CASES.flatMap(({ overCore, overSchemas }) => [overCore, overSchemas]));
  const adapters = ADAPTER_CASES.map(
    ({ kind, overCore, overSchemas }): AdapterFigures => ({
      kind,
      overCore: added(figures.get(overCore), figures.get(CORE)),
      overSchemas: added(figures.get(overSchemas), figures.get(SCHEMAS)),
    }),
  );
  return {
    claims: adapterClaims(adapters),
    tables: [
      {
        title: `Whole processes, median of ${ROUNDS} runs`,
        columns: ["", "wall ms", "CPU ms", "RSS MB", "heap MB", "wall : baseline", "CPU : baseline"],
        rows: [...figures]
          .filter(([what]) => !isAdapter.has(what))
          .map(([what, found]) => [
            ...row(what, found),
            found.wall_ms / baseline.wall_ms,
            found.cpu_ms / baseline.cpu_ms,
          ]),
      },
      {
        title: "What importing an adapter adds",
        columns: ["", "wall ms", "CPU ms", "RSS MB", "heap MB"],
        rows: adapters.flatMap(({ kind, overCore, overSchemas }) => [
          row(`${kind}, over core`, overCore),
          row(`${kind}, over core/schemas`, overSchemas),
        ]),
      },
    ],
    notes: [
      `The baseline is ${BASELINE}. Heap after a garbage collection at the end.`,
      "Whoever handles a request has imported core/schemas, and zod with it: then an adapter adds the second line of each pair.",
    ],
    broken,
  };
}

/** What one import adds to a process. */
function added(
  more: ProcessFigures | undefined,
  less: ProcessFigures | undefined,
): ProcessFigures | undefined {
  if (more === undefined || less === undefined) return undefined;
  return {
    wall_ms: more.wall_ms - less.wall_ms,
    cpu_ms: more.cpu_ms - less.cpu_ms,
    rss_mb: more.rss_mb - less.rss_mb,
    heap_mb: more.heap_mb - less.heap_mb,
  };
}

/**
 * The dearest adapter must keep the bound; in CPU time, for wall time is that of the other programs of the machine too.
 * None is told while one of them could not be measured.
 */
function adapterClaims(adapters: readonly AdapterFigures[]): Claim[] {
  const overCore = adapters.flatMap(({ overCore = [] }) => overCore);
  const overSchemas = adapters.flatMap(({ overSchemas = [] }) => overSchemas);
  if (overCore.length < adapters.length || overSchemas.length < adapters.length) return [];
  const most = (name: keyof ProcessFigures, all: readonly ProcessFigures[]) =>
    largest(all.map((figures) => figures[name]));
  const time = (over: string, all: readonly ProcessFigures[]) =>
    claim(
      `the dearest adapter over ${over}, CPU`,
      { measured: most("cpu_ms", all), unit: "ms" },
      { under: 60 },
    );
  const memory = (what: string, name: keyof ProcessFigures) =>
    claim(
      `the dearest adapter over core, ${what}`,
      { measured: most(name, overCore), unit: "MB" },
      { under: 15 },
    );
  return [
    time("core", overCore),
    time("core/schemas", overSchemas),
    memory("RSS", "rss_mb"),
    memory("heap", "heap_mb"),
  ];
}

function row(what: string, figures: ProcessFigures | undefined): Cell[] {
  if (figures === undefined) return [what, null, null, null, null];
  return [what, figures.wall_ms, figures.cpu_ms, figures.rss_mb, figures.heap_mb];
}

function required(figures: ReadonlyMap<string, ProcessFigures>, what: string): ProcessFigures {
  const found = figures.get(what);
  if (found === undefined) throw new Error(`${what} cannot be measured, and everything is compared with it.`);
  return found;
}
