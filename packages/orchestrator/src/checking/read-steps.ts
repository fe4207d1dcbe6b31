import { orchestratorError, type PmoError } from "@pm-orchestrator/core";
import type { SubmittedStep } from "./steps.js";

/**
 * The steps of a request that may not fit its schema: those that can be read at all, so that one answer can name every
 * defect and not just the first layer of them.
 */
export function readSteps(request: unknown, withIds: boolean): SubmittedStep[] {
  const operations = (request as { operations?: unknown } | null)?.operations;
  if (!Array.isArray(operations)) return [];
  return operations.flatMap((entry: unknown, index): SubmittedStep[] => {
    if (typeof entry !== "object" || entry === null) return [];
    const {
      id,
      system,
      operation,
      params = {},
      refresh_cache,
      select,
      timeout_ms,
      depends_on,
    } = entry as Record<string, unknown>;
    if (typeof system !== "string" || typeof operation !== "string" || system === "" || operation === "")
      return [];
    if (withIds && typeof id !== "string") return [];
    if (typeof params !== "object" || params === null || Array.isArray(params)) return [];
    return [
      {
        id: withIds ? String(id) : `operations[${index}]`,
        system,
        operation,
        params: params as Record<string, unknown>,
        refresh: refresh_cache === true,
        select: typeof select === "string" ? select : undefined,
        timeoutMs: typeof timeout_ms === "number" ? timeout_ms : undefined,
        depends_on: Array.isArray(depends_on)
          ? depends_on.filter((name) => typeof name === "string")
          : undefined,
      },
    ];
  });
}

/** REQUEST_TOO_LARGE (6017) when there are more steps than one request may have. */
export function sizeDefect(request: unknown, limit: number): PmoError | undefined {
  const { operations, targets } = (request ?? {}) as { operations?: unknown; targets?: unknown };
  const received = [operations, targets].reduce<number>(
    (sum, list) => sum + (Array.isArray(list) ? list.length : 0),
    0,
  );
  if (received <= limit) return undefined;
  const what = Array.isArray(targets) ? "operations and targets" : "operations";
  return orchestratorError("REQUEST_TOO_LARGE", {
    message: `${received} ${what} are more than one request may have (${limit}).`,
    details: { limit, received },
    suggestions: [`Split the request into parts of at most ${limit}.`],
  });
}
