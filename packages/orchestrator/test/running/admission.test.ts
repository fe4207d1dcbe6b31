import type { OperationManifest } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import type { CheckedStep } from "../../src/checking/steps.js";
import { Admission } from "../../src/running/admission.js";
import { upstreamOf } from "../../src/upstream/index.js";

const manifest = { effect: "read", limits: ["requests"] } as unknown as OperationManifest;
const limits = { requests: { summary: "", budget: { requests: 1, perMs: 60_000 } } };

/** A step of a system of its own; all systems are of one kind, and declare the same. */
function stepOf(system: string): CheckedStep {
  const target = { name: system, manifest: () => ({ manifest: { limits } }) };
  return {
    id: system,
    system,
    operation: "read",
    params: {},
    refresh: true,
    target,
    manifest,
  } as unknown as CheckedStep;
}

describe("Admission", () => {
  it("looks at each system by itself: one may have room before another of its kind", () => {
    const steps = [stepOf("late"), stepOf("soon")];
    const [late, soon] = steps.map(({ target }) => upstreamOf(target).limits);
    const admission = new Admission(steps);
    const { draws } = admission.lane("late");
    late?.take(draws);
    late?.take(draws);
    soon?.take(draws);
    const at = admission.nextRoomAt(["late", "soon"]);
    expect(at).toBeCloseTo(admission.nextRoomAt(["soon"]), 0);
    expect(at).toBeLessThan(admission.nextRoomAt(["late"]));
  });
});
