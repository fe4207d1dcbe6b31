import { readInput } from "../input/read-input.js";
import { operationOf } from "../input/unchecked-request.js";
import type { Invocation } from "../invocation.js";
import { runRequest } from "../request.js";

/** `pmo do FILE`: any of the four, in its envelope. */
export async function run(invocation: Invocation): Promise<number> {
  const envelope = await readInput(invocation.args[0] ?? "-", invocation.terminal);
  const { params } = (envelope ?? {}) as { params?: unknown };
  return runRequest(invocation, () => ({ operation: operationOf(envelope), params, envelope }));
}
