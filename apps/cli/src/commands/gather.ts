import { readInput } from "../input/read-input.js";
import type { Invocation } from "../invocation.js";
import { runRequest } from "../request.js";

/** `pmo gather FILE`: lazy_gather_context. */
export async function run(invocation: Invocation): Promise<number> {
  const params = await readInput(invocation.args[0] ?? "-", invocation.terminal);
  return runRequest(invocation, () => ({ operation: "lazy_gather_context", params }));
}
