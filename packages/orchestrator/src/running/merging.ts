import DataLoader from "dataloader";
import { abortError, unlessAborted } from "../abort.js";
import type { CheckedStep } from "../checking/steps.js";
import type { Session } from "../session/session.js";
import { round } from "../session/statistics.js";
import type { StepCall, StepOutcome } from "../session/step-execution.js";
import { Execution } from "./execution.js";

/** A read that may become one with others. */
export interface MergeableRead {
  session: Session;
  step: CheckedStep;
  call: StepCall;
  /** Those with which it was sent. */
  sentWith?: readonly MergeableRead[];
  /** It was cancelled and did not wait for the others: on it nothing is counted any more. */
  hasLeft?: boolean;
}

/** Executes like reads, one or several: an outcome for each, in their order. Never rejects. */
export type ExecuteReads = (reads: readonly MergeableRead[]) => Promise<StepOutcome[]>;

/** Of each session the groups of like reads that have not been sent yet. */
const waiting = new WeakMap<Session, Map<string, DataLoader<MergeableRead, StepOutcome>>>();

/**
 * Like reads that become ready in the same moment, in whichever request of the session, are made as one. `group` says
 * everything that such reads have in common, the tenant first. Never rejects.
 */
export async function mergeRead(
  group: string,
  read: MergeableRead,
  execute: ExecuteReads,
): Promise<StepOutcome> {
  const { session, step, call } = read;
  const groups = waiting.get(session) ?? new Map<string, DataLoader<MergeableRead, StepOutcome>>();
  waiting.set(session, groups);
  const loader = groups.get(group) ?? loaderFor(step, () => groups.delete(group), execute);
  groups.set(group, loader);
  const begun = performance.now();
  const loading = loader.load(read);
  const outcome = await unlessAborted(loading, call.signal);
  if (outcome !== undefined) return outcome;
  // The last to be cancelled ends the call, and tells what was sent.
  if (read.sentWith?.every(hasEnded)) return loading;
  // Who is cancelled before does not wait for the others, and does not end what they wait for.
  read.hasLeft = true;
  const duration_ms = round(performance.now() - begun);
  return { ...cancelled(read), duration_ms, upstream_ms: duration_ms };
}

function hasEnded({ call }: MergeableRead): boolean {
  return call.signal.aborted;
}

function cancelled({ session, step, call }: MergeableRead): StepOutcome {
  return new Execution(session, step, call).failed(abortError(call.signal));
}

function loaderFor({ manifest }: CheckedStep, begin: () => void, execute: ExecuteReads) {
  return new DataLoader<MergeableRead, StepOutcome>(
    (reads) => {
      begin();
      for (const read of reads) read.sentWith = reads;
      return execute(reads);
    },
    { cache: false, maxBatchSize: manifest?.coalesce?.most ?? 1 },
  );
}
