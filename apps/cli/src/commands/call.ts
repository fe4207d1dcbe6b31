import type { DelegateRequest } from "@pm-orchestrator/core";
import { didYouMean } from "@pm-orchestrator/core";
import type { Orchestrator } from "pm-orchestrator";
import { coerceParams } from "../input/coerce.js";
import { readPairs } from "../input/pairs.js";
import type { Invocation } from "../invocation.js";
import { runRequest } from "../request.js";
import { usageError } from "../usage-error.js";

/** `pmo call SYSTEM OPERATION [key=value …]`, `pmo call TARGET [OPERATION] [key=value …]`: smart_delegate. */
export async function run(invocation: Invocation): Promise<number> {
  const [first = "", ...rest] = invocation.args;
  const [second = "", ...more] = rest;
  // Names of operations hold no `=`, params always do.
  const isNamed = second !== "" && !second.includes("=");
  const operation = isNamed ? second : undefined;
  const given = readPairs(isNamed ? more : rest);
  return runRequest(invocation, async (orchestrator) => {
    const named = namedBy(first, { operation, orchestrator });
    const { system, operation: chosen } = await meant(named, orchestrator);
    const manifest = orchestrator.systems().find(({ name }) => name === system)?.manifest;
    const operations = manifest?.operations ?? {};
    const known = Object.hasOwn(operations, chosen) ? operations[chosen] : undefined;
    return { operation: "smart_delegate", params: { ...named, params: coerceParams(given, known) } };
  });
}

/** What the first words of the command line name: a configured system, or a target. */
function namedBy(
  first: string,
  { operation, orchestrator }: { operation: string | undefined; orchestrator: Orchestrator },
): DelegateRequest {
  const systems = orchestrator.systems().map(({ name }) => name);
  const isSystem = systems.includes(first);
  if (isSystem && operation !== undefined) return { system: first, operation };
  if (isSystem) {
    throw usageError(`pmo call ${first} needs an operation.`, {
      suggestions: [`\`pmo ops ${first}\` lists what can be called.`],
    });
  }
  if (looksLikeTarget(first)) return { target: first, ...(operation === undefined ? {} : { operation }) };
  // A single word is a system's name, and then a misspelt one: the engine lists the right ones.
  if (operation !== undefined) return { system: first, operation };
  throw usageError(`"${first}" is neither a configured system nor a target.`, {
    details: { valid_systems: systems },
    suggestions: [
      ...didYouMean(first, systems),
      "Targets are addresses, keys such as TRAIN-123, #channel, @user and repository#42.",
    ],
  });
}

/** Whether it holds what targets hold and names of systems do not: a digit, or a sign of an address or a handle. */
function looksLikeTarget(word: string): boolean {
  return (
    /[:/#@]/.test(word) ||
    /^[A-Za-z][A-Za-z0-9_]*-[0-9]+$/.test(word) ||
    /^[0-9]+$|^[CDGU][A-Z0-9]{5,}$/.test(word)
  );
}

/** The system and operation that are meant, as far as they can be found: it only says how params are read. */
async function meant(
  named: DelegateRequest,
  orchestrator: Orchestrator,
): Promise<{ system: string; operation: string }> {
  const { system, operation } = named;
  if (system !== undefined && operation !== undefined) return { system, operation };
  const outcome = await orchestrator.detect(named);
  return "detected" in outcome ? outcome.detected : { system: "", operation: "" };
}
