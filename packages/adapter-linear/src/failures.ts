import {
  type FailureReading,
  type HttpAnswer,
  type HttpFailure,
  retryAfterMs,
} from "@pm-orchestrator/adapter-kit";
import type { LinearErrorCode } from "./errors.js";
import { exhaustedBudgets } from "./limits.js";
import type { VendorError } from "./vendor.js";

type Reading = FailureReading<LinearErrorCode>;

/** What Linear calls the things that it cannot find. */
const NOT_FOUND = new Map<string, LinearErrorCode>([
  ["Team", "TEAM_NOT_FOUND"],
  ["Project", "PROJECT_NOT_FOUND"],
  ["IssueLabel", "LABEL_NOT_FOUND"],
  ["WorkflowState", "STATUS_NOT_FOUND"],
  ["Issue", "ISSUE_NOT_FOUND"],
  ["User", "USER_NOT_FOUND"],
  ["Document", "DOCUMENT_NOT_FOUND"],
  ["Comment", "COMMENT_NOT_FOUND"],
  ["Cycle", "CYCLE_NOT_FOUND"],
  ["ProjectMilestone", "MILESTONE_NOT_FOUND"],
  ["Initiative", "INITIATIVE_NOT_FOUND"],
  ["Attachment", "ATTACHMENT_NOT_FOUND"],
  ["ProjectUpdate", "STATUS_UPDATE_NOT_FOUND"],
  ["InitiativeUpdate", "STATUS_UPDATE_NOT_FOUND"],
  ["ProjectStatus", "PROJECT_STATUS_NOT_FOUND"],
  ["ProjectLabel", "PROJECT_LABEL_NOT_FOUND"],
  ["Release", "RELEASE_NOT_FOUND"],
  ["ReleasePipeline", "RELEASE_PIPELINE_NOT_FOUND"],
  ["ReleaseStage", "RELEASE_PIPELINE_NOT_FOUND"],
  ["ReleaseNote", "RELEASE_NOTE_NOT_FOUND"],
  ["AgentSkill", "AGENT_SKILL_NOT_FOUND"],
  ["Diff", "DIFF_NOT_FOUND"],
]);

/** That an id or a name is taken. Linear documents no words for it. */
const TAKEN =
  /conflict on insert|already exists|already in use|already taken|duplicate key|unique constraint/i;

/** What Linear's words about a bad input speak of, the most telling first. */
const INPUTS: readonly (readonly [RegExp, LinearErrorCode])[] = [
  [TAKEN, "LINEAR_CONFLICT"],
  [/\bpriority\b/i, "INVALID_PRIORITY"],
  [/\b(?:dueDate|due date|date)\b/i, "INVALID_DATE_FORMAT"],
  [/\b(?:stateId|workflow state|state)\b/i, "INVALID_STATE_NAME"],
  [/\blabel(?:Ids|s)?\b/i, "INVALID_LABEL_NAME"],
  [/\bteamId\b/i, "INVALID_TEAM_IDENTIFIER"],
  [
    /\b(?:is required|must be (?:provided|specified)|(?:must|should) not be empty|cannot be empty)\b/i,
    "MISSING_REQUIRED_PARAM",
  ],
];

/** Failures of Linear's own that may be gone the next time. */
const PASSING = new Set(["internal error", "internal server error", "lock timeout", "network error"]);

/**
 * What Linear's own words add to a failed status.
 *
 * @see https://linear.app/developers/graphql#errors
 */
export function readLinearFailure(failure: HttpFailure): Reading | undefined {
  if (failure.kind !== "status") return undefined;
  const { status, headers, body } = failure;
  const [error] = errorsOf(body);
  if (error !== undefined) return errorReading(error, body, headers);
  if (status === 404) {
    return {
      code: "LINEAR_API_ERROR",
      suggestions: ["Check base_url: Linear's API is not at this address."],
    };
  }
  return status === 429 ? rateReading(undefined, headers) : undefined;
}

