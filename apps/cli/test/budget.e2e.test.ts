import { describe, expect, it } from "vitest";
import { pmo, pmoJson } from "./pmo.js";

const SEARCH = ["call", "jira", "search_issues", "jql=project = TRAIN", "limit:=30", "--simulate"];

describe("--max-tokens", () => {
  it("keeps an answer within so many tokens, and says what it withheld", async () => {
    const { code, answer } = await pmoJson([...SEARCH, "--max-tokens", "400"]);
    expect(code).toBe(0);
    const { tokens_returned, tokens_withheld, omitted } = answer.metadata as Record<string, unknown>;
    expect(tokens_returned).toBeLessThanOrEqual(400);
    expect(tokens_withheld).toBeGreaterThan(500);
    expect(omitted).toMatchObject({ parts: [{ path: "issues" }] });
    const people = await pmo([...SEARCH, "--max-tokens=400"]);
    expect(people.stdout + people.stderr).toMatch(
      /withheld by --max-tokens: about \d+ tokens\n\s*issues from \d+: \d+ items/,
    );
  });

  it("goes before the one in a file, whose select works", async () => {
    const operations = [
      {
        system: "jira",
        operation: "search_issues",
        params: { jql: "project = TRAIN" },
        select: "issues[].key",
      },
    ];
    const stdin = JSON.stringify({ operations, max_tokens: 20 });
    const small = await pmoJson(["gather", "-", "--simulate"], { stdin });
    expect(small.answer.metadata["tokens_returned"]).toBeLessThanOrEqual(20);
    const large = await pmoJson(["gather", "-", "--simulate", "--max-tokens", "5000"], { stdin });
    const { results } = large.answer.data as { results: { data: string[] }[] };
    expect(results[0]?.data).toHaveLength(50);
    expect(results[0]?.data[0]).toMatch(/^TRAIN-\d+$/);
  });

  it.each(["0", "x", "1.5", "-3"])("refuses %s", async (value) => {
    const { code, stderr } = await pmo([...SEARCH, `--max-tokens=${value}`]);
    expect(code).toBe(2);
    expect(stderr).toContain("--max-tokens takes a whole number");
  });
});
