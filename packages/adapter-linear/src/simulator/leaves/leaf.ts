import type { LinearState } from "../state.js";

/** Under this name a view keeps the thing that it shows. */
export const THING = Symbol("thing");

/**
 * Fields that lead nowhere, beside those that a view has: no operation asks for them, but documents of one's own do.
 * Each is a value, or is reckoned only when it is asked for. What is neither here nor in the state is null, as it
 * mostly is in Linear.
 */
export type Leaves<Thing> = Readonly<Record<string, Leaf<Thing> | string | number | boolean | object>>;

type Leaf<Thing> = (thing: Thing, linear: LinearState, args: Readonly<Record<string, unknown>>) => unknown;