/** Linear says 200 and tells in the body what failed. Part of the data beside errors is a failure too. */
export function readLinearSuccess({ body, headers }: HttpAnswer): Reading | undefined {
  const [error] = errorsOf(body);
  if (error !== undefined) return errorReading(error, body, headers);
  if (isRecord(body) && isRecord(body["data"])) return undefined;
  return {
    code: "LINEAR_API_ERROR",
    message: "Linear answered neither data nor errors.",
    suggestions: ["Check base_url: something else than Linear may answer there."],
  };
}

function errorReading(error: VendorError, body: unknown, headers: Headers): Reading {
  const { code, type, userPresentableMessage } = error.extensions ?? {};
  const kind = (type ?? code ?? "").toLowerCase().replaceAll("_", " ");
  const message = userPresentableMessage ?? error.message ?? "Linear does not say what is wrong.";
  const details = {
    ...(code === undefined ? {} : { vendor_code: code }),
    ...(error.path === undefined ? {} : { path: error.path.join(".") }),
    ...(hasData(body) ? { partial: true } : {}),
  };
  if (kind === "ratelimited" || code === "RATELIMITED") return rateReading(message, headers, details);
  if (kind === "authentication error" || code === "AUTHENTICATION_ERROR") {
    return { code: "LINEAR_API_UNAUTHORIZED", message, details };
  }
  const scope = /Invalid scope: [`'"]?([\w:.-]+)/i.exec(error.message ?? "")?.[1];
  if (scope !== undefined) {
    return {
      code: "LINEAR_SCOPE_MISSING",
      message: `The key lacks the scope \`${scope}\`.`,
      details: { ...details, scope },
    };
  }
  if (kind === "forbidden" || kind === "feature not accessible")
    return { code: "PERMISSION_DENIED", message, details };
  const entity = /Entity not found(?: in \w+)?:? (\w+)/i.exec(error.message ?? "")?.[1];
  if (entity !== undefined) {
    return { code: NOT_FOUND.get(entity) ?? "INVALID_INPUT", message, details: { ...details, entity } };
  }
  if (kind === "invalid input" || kind === "input error" || kind === "user error") {
    const told = `${error.message ?? ""} ${message}`;
    const found = INPUTS.find(([words]) => words.test(told));
    return { code: found?.[1] ?? "INVALID_INPUT", message, details };
  }
  // Sending it again changes nothing about that, even where it comes as a failure of Linear's own.
  if (TAKEN.test(`${error.message ?? ""} ${message}`)) return { code: "LINEAR_CONFLICT", message, details };
  return {
    code: "LINEAR_API_ERROR",
    message,
    details,
    ...(PASSING.has(kind) ? { retryable: true } : {}),
  };
}

/**
 * How long to wait: as `Retry-After` says, else until the last exhausted budget is full again.
 *
 * @see https://linear.app/developers/rate-limiting
 */
function rateReading(
  message: string | undefined,
  headers: Headers,
  details: Record<string, unknown> = {},
): Reading {
  const now = Date.now();
  const exhausted = exhaustedBudgets(headers, now);
  const longest = exhausted.at(0);
  const wait = retryAfterMs(headers, now) ?? longest?.resetsInMs;
  return {
    code: "LINEAR_API_RATE_LIMIT",
    ...(message === undefined ? {} : { message }),
    details: {
      ...details,
      ...(longest === undefined
        ? {}
        : { rate_limit: exhausted.map(({ name }) => name), limit_domain: longest.domain }),
      ...(wait === undefined ? {} : { retry_after_ms: wait, reset_at: new Date(now + wait).toISOString() }),
    },
    retryable: true,
  };
}

function errorsOf(body: unknown): VendorError[] {
  const errors = isRecord(body) ? body["errors"] : undefined;
  return Array.isArray(errors) ? errors.filter(isRecord) : [];
}

function hasData(body: unknown): boolean {
  const data = isRecord(body) ? body["data"] : undefined;
  return isRecord(data) && Object.values(data).some((value) => value !== null);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
