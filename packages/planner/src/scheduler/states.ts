import type { Outcome, StepState } from "./types.js";

/** States as small numbers: one byte a step. A step that wants to go on is still suspended for those who ask. */
export const PENDING = 0;
export const READY = 1;
export const RUNNING = 2;
export const SUSPENDED = 3;
export const RESUMED = 4;
/** From here on they are ends. */
const FIRST_END = 5;

const NAMES: readonly StepState[] = [
  "pending",
  "ready",
  "running",
  "suspended",
  "suspended",
  "succeeded",
  "failed",
  "skipped",
  "cancelled",
  "unknown",
];

const SUCCEEDED = NAMES.indexOf("succeeded");
export const SKIPPED = NAMES.indexOf("skipped");
export const CANCELLED = NAMES.indexOf("cancelled");

const CODES: Readonly<Record<Outcome, number>> = {
  succeeded: SUCCEEDED,
  failed: NAMES.indexOf("failed"),
  cancelled: CANCELLED,
  unknown: NAMES.indexOf("unknown"),
};

export function nameOf(state: number): StepState {
  return NAMES[state] ?? "pending";
}

export function codeOf(outcome: Outcome): number {
  return CODES[outcome];
}

export function isEnd(state: number): boolean {
  return state >= FIRST_END;
}

/** Whether it has started and not ended, with a place or without. */
export function isUnderWay(state: number): boolean {
  return state === RUNNING || state === SUSPENDED || state === RESUMED;
}

/**
 * The state from which another scheduler goes on: ready steps begin as pending (that they are ready follows from the
 * others), and of a suspended one only its end can be told, as of one that runs. Throws a TypeError for an unknown name.
 */
export function restoredState(name: StepState): number {
  const state = NAMES.indexOf(name);
  if (state < 0) throw new TypeError(`The snapshot has the unknown state ${String(name)}.`);
  if (isEnd(state)) return state;
  return isUnderWay(state) ? RUNNING : PENDING;
}
