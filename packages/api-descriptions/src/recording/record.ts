import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What the tests of one file did with one operation. */
export interface OperationRecord {
  /** How often it ran to its end against the simulator. */
  succeeded: number;
  /** Names of the params that were given in any run. */
  params: string[];
  /** Endpoints that were called while it ran. */
  endpoints: string[];
}

/** What the tests of one file did with an adapter; `scripts/coverage.mjs` puts those of all files together. */
export interface CoverageRecord {
  kind: string;
  /** The test file, below the package's folder. */
  file: string;
  operations: Record<string, OperationRecord>;
  /** Whether the description was there: without it the endpoints are not known. */
  described: boolean;
  /** Checks that could not be made without a description. */
  skipped_checks: number;
}

/** Gathers what happens; names are kept in order, so that the same tests write the same file. */
export class CoverageRecorder {
  readonly #operations = new Map<
    string,
    { succeeded: number; params: Set<string>; endpoints: Set<string> }
  >();

  began(operation: string, params: Readonly<Record<string, unknown>>): void {
    const { params: names } = this.#of(operation);
    for (const [name, value] of Object.entries(params)) if (value !== undefined) names.add(name);
  }

  succeeded(operation: string): void {
    this.#of(operation).succeeded += 1;
  }

  called(operation: string, endpoints: readonly string[]): void {
    for (const endpoint of endpoints) this.#of(operation).endpoints.add(endpoint);
  }

  record(test: { kind: string; file: string; described: boolean; skipped: number }): CoverageRecord {
    const { kind, file, described, skipped } = test;
    const operations = [...this.#operations]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, { succeeded, params, endpoints }]): [string, OperationRecord] => [
        name,
        { succeeded, params: [...params].sort(), endpoints: [...endpoints].sort() },
      ]);
    return { kind, file, described, operations: Object.fromEntries(operations), skipped_checks: skipped };
  }

  #of(operation: string) {
    const known = this.#operations.get(operation) ?? {
      succeeded: 0,
      params: new Set<string>(),
      endpoints: new Set<string>(),
    };
    this.#operations.set(operation, known);
    return known;
  }
}

/** Writes a record where the script finds it. */
export function writeRecord(home: string, record: CoverageRecord): void {
  const file = join(home, ".vitest", "coverage", `${record.file.replaceAll(/[\\/]/g, "__")}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
}
