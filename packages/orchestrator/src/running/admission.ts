import type { CheckedStep } from "../checking/steps.js";
import { upstreamOf } from "../upstream/index.js";
import type { Draw, SystemLimits } from "../upstream/limits.js";
import { Reservation } from "../upstream/reservation.js";
import { type Lane, laneOf } from "./lanes.js";

interface Admitted {
  lane: Lane;
  limits: SystemLimits;
  reservation: Reservation;
  /** It has started before: what counts steps has counted it. */
  hasStarted: boolean;
}

/** Which steps of a run may start, by the limits of their systems; takes the room for those that may. */
export class Admission {
  readonly #steps: ReadonlyMap<string, Admitted>;

  constructor(steps: readonly CheckedStep[]) {
    this.#steps = new Map(
      steps.map((step) => {
        const { limits } = upstreamOf(step.target);
        return [
          step.id,
          { lane: laneOf(step), limits, reservation: new Reservation(limits), hasStarted: false },
        ];
      }),
    );
  }

  /** How a step waits for its start. */
  lane(id: string): Lane {
    return this.#step(id).lane;
  }

  /** Whether it may start, or go on, now. Then the room is taken. */
  admits(id: string): boolean {
    const step = this.#step(id);
    if (!step.reservation.take(drawsNow(step))) return false;
    step.hasStarted = true;
    return true;
  }

  /** The room that was taken for a step. */
  reservation(id: string): Reservation {
    return this.#step(id).reservation;
  }

  /** When the first of these can start. Unit: milliseconds of `performance.now()`. */
  nextRoomAt(ids: readonly string[]): number {
    let next = Number.POSITIVE_INFINITY;
    // Most steps that wait, wait for the same.
    const seen = new Map<SystemLimits, Set<readonly Draw[]>>();
    for (const id of ids) {
      const step = this.#step(id);
      const draws = drawsNow(step);
      const seenThere = seen.get(step.limits) ?? new Set();
      if (seenThere.has(draws)) continue;
      seen.set(step.limits, seenThere.add(draws));
      next = Math.min(next, step.limits.roomAt(draws));
    }
    return next;
  }

  #step(id: string): Admitted {
    const step = this.#steps.get(id);
    if (step === undefined) throw new TypeError(`The run has no step ${id}.`);
    return step;
  }
}

function drawsNow({ lane, hasStarted }: Admitted): readonly Draw[] {
  return hasStarted ? lane.draws.filter(({ definition }) => definition.counts !== "steps") : lane.draws;
}
