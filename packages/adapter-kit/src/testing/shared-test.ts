/** An operation with its params. */
export type BenchCall = readonly [operation: string, params: Readonly<Record<string, unknown>>];

/** One test that all adapters share, for any runner: `it.each(tests)("$name", ({ run }) => run())`. */
export interface SharedTest {
  name: string;
  /** Rejects with an AssertionError. */
  run(): Promise<void>;
}
