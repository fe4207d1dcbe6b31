import { describe, expect, it } from "vitest";
import { asked, simulatedLinear } from "../bench.js";

const IDS = ["PSN-122", "psn-120", "PSN-9999", "PSN-122"];

describe("many calls of get_issue", () => {
  it.each([[[]], [["comments"]], [["attachments", "children"]], [["relations"]]])(
    "with %j become one, and give each what it would get alone",
    async (include) => {
      const calls = IDS.map((issue_id) => ({ issue_id, include }));
      const alone = simulatedLinear();
      const expected = await Promise.all(
        calls.map((params) => alone.run("get_issue", params).catch((error: unknown) => error)),
      );
      expect(expected.map((one) => one instanceof Error)).toEqual([false, false, true, false]);
      const merged = simulatedLinear();
      await expect(merged.runMany("get_issue", calls)).resolves.toEqual(expected);
      // The one that is not among the many is asked for alone: it may have another name by now.
      expect((await asked(merged)).map(({ document }) => document)).toEqual(["BatchGetIssues", "Issue"]);
    },
  );

  it("are divided where their lists would cost more points than one question may", async () => {
    const linear = simulatedLinear();
    const calls = Array.from({ length: 12 }, () => ({
      issue_id: "PSN-122",
      include: ["comments", "relations"],
    }));
    await linear.runMany("get_issue", calls);
    expect((await asked(linear)).map(({ document }) => document)).toEqual([
      "BatchGetIssues",
      "BatchGetIssues",
      "BatchGetIssues",
    ]);
  });
});
