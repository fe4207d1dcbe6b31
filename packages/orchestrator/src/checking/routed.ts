import type { Detected, PmoError } from "@pm-orchestrator/core";
import { route } from "../routing/route.js";
import type { Session } from "../session/session.js";

/** A delegate whose system, operation and params are all known, or what keeps them from being so. */
export type Completed = { request: unknown; detected?: Detected } | { request: unknown; defect: PmoError };

/**
 * Completes a delegate that leaves its system or its operation open. One that names both, and no target, is given back as it
 * is: then nothing of routing is imported. So is one that cannot be read: its schema complains of it.
 */
export async function completed(session: Session, request: unknown): Promise<Completed> {
  if (typeof request !== "object" || request === null) return { request };
  const { system, operation, params, target, ...rest } = request as Record<string, unknown>;
  const texts = [system, operation, target];
  const isReadable = texts.every((part) => part === undefined || (typeof part === "string" && part !== ""));
  const isObject = params === undefined || (typeof params === "object" && params !== null);
  const isOpen = target !== undefined || system === undefined || operation === undefined;
  const isEmpty = operation === undefined && target === undefined;
  if (!isOpen || !isReadable || !isObject || isEmpty || Array.isArray(params)) return { request };
  const decision = await route(session, {
    system: system as string | undefined,
    operation: operation as string | undefined,
    params: (params ?? {}) as Record<string, unknown>,
    target: target as string | undefined,
  });
  if ("error" in decision) return { request, defect: decision.error };
  const { params: found, reading, system: name, operation: chosen, because, kind } = decision.route;
  return {
    request: { ...rest, system: name, operation: chosen, params: found },
    detected: {
      system: name,
      operation: chosen,
      because,
      ...(reading === undefined || kind === undefined ? {} : { kind }),
    },
  };
}
