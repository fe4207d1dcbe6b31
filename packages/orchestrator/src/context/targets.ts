import type { Follow, NotFollowed, PmoError } from "@pm-orchestrator/core";
import type { SubmittedStep } from "../checking/steps.js";
import { atPlace, routableSystems } from "../routing/route.js";
import type { Session } from "../session/session.js";
import { type Thing, united } from "./thing.js";

/** What a request's targets are. */
export interface NamedThings {
  /** By the id of the step that reads it: `targets[0]`. */
  things: Map<string, Thing>;
  /** Targets that name the same thing as one before. */
  repeated: NotFollowed[];
  defects: PmoError[];
}

/** Routes every target of a request, and lists every one that cannot be. */
export async function readTargets(session: Session, request: unknown): Promise<NamedThings> {
  const found: NamedThings = { things: new Map(), repeated: [], defects: [] };
  const { targets, follow } = (request ?? {}) as { targets?: unknown; follow?: Follow };
  if (!Array.isArray(targets)) return found;
  const [{ detect }, { identityOf }] = await Promise.all([
    import("../routing/detect.js"),
    import("../routing/readings.js"),
  ]);
  const systems = routableSystems(session);
  const isFollowed = (follow?.depth ?? 0) > 0;
  const idOf = new Map<string, string>();
  for (const [index, target] of (targets as unknown[]).entries()) {
    // What is no text, its schema refuses.
    if (typeof target !== "string") continue;
    const id = `targets[${index}]`;
    const decision = detect({ target }, systems);
    if ("error" in decision) {
      found.defects.push(atPlace(decision.error, id));
      continue;
    }
    const { reading } = decision.route;
    if (reading === undefined) continue;
    const params = isFollowed ? united(reading.params, reading.form.following) : reading.params;
    const identity = identityOf(reading);
    const before = idOf.get(identity);
    const known = before === undefined ? undefined : found.things.get(before);
    if (before === undefined || known === undefined) {
      idOf.set(identity, id);
      found.things.set(id, { target, reading, params });
      continue;
    }
    found.things.set(before, { ...known, params: united(known.params, params) });
    found.repeated.push({ target, system: reading.system.name, because: `it is the same as ${before}` });
  }
  return found;
}

/** The step that reads a thing. */
export function stepOf(id: string, { reading, params }: Thing): SubmittedStep {
  return { id, system: reading.system.name, operation: reading.operation, params, refresh: false };
}
