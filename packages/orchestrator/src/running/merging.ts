import DataLoader from "dataloader";
import type { CheckedStep } from "../checking/steps.js";
import type { Session } from "../session/session.js";
import { abortError, unlessAborted } from "./abort.js";
import { Execution, type StepCall, type StepOutcome } from "./execution.js";

/** A read that may become one with others. */
export interface MergeableRead {
  session: Session;
  step: CheckedStep;
  call: StepCall;
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
  // Who is cancelled does not wait for the others, and does not end what they wait for.
  const outcome = await unlessAborted(loader.load(read), call.signal);
  return outcome ?? new Execution(session, step, call).failed(abortError(call.signal));
}

function loaderFor({ manifest }: CheckedStep, begin: () => void, execute: ExecuteReads) {
  return new DataLoader<MergeableRead, StepOutcome>(
    (reads) => {
      begin();
      return execute(reads);
    },
    { cache: false, maxBatchSize: manifest?.coalesce?.most ?? 1 },
  );
}
