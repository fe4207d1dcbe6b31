import { describe, expect, it } from "vitest";
import { runScenarios } from "./scenarios.js";
import { WRITES } from "./writes.js";

const SCENARIOS = 1000;

/** So many steps must have been ended by a caller, a deadline or another step's failure. */
const CANCELLED = 100;

/** Of each write so many must have been made while their answers got lost, or the scenarios say little of it. */
const LOST_ANSWERS = 20;

describe(`${SCENARIOS} plans with writes, whatever goes wrong and whoever interrupts`, () => {
  it("no write is made twice, no result is lost, and every step's state is true", async () => {
    const { found, lostAnswers, statuses, undisturbed } = await runScenarios(1, SCENARIOS);
    expect(found).toEqual([]);
    for (const write of WRITES) {
      const lost = lostAnswers.get(write) ?? 0;
      expect(lost, `${write.system} ${write.operation}`).toBeGreaterThanOrEqual(LOST_ANSWERS);
    }
    expect(statuses.get("cancelled") ?? 0).toBeGreaterThanOrEqual(CANCELLED);
    // Most of it goes well all the same; an engine that gave up at once would be right about everything, too.
    const total = [...undisturbed.values()].reduce((sum, count) => sum + count, 0);
    expect((undisturbed.get("succeeded") ?? 0) / total).toBeGreaterThan(0.8);
  }, 600_000);
});
