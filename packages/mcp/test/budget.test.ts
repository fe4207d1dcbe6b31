import { describe, expect, it } from "vitest";
import { DEFAULT_MAX_TOKENS } from "../src/tools/definitions.js";
import { call, connected } from "./support/connected.js";

const SEARCH = {
  system: "jira",
  operation: "search_issues",
  params: { jql: "project = TRAIN", limit: 100 },
};

describe("the budget of an answer", () => {
  it("is the default one that the tools state, and what it withholds can be read", async () => {
    const { client } = await connected();
    const operations = [
      SEARCH,
      { ...SEARCH, params: { ...SEARCH.params, jql: "project = TRAIN ORDER BY key" } },
    ];
    const { answer, text } = await call(client, "lazy_gather_context", { operations });
    expect(answer.metadata.tokens_returned).toBeLessThanOrEqual(DEFAULT_MAX_TOKENS);
    expect(answer.metadata.tokens_withheld).toBeGreaterThan(500);
    const calls = [...text.matchAll(/^Withheld: .* Read on with smart_delegate (\{.*\})$/gm)];
    expect(calls).toHaveLength(2);
    const [, json = ""] = calls[0] ?? [];
    const read = await call(client, "smart_delegate", JSON.parse(json));
    const [first] = answer.data.results;
    const kept = first.data.issues.length;
    expect(read.answer.data).toMatchObject({ offset: kept, total: 100 });
    const [next] = read.answer.data.value;
    expect(first.data.issues.map(({ key }: { key: string }) => key)).not.toContain(next.key);
  });

  it("is the client's own where it gives one, and select takes what is needed", async () => {
    const { client } = await connected();
    const small = await call(client, "smart_delegate", { ...SEARCH, max_tokens: 300 });
    expect(small.answer.metadata.tokens_returned).toBeLessThanOrEqual(300);
    const { answer, text } = await call(client, "smart_delegate", { ...SEARCH, select: "issues[].key" });
    expect(answer.data).toHaveLength(100);
    expect(answer.metadata.omitted).toBeUndefined();
    expect(text).not.toContain("Withheld");
  });

  it("does not hide that a request is none", async () => {
    const { client } = await connected();
    const { isError, text } = await call(client, "smart_delegate", { ...SEARCH, max_tokens: 0 });
    expect(isError).toBe(true);
    expect(text).toContain("max_tokens");
  });
});
