import { describe, expect, it } from "vitest";
import type { z } from "zod";
import type {
  BatchAnswer,
  CacheStatusAnswer,
  DelegateAnswer,
  GatherAnswer,
  WireError,
} from "../../src/index.js";
import {
  batchAnswerSchema,
  cacheStatusAnswerSchema,
  delegateAnswerSchema,
  gatherAnswerSchema,
  stepResultSchema,
  wireErrorSchema,
} from "../../src/schemas/index.js";

const metadata = {
  subagent: "jira-operations",
  cached: false,
  duration_ms: 120.5,
  mcp_calls: 1,
  attempts: 1,
  wait_ms: 0,
};
const error: WireError = {
  code: "ISSUE_NOT_FOUND",
  number: 2003,
  system: "jira",
  message: "There is no issue TRAIN-9.",
  details: { status: 404 },
  suggestions: ["Check the key."],
  retryable: false,
};
const succeeded = {
  system: "jira",
  operation: "get_issue",
  success: true,
  status: "succeeded" as const,
  data: { key: "TRAIN-123" },
  metadata,
};
const failed = {
  system: "jira",
  operation: "get_issue",
  success: false,
  status: "failed" as const,
  error,
  metadata,
};
const totals = {
  total_duration_ms: 130,
  sequential_would_be_ms: 241,
  speedup: 0.46,
  operations_executed: 2,
  operations_successful: 1,
  operations_failed: 1,
  api_calls: 2,
};

const gather: GatherAnswer = {
  success: true,
  data: {
    results: [
      succeeded,
      { ...failed, target: "TRAIN-2", found_through: { target: "TRAIN-1", because: "linked issue" } },
    ],
    not_followed: [
      { target: "TRAIN-3", system: "jira", because: "follow.limit 1 was reached" },
      { target: "https://elsewhere.example", because: "it is no address that a configured system can read" },
    ],
    not_followed_more: 7,
    searches: [
      { system: "slack", operation: "search_messages", target: "TRAIN-1", found: 0, error },
      { system: "confluence", operation: "search_pages", target: "TRAIN-1", found: 2 },
    ],
  },
  metadata: {
    ...totals,
    subagents_loaded: ["jira-operations"],
    cache_metrics: { overall_hit_rate: null, by_system: { jira: { hit_rate: 0.857, hits: 6, misses: 1 } } },
  },
};
const delegate: DelegateAnswer = {
  success: false,
  error,
  metadata: {
    ...metadata,
    cache_hit_rate: 1,
    orchestrated: true,
    overhead_ms: 3,
    detected: { system: "jira", operation: "get_issue", because: "it is a key", kind: "issue" },
  },
};
const instant = "2025-12-01T10:00:00.000Z";
const batch: BatchAnswer = {
  success: false,
  data: {
    results: [
      { id: "issue", ...failed, phase: 1, started_at: instant, completed_at: instant },
      {
        id: "__proto__",
        system: "linear",
        operation: "create_issue",
        success: false,
        status: "skipped",
        error,
        metadata: { ...metadata, attempts: 0 },
        phase: 2,
        started_at: null,
        completed_at: null,
      },
      { id: "sent", ...failed, status: "unknown", phase: 1, started_at: instant, completed_at: instant },
      { id: "late", ...failed, status: "cancelled", phase: 1, started_at: instant, completed_at: null },
    ],
  },
  error: { ...error, code: "PARALLEL_EXECUTION_ERROR", number: 6103 },
  metadata: {
    ...totals,
    speedup: null,
    run_id: "run-1",
    execution_phases: 2,
    operations_per_phase: [3, 1],
    dependency_graph: { issue: [], constructor: ["issue"] },
    timeline: [
      { phase: 1, started_at: instant, completed_at: instant, duration_ms: 120 },
      { phase: 2, started_at: null, completed_at: null, duration_ms: 0 },
    ],
    critical_path: ["issue", "__proto__"],
    critical_path_ms: 240,
    operations_skipped: 1,
    subagents_used: ["jira-operations"],
  },
};
const lookups = { hit_rate: 0.5, avg_latency_cached_ms: 0.1, avg_latency_uncached_ms: null };
const cacheStatus: CacheStatusAnswer = {
  success: true,
  data: {
    overall: { total_hits: 1, total_misses: 1, ...lookups },
    by_system: { jira: { hits: 1, misses: 1, ...lookups, operations: ["get_issue"], entries: 3 } },
  },
  metadata: { session_duration_ms: 12, subagents_active: [], cache_size_estimate_kb: 0.4 },
};

