import type { Person } from "@pm-orchestrator/simulator";
import { connection, filtered, type ListArgs } from "../connections.js";
import { userFacts } from "../facts.js";
import { type LinearState, userId } from "../state.js";
import type { Views } from "./index.js";

/** A list of people: they have no record of their own here, so their ids are put beside them. */
export function people(
  of: readonly Person[],
  args: ListArgs,
  { linear, views }: { linear: LinearState; views: Views },
): object {
  const found = filtered(of, args, (person) => userFacts(person, linear.world));
  return connection(
    found.map((person) => ({ id: userId(person), person })),
    args,
    ({ person }) => views.user(person),
  );
}
