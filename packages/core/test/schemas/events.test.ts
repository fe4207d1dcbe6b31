import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../src/index.js";
import { runEventSchema } from "../../src/schemas/index.js";

const base = (seq: number) => ({ timestamp: "2025-12-01T10:00:00.123Z", run_id: "run-1", seq });
const summary = {
  total_operations: 2,
  phases_executed: 2,
  total_duration_ms: 240,
  sequential_would_be_ms: 240,
  speedup: 0,
  operations_successful: 1,
  operations_failed: 0,
  operations_skipped: 1,
  subagents_used: ["jira-operations"],
};
const run: readonly RunEvent[] = [
  { event: "run_started", ...base(1) },
  { event: "phase_started", ...base(2), phase: 1, operations: ["issue", "__proto__"] },
  { event: "operation_started", ...base(3), operation_id: "issue", system: "jira" },
  {
    event: "operation_completed",
    ...base(4),
    operation_id: "issue",
    success: true,
    duration_ms: 120,
    cached: false,
  },
  { event: "operation_skipped", ...base(5), operation_id: "copy", because: "issue" },
  { event: "phase_completed", ...base(6), phase: 1, duration_ms: 120, operations_successful: 1 },
  { event: "run_completed", ...base(7), summary },
];

describe("runEventSchema", () => {
  it.each(run)("$event is an event", (event) => {
    expect(runEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it.each(run)("$event needs every field that it has, and has no other", (event) => {
    for (const field of Object.keys(event)) {
      expect(runEventSchema.safeParse({ ...event, [field]: undefined }).success, field).toBe(false);
    }
    expect(runEventSchema.safeParse({ ...event, extra: 1 }).success).toBe(false);
  });

  it("counts from 1", () => {
    expect(runEventSchema.safeParse({ event: "run_started", ...base(0) }).success).toBe(false);
    expect(runEventSchema.safeParse({ ...run[1], phase: 0 }).success).toBe(false);
  });

  it.each(["operation_retried", "operation_waiting", "finished"])("%s is no event yet", (event) => {
    expect(runEventSchema.safeParse({ event, ...base(1), operation_id: "issue" }).success).toBe(false);
  });
});
