/** The system that is always there: what concerns the orchestrator itself. No configuration may use its name. */
export const BUILT_IN_SYSTEM = "orchestrator";
