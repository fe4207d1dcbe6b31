/** When something came to be done, as Linear notes it beside its status. */
export interface Moments {
  startedAt: string | null;
  completedAt: string | null;
  canceledAt: string | null;
}

const BEGUN = new Set(["started", "paused", "completed"]);
const NOT_BEGUN = new Set(["triage", "backlog", "unstarted"]);
const GIVEN_UP = new Set(["canceled", "duplicate"]);

/** The moments of what comes to a status of this type at `at`; `before`: those it has already. */
export function momentsOf(type: string, at: string, before?: Moments): Moments {
  const begun = before?.startedAt ?? (BEGUN.has(type) ? at : null);
  return {
    startedAt: NOT_BEGUN.has(type) ? null : begun,
    completedAt: type === "completed" ? (before?.completedAt ?? at) : null,
    canceledAt: GIVEN_UP.has(type) ? (before?.canceledAt ?? at) : null,
  };
}
