/** One row of an error table: what is fixed about a code. */
export interface ErrorEntry {
  number: number;
  /** When it is raised and what `details` holds. Becomes the generated error tables. */
  when: string;
  /** What to do, where the place that raises it knows nothing better. Every code has at least one. */
  suggestions: readonly string[];
  /** Whether the same request may succeed later. Default false. */
  retryable?: boolean;
  /** The issue with which it arrives; absent for what exists today. */
  since?: number;
}

/**
 * The orchestrator's own errors, 6000–6199 (DESIGN 3.7). Adapters define theirs with `defineErrors`.
 */
export const ORCHESTRATOR_ERRORS = {
  INVALID_SYSTEM: {
    number: 6001,
    when: "No system of that name is configured. details.valid_systems",
    suggestions: ["Use one of the systems in details.valid_systems, or add the system to the configuration."],
  },
  INVALID_OPERATION: {
    number: 6002,
    when: "The system has no operation of that name. details.valid_operations, details.signatures of what was perhaps meant",
    suggestions: ["List what can be called with `find_operations` or `pmo ops SYSTEM`."],
  },
  CIRCULAR_DEPENDENCY: {
    number: 6003,
    when: "Steps wait for each other. details.cycle is the whole path along depends_on with the first id repeated at the end; details.all_operations",
    suggestions: [
      "Remove one of the dependencies of details.cycle, or one of the references that imply them.",
    ],
  },
  DEPENDENCY_NOT_FOUND: {
    number: 6004,
    when: "depends_on names a step that is not in the request. details.operation_id, details.missing, details.known",
    suggestions: ["Name a step of the same request in depends_on, or add the missing step."],
  },
  TIMEOUT_EXCEEDED: {
    number: 6005,
    when: "The deadline of the request or of the step passed. What finished is returned. details.timeout_ms",
    suggestions: ["Raise timeout_ms, or ask for less in one request."],
    retryable: true,
  },
  SUBAGENT_NOT_AVAILABLE: {
    number: 6006,
    when: "The adapter package is missing or broken, speaks another contract, or its code and manifest disagree. details.package, details.reason",
    suggestions: ["Install the adapter package that details.package names, beside your configuration."],
  },
  INVALID_REQUEST: {
    number: 6007,
    when: "The request does not fit its schema, or uses a field that is not yet supported. details.issues with paths",
    suggestions: ["Compare the request with details.issues; every path is counted from the request's root."],
  },
  INVALID_PARAMS: {
    number: 6008,
    when: "The params do not fit the operation. details.issues, details.signature",
    suggestions: ["Compare the params with details.signature."],
  },
  DUPLICATE_OPERATION_ID: {
    number: 6009,
    when: "Two steps have the same id. details.operation_id, details.indices",
    suggestions: ["Give every step of a batch an id of its own."],
  },
  INVALID_REFERENCE: {
    number: 6010,
    when: "A ${{ … }} reference cannot be read, now or ever; or a text names a step and is none. details.reference, details.reason, details.available",
    suggestions: [
      "Write references as ${{ steps.<id>.data.<path> }}; details.available lists what can stand there.",
    ],
  },
  SYSTEM_NOT_CONFIGURED: {
    number: 6011,
    when: "Settings or credentials are missing. details.missing, details.environment",
    suggestions: [
      "Set the variables in details.environment, or the keys in details.missing in the configuration; `pmo doctor` checks them.",
    ],
  },
  AMBIGUOUS_SYSTEM: {
    number: 6012,
    when: "Several systems could be meant. details.candidates, each with system, operation and because",
    suggestions: ["Name the system."],
  },
  WRITE_NOT_ALLOWED: {
    number: 6013,
    when: "A write where only reads are allowed, or outside of what the policy allows. details.operations, details.reason",
    suggestions: [
      "Allow writes for this system in the configuration (policy.systems.<name>.writes: allow), or leave the write out.",
    ],
  },
  CONFIRMATION_REQUIRED: {
    number: 6014,
    when: "A write needs a confirmation first. details.preview, details.token",
    suggestions: ["Show the preview to a person, then repeat the request with the token as confirm."],
    since: 5,
  },
  CONFIRMATION_STALE: {
    number: 6015,
    when: "The confirmation has expired, was altered, or the target changed since",
    suggestions: ["Ask for a new preview."],
    since: 5,
  },
  RESULT_NOT_FOUND: {
    number: 6016,
    when: "An unknown or expired result or run. details.run_id, details.known",
    suggestions: ["Run the request again."],
  },
  REQUEST_TOO_LARGE: {
    number: 6017,
    when: "More steps than one request may have. details.limit, details.received",
    suggestions: ["Split the request; in the library the limit is an option of createOrchestrator."],
  },
  CONFIG_INVALID: {
    number: 6018,
    when: "The configuration cannot be used. details.file, details.line, details.key, details.nearest",
    suggestions: ["Correct the configuration at details.file; `pmo init` writes one that works."],
  },
  CONFIG_NOT_TRUSTED: {
    number: 6019,
    when: "A found configuration loads foreign code, changes an address or reads a secret, and was not trusted. details.file, details.reasons",
    suggestions: ["Read the file, then run `pmo trust`, or name the file with --config."],
  },
  UNAUTHENTICATED: {
    number: 6020,
    when: "The server was called without a valid token",
    suggestions: ["Send a valid token."],
    since: 6,
  },
  FORBIDDEN: {
    number: 6021,
    when: "The token lacks a scope",
    suggestions: ["Use a token with the scope that is named."],
    since: 6,
  },
  DRAINING: {
    number: 6022,
    when: "The server is shutting down",
    suggestions: ["Send the request to another server, or again later."],
    retryable: true,
    since: 6,
  },
  RATE_LIMITED: {
    number: 6023,
    when: "The server's own limit",
    suggestions: ["Wait as long as Retry-After says."],
    retryable: true,
    since: 6,
  },
  IDEMPOTENCY_CONFLICT: {
    number: 6024,
    when: "The idempotency key was used with another request",
    suggestions: ["Use a new key for a new request."],
    since: 7,
  },
  PHASE_EXECUTION_FAILED: {
    number: 6101,
    when: "on_failure is stop and a step failed. details.phase, details.first_failure",
    suggestions: ["Mend the first failure; steps that finished are in data.results."],
  },
  OPERATION_EXECUTION_FAILED: {
    number: 6102,
    when: "An adapter failed in a way that it does not classify",
    suggestions: ["This is a defect of the adapter: report it with the details."],
  },
  PARALLEL_EXECUTION_ERROR: {
    number: 6103,
    when: "Nothing of a request succeeded, or fail_fast stopped a gather. details.failures",
    suggestions: ["Look at the errors of the single results."],
  },
  DEPENDENCY_EXECUTION_FAILED: {
    number: 6104,
    when: "Skipped, because a step that it depends on did not succeed. details.failed_dependency",
    suggestions: ["Mend the step in details.failed_dependency, then run again."],
  },
  OUTCOME_UNKNOWN: {
    number: 6105,
    when: "A write was sent and not answered. details.reconciliation",
    suggestions: ["Look in the system whether the write happened before you send it again."],
  },
  CIRCUIT_OPEN: {
    number: 6106,
    when: "The system failed too often and is left alone. details.retry_at",
    suggestions: ["Try again after details.retry_at."],
    retryable: true,
    since: 3,
  },
  OPERATION_CANCELLED: {
    number: 6107,
    when: "Cancelled by the caller, by stop, or by fail_fast",
    suggestions: ["Run the request again when you need the result."],
    retryable: true,
  },
  APPROVAL_DENIED: {
    number: 6108,
    when: "Somebody refused the write",
    suggestions: ["Ask the person who refused."],
    since: 5,
  },
} as const satisfies Record<string, ErrorEntry>;

export type OrchestratorErrorCode = keyof typeof ORCHESTRATOR_ERRORS;