const answers: readonly (readonly [string, z.ZodType, object])[] = [
  ["gather", gatherAnswerSchema, gather],
  ["delegate", delegateAnswerSchema, delegate],
  ["batch", batchAnswerSchema, batch],
  ["cache status", cacheStatusAnswerSchema, cacheStatus],
];

describe("answers", () => {
  it.each(answers)("a real answer of %s is one", (_name, schema, answer) => {
    expect(schema.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
  });

  it.each(answers)("%s: a field that nobody declared is none", (_name, schema, answer) => {
    expect(schema.safeParse({ ...answer, extra: 1 }).success).toBe(false);
  });

  it.each(answers)("%s: success and metadata are never missing", (_name, schema, answer) => {
    for (const field of ["success", "metadata"]) {
      expect(schema.safeParse({ ...answer, [field]: undefined }).success).toBe(false);
    }
  });

  it("data and error may stand together, or neither", () => {
    expect(gatherAnswerSchema.safeParse({ ...gather, success: false, error }).success).toBe(true);
    expect(gatherAnswerSchema.safeParse({ ...gather, data: undefined }).success).toBe(true);
  });

  it.each([
    ["a rate as a percentage", { speedup: 46 }],
    ["a rate below none", { speedup: -0.1 }],
    ["a broken count", { api_calls: 1.5 }],
    ["a negative count", { operations_failed: -1 }],
    ["a negative duration", { total_duration_ms: -1 }],
    ["a missing total", { operations_executed: undefined }],
  ])("%s is refused", (_name, over) => {
    expect(
      gatherAnswerSchema.safeParse({ ...gather, metadata: { ...gather.metadata, ...over } }).success,
    ).toBe(false);
    expect(batchAnswerSchema.safeParse({ ...batch, metadata: { ...batch.metadata, ...over } }).success).toBe(
      false,
    );
  });

  it("instants are ISO 8601 in UTC", () => {
    const at = (started_at: string) =>
      batchAnswerSchema.safeParse({
        ...batch,
        data: { results: [{ id: "issue", ...failed, phase: 1, started_at, completed_at: null }] },
      }).success;
    expect([at(instant), at("2025-12-01T10:00:00Z")]).toEqual([true, true]);
    expect([at("2025-12-01T11:00:00+01:00"), at("2025-12-01"), at("yesterday"), at("1764583200000")]).toEqual(
      [false, false, false, false],
    );
  });
});

describe("step results", () => {
  it.each(["succeeded", "failed", "skipped", "cancelled", "unknown"])("status %s", (status) => {
    expect(stepResultSchema.safeParse({ ...succeeded, status }).success).toBe(true);
  });

  it.each(["denied", "ok", "", undefined])("no status %s yet", (status) => {
    expect(stepResultSchema.safeParse({ ...succeeded, status }).success).toBe(false);
  });
});

describe("errors", () => {
  it("a real one is one", () => {
    expect(wireErrorSchema.parse(error)).toEqual(error);
  });

  it.each([
    ["no suggestion", { suggestions: [] }],
    ["an empty suggestion", { suggestions: [""] }],
    ["an empty message", { message: "" }],
    ["a number of nobody", { number: 404 }],
    ["details that are a list", { details: [] }],
    ["a stack", { stack: "Error: x" }],
  ])("%s is refused", (_name, over) => {
    expect(wireErrorSchema.safeParse({ ...error, ...over }).success).toBe(false);
  });
});
