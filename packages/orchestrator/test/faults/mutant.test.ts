import { expect, it, vi } from "vitest";
import type * as Retries from "../../src/upstream/retries.js";
import { runScenarios } from "./scenarios.js";

// An engine that sends everything again, whatever its operation says of it.
vi.mock("../../src/upstream/retries.js", async (original) => {
  const retries = await original<typeof Retries>();
  return {
    ...retries,
    waitBefore: (
      next: number,
      failed: Parameters<typeof Retries.waitBefore>[1],
      budget: Retries.RetryBudget,
    ) => retries.waitBefore(next, { ...failed, why: "trouble", again: true }, budget),
  };
});

it("the scenarios find out an engine that retries everything", async () => {
  const { found } = await runScenarios(1, 60);
  const duplicates = found.filter(({ kind }) => kind === "duplicate").map(({ what }) => what);
  expect(duplicates.length).toBeGreaterThan(5);
  for (const write of ["jira create_issue", "jira add_comment", "slack post_message"])
    expect(duplicates.some((what) => what.includes(write))).toBe(true);
}, 300_000);
