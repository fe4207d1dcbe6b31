import type { ProposedWrite } from "@pm-orchestrator/core";
import { BUILT_IN_SYSTEM } from "../built-in/name.js";
import type { PlannableRequest } from "../operations/plan.js";
import { checkRequest } from "../operations/plan.js";
import type { Session } from "../session/session.js";

/**
 * The writes that a request holds, in its order. None for a request that would be refused anyway: its answer says why.
 * Calls nothing.
 */
export async function proposedWrites(session: Session, request: PlannableRequest): Promise<ProposedWrite[]> {
  const checked = await checkRequest(session, request, { needsEverySystem: true });
  if ("refused" in checked) return [];
  return checked.steps.flatMap(({ id, system, operation, manifest, params }) =>
    manifest === undefined || manifest.effect === "read" || system === BUILT_IN_SYSTEM
      ? []
      : [{ id, system, operation, effect: manifest.effect, params, allowed: isAllowed(session, system) }],
  );
}

/** Silence is no permission: where somebody can be asked, they are. */
function isAllowed({ policy }: Session, system: string): boolean {
  const systems = policy.systems ?? {};
  return Object.hasOwn(systems, system) && systems[system]?.writes === "allow";
}
