import type { LoggedRequest } from "./log.js";
import { PEOPLE, type Person } from "./people.js";

/** What all simulators of one process share: people, a clock, their states, and a log of what was asked. */
export interface World {
  readonly people: readonly Person[];
  /** Who the simulated credentials belong to. */
  readonly me: Person;
  now(): Date;
  /** The state of one kind, made on first use and kept for the life of the world. */
  state<State>(kind: string, make: () => State): State;
  /** The latest requests, oldest first; at most 10,000. */
  readonly log: LoggedRequest[];
}

export interface WorldOptions {
  /** Default: the real clock. */
  now?: () => Date;
}

/** A fresh world: every simulator starts from its own seed. */
export function createWorld({ now = () => new Date() }: WorldOptions = {}): World {
  const states = new Map<string, unknown>();
  const [me] = PEOPLE;
  if (me === undefined) throw new Error("There is nobody in the world.");
  return {
    people: PEOPLE,
    me,
    now,
    log: [],
    state<State>(kind: string, make: () => State): State {
      if (!states.has(kind)) states.set(kind, make());
      return states.get(kind) as State;
    },
  };
}
