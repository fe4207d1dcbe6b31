import { pathText, wireIssues } from "@pm-orchestrator/core/schemas";
import { z } from "@pm-orchestrator/core/zod";
import { FAULTS, type FaultName, type FaultPlan } from "./plan.js";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** The longest that a timer takes. Unit: milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;
const SMALLEST_ANSWER = 14;
const LARGEST_ANSWER = 2 ** 34;

const headerValue = z.string().regex(/^[\x20-\x7e]{1,200}$/, "must be one line of ASCII");

const matching = {
  kind: z.string().min(1).optional(),
  method: z
    .string()
    .refine((name) => (METHODS as readonly string[]).includes(name.toUpperCase()), {
      message: `must be one of ${METHODS.join(", ")}`,
    })
    .optional(),
  path: z
    .string()
    .max(1000)
    .regex(/^[^\w.]/, "must start with / or *, without the kind before it")
    .optional(),
  write: z.boolean().optional(),
};

const striking = {
  ...matching,
  probability: z.number().min(0).max(1).optional(),
  times: z.int().min(1).optional(),
  after: z.int().min(0).optional(),
};

const waiting = {
  retry_after: z.union([z.number().min(0).max(1e9), headerValue]).optional(),
  retry_after_as: z.enum(["seconds", "date"]).optional(),
};
const applying = { applied: z.boolean().optional() };
const rateHeaders = z.enum(["vendor", "retry_after", "none"]).optional();

/** A rule of one fault. */
function rule<Name extends FaultName, Shape extends z.ZodRawShape>(fault: Name, shape: Shape) {
  return z.strictObject({ fault: z.literal(fault), ...striking, ...shape });
}

const RULES = {
  rate_limited: rule("rate_limited", { headers: rateHeaders, ...waiting }),
  status: rule("status", { status: z.literal([500, 502, 503, 504]), ...waiting, ...applying }),
  reset_before: rule("reset_before", {}),
  reset_after: rule("reset_after", {}),
  slow_body: rule("slow_body", { over_ms: z.number().min(0).max(LONGEST_MS).optional() }),
  truncated_json: rule("truncated_json", applying),
  html_page: rule("html_page", {
    status: z
      .int()
      .min(200)
      .max(599)
      .refine((status) => ![204, 205, 304].includes(status), "has no page: this status carries no body")
      .optional(),
    ...applying,
  }),
  endless_redirect: rule("endless_redirect", {}),
  wrong_content_type: rule("wrong_content_type", { content_type: headerValue.optional(), ...applying }),
  huge_answer: rule("huge_answer", {
    bytes: z.int().min(SMALLEST_ANSWER).max(LARGEST_ANSWER).optional(),
    ...applying,
  }),
  expired_token: rule("expired_token", {}),
  no_answer: rule("no_answer", applying),
} satisfies Record<FaultName, z.ZodType>;

const limit = z.strictObject({
  ...matching,
  per_second: z.number().positive(),
  burst: z.number().min(1),
  headers: rateHeaders,
  per: z.literal("path").optional(),
});

const plan = z.strictObject({
  seed: z.int().optional(),
  rules: z.array(z.discriminatedUnion("fault", Object.values(RULES) as unknown as Rules)).optional(),
  limits: z.array(limit).optional(),
});

type Rules = [(typeof RULES)[FaultName], ...(typeof RULES)[FaultName][]];

/** Something of a plan that is wrong. */
export interface PlanIssue {
  /** `rules[0].fault`; empty for the plan itself. */
  path: string;
  message: string;
  unknown_keys?: string[];
}

/** Names that might have been meant by one of the plan's. */
export interface PlanGuess {
  wanted: string;
  valid: readonly string[];
}

/** The plan, or everything that is wrong with it. */
export function checkPlan(
  value: unknown,
  kinds: readonly string[] | undefined,
): { plan: FaultPlan } | { issues: PlanIssue[]; guesses: PlanGuess[] } {
  const parsed = plan.safeParse(value);
  if (!parsed.success) return defects(value, parsed.error);
  const unknown = kinds === undefined ? [] : unknownKinds(parsed.data, kinds);
  if (unknown.length === 0) return { plan: parsed.data };
  return {
    issues: unknown.map(({ path, kind }) => ({ path, message: `nothing of the kind ${kind} is simulated` })),
    guesses: unknown.map(({ kind }) => ({ wanted: kind, valid: kinds ?? [] })),
  };
}

function defects(value: unknown, error: z.core.$ZodError): { issues: PlanIssue[]; guesses: PlanGuess[] } {
  const guesses: PlanGuess[] = [];
  const told = wireIssues(error);
  const issues = error.issues.map((issue, index): PlanIssue => {
    const at = told[index] ?? { path: pathText(issue.path), message: issue.message };
    if (issue.code === "unrecognized_keys") {
      const valid = keysAt(value, issue.path);
      guesses.push(...issue.keys.map((wanted) => ({ wanted, valid })));
      return at;
    }
    if (issue.code !== "invalid_union" || issue.path.at(-1) !== "fault") return at;
    const wanted = valueAt(value, issue.path);
    if (typeof wanted !== "string") return { ...at, message: `is required: one of ${FAULTS.join(", ")}` };
    guesses.push({ wanted, valid: FAULTS });
    return { ...at, message: `there is no fault ${JSON.stringify(wanted)}` };
  });
  return { issues, guesses };
}

/** The keys that may stand where an unknown one does. */
function keysAt(value: unknown, path: readonly PropertyKey[]): string[] {
  const [list] = path;
  if (list === "limits") return Object.keys(limit.shape);
  if (list !== "rules") return Object.keys(plan.shape);
  const fault = valueAt(value, [...path, "fault"]) as FaultName;
  return Object.keys(RULES[fault].shape);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  );
}

function unknownKinds({ rules = [], limits = [] }: FaultPlan, kinds: readonly string[]) {
  const named = (list: string, entries: readonly { kind?: string | undefined }[]) =>
    entries.flatMap(({ kind }, index) =>
      kind === undefined || kinds.includes(kind) ? [] : [{ path: `${list}[${index}].kind`, kind }],
    );
  return [...named("rules", rules), ...named("limits", limits)];
}
