import type { PmoError } from "@pm-orchestrator/core";
import type { Session } from "../session/session.js";
import type { Decision } from "./detect.js";
import type { RoutableSystem, RouteInput } from "./types.js";

/** The systems of a session, as routing sees them: those whose manifest is there. */
export function routableSystems(session: Session): RoutableSystem[] {
  return [...session.systems.values()].flatMap((system) => {
    const outcome = system.manifest();
    if ("error" in outcome) return [];
    return [
      {
        name: system.name,
        manifest: outcome.manifest,
        setting: (name: string) => system.openSetting(name),
        isUsable: system.obstacle() === undefined,
        isSimulated: system.isSimulated,
      },
    ];
  });
}

/** Decides for a request; see `detect`. What matches patterns is imported here, with the first request that needs it. */
export async function route(session: Session, input: RouteInput): Promise<Decision> {
  const { detect } = await import("./detect.js");
  return detect(input, routableSystems(session));
}

/** The same error, told of a place in the request: `targets[1]`. */
export function atPlace(error: PmoError, place: string): PmoError {
  const { issues } = error.details;
  if (Array.isArray(issues)) {
    error.details["issues"] = issues.map((issue: { path: string }) => ({ ...issue, path: place }));
  } else error.details["path"] = place;
  return error;
}
