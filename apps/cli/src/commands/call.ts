import { coerceParams } from "../input/coerce.js";
import { readPairs } from "../input/pairs.js";
import type { Invocation } from "../invocation.js";
import { runRequest } from "../request.js";
import { notYetSupported } from "../usage-error.js";

/** `pmo call SYSTEM OPERATION [key=value …]`: smart_delegate. */
export async function run(invocation: Invocation): Promise<number> {
  const [system = "", operation, ...pairs] = invocation.args;
  if (operation === undefined) throw notYetSupported("pmo call TARGET, without an operation,", 4);
  const given = readPairs(pairs);
  return runRequest(invocation, (orchestrator) => {
    const manifest = orchestrator.systems().find(({ name }) => name === system)?.manifest;
    const operations = manifest?.operations ?? {};
    const known = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    const params = coerceParams(given, known);
    return { operation: "smart_delegate", params: { system, operation, params } };
  });
}
