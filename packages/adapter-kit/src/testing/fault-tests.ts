import assert from "node:assert/strict";
import type { AdapterBench } from "./bench.js";
import { type FaultCase, type FaultOfCase, faultCases } from "./fault-cases.js";
import type { BenchCall, SharedTest } from "./shared-test.js";

const ONE_TOO_MANY = { fault: "rate_limited", retry_after: 7 } as const;

/** A plan of faults, as `@pm-orchestrator/simulator` takes it. */
export type FaultPlanOfTest =
  | { rules: ((FaultOfCase & { write: boolean; times: number }) | typeof ONE_TOO_MANY)[] }
  | { limits: { per_second: number; burst: number; per: "path" }[] };

/** A request in the log of a simulator, as far as it is judged. */
export interface StruckRequest {
  readonly fault?: string;
  readonly write: boolean;
  readonly applied: boolean;
}

/** A fresh simulator with faults. */
export interface FaultySystem<Logged> {
  /** The adapter, connected to it anew. The time for an attempt is in milliseconds. */
  connect(requestTimeoutMs?: number): AdapterBench;
  readonly log: readonly Logged[];
  /** The simulator itself. */
  readonly host: { fetch(address: string, init?: RequestInit): Promise<Response> };
}

export interface FaultExpectations<Logged extends StruckRequest> {
  kind: string;
  /** Where the adapter's numbers begin, e.g. 2000. */
  thousand: number;
  /** A read, whose first call is struck. */
  read: BenchCall;
  /** A write, whose first call that asks for a change is struck. */
  write: BenchCall;
  /** The clock is the one of the plan's limits, in milliseconds. */
  faulty(faults: FaultPlanOfTest, clock?: () => number): FaultySystem<Logged>;
  /** Of `@pm-orchestrator/simulator`, which this package does not know. */
  repeatedWrites(log: readonly Logged[]): readonly unknown[];
  untoldWrites(log: readonly Logged[]): readonly unknown[];
}

/** Tests that the adapter makes of every fault of the simulators what {@link faultCases} says. */
export function faultTests<Logged extends StruckRequest>(
  expectations: FaultExpectations<Logged>,
): SharedTest[] {
  const { thousand, repeatedWrites, untoldWrites } = expectations;
  return [
    ...faultCases(thousand, "read").map((each) => ({
      name: `a read that is struck by ${each.name}`,
      async run() {
        const log = await judged(expectations, each, false);
        assert.ok(
          log.every(({ write }) => !write),
          "a read writes nothing",
        );
      },
    })),
    ...faultCases(thousand, "write").map((each) => ({
      name: `a write that is struck by ${each.name}`,
      async run() {
        const log = await judged(expectations, each, true);
        assert.deepEqual(repeatedWrites(log), []);
        const { fault, expected } = each;
        const isUntold = expected.applied && expected.number !== undefined && fault.fault !== "slow_body";
        assert.equal(untoldWrites(log).length, isUntold ? 1 : 0, "writes that nobody was told of");
      },
    })),
    {
      name: "one request more than a limit allows is refused, and the others are answered",
      run: () => judgeLimit(expectations),
    },
  ];
}

/** What comes of one request too many: what the adapter tells of it, and what the simulator answers at an address. */
export async function oneTooMany<Logged extends StruckRequest>(
  { read, faulty }: Pick<FaultExpectations<Logged>, "read" | "faulty">,
  address: string,
) {
  const { connect, host } = faulty({ rules: [ONE_TOO_MANY] });
  const { error } = await outcomeOf(connect(), read);
  const answer = await host.fetch(address, { method: "POST" });
  const headers: Readonly<Record<string, string>> = Object.fromEntries(answer.headers);
  return { error, status: answer.status, headers, body: await answer.text() };
}

/** Runs an operation whose first fitting call meets the fault, judges what it made of that, and gives what was asked. */
async function judged<Logged extends StruckRequest>(
  { kind, faulty, ...calls }: FaultExpectations<Logged>,
  { fault, expected }: FaultCase,
  write: boolean,
): Promise<readonly Logged[]> {
  const system = faulty({ rules: [{ ...fault, write, times: 1 }] });
  const [operation, params] = write ? calls.write : calls.read;
  // Only what never comes is waited for.
  const isLate = fault.fault === "slow_body" || fault.fault === "no_answer";
  const { data, error } = await outcomeOf(system.connect(isLate ? 50 : undefined), [operation, params]);
  const { number, retryable, details = {}, applied } = expected;
  if (number === undefined) assert.ok(data !== undefined && error === undefined, String(error));
  else {
    assert.ok(error !== undefined, "it fails");
    assert.deepEqual(
      { number: error.number, retryable: error.retryable, system: error.system },
      { number, retryable, system: kind },
    );
    const told = Object.keys(details).map((name) => [name, error.details?.[name]]);
    assert.deepEqual(Object.fromEntries(told), details);
  }
  const struck = system.log.filter((request) => request.fault !== undefined);
  assert.deepEqual(
    struck.map((request) => ({ fault: request.fault, write: request.write, applied: request.applied })),
    [{ fault: fault.fault, write, applied }],
  );
  return system.log;
}

/** The bucket of a limit holds one request, and is filled again after a second. */
async function judgeLimit<Logged extends StruckRequest>({
  thousand,
  read,
  faulty,
}: FaultExpectations<Logged>): Promise<void> {
  let now = 0;
  const system = faulty({ limits: [{ per_second: 1, burst: 1, per: "path" }] }, () => now);
  // Connected anew each time, so that nothing is kept.
  const ask = async () => (await outcomeOf(system.connect(), read)).error?.number;
  assert.deepEqual([await ask(), await ask()], [undefined, thousand + 402]);
  now = 1000;
  assert.equal(await ask(), undefined);
  assert.deepEqual(
    system.log.flatMap(({ fault }) => fault ?? []),
    ["over_limit"],
  );
}

interface Told {
  number?: number;
  retryable?: boolean;
  system?: string;
  details?: Readonly<Record<string, unknown>>;
}

function outcomeOf(
  bench: AdapterBench,
  [operation, params]: BenchCall,
): Promise<{ data?: unknown; error?: Told }> {
  return bench.run(operation, { ...params }).then(
    (data) => ({ data }),
    (error: unknown) => ({ error: error as Told }),
  );
}
