import { batchAnswerSchema, delegateAnswerSchema, gatherAnswerSchema } from "@pm-orchestrator/core/schemas";
import { describe, expect, it, onTestFinished } from "vitest";
import { tokensOf } from "../../src/budget/fit.js";
import type { Orchestrator } from "../../src/index.js";
import { boxed, step } from "../support/behaviours.js";
import { simulated } from "../support/simulated.js";

const ISSUE = { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } };
const PAGES = { system: "jira", operation: "search_issues", params: { jql: "project = TRAIN", limit: 50 } };

function closing<Made extends Orchestrator>(orchestrator: Made): Made {
  onTestFinished(() => orchestrator.close());
  return orchestrator;
}

function listed(data: unknown): unknown[] {
  return (data as { issues: unknown[] }).issues;
}

describe("select", () => {
  it("takes out of each result what is wanted; references read the whole one", async () => {
    const orchestrator = closing(boxed());
    const answer = await orchestrator.batchParallelExecute({
      operations: [
        { ...step("a", "echo", "hello"), select: "{upper: text}" },
        step("b", "echo", "${{ steps.a.data.text }}"),
      ],
      max_tokens: 1000,
    });
    expect(batchAnswerSchema.parse(answer)).toEqual(answer);
    expect(answer.data?.results.map(({ data }) => data)).toEqual([{ upper: "hello" }, { text: "hello" }]);
  });

  it("says so when it gives null, and keeps the whole", async () => {
    const orchestrator = closing(boxed());
    const answer = await orchestrator.smartDelegate({
      system: "box",
      operation: "echo",
      params: { text: "hello" },
      select: "texts",
    });
    expect(delegateAnswerSchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      success: true,
      data: null,
      metadata: { selected_nothing: { reason: "the expression gives null; the result has text" } },
    });
    const handle = answer.metadata.selected_nothing?.handle ?? "";
    expect((await orchestrator.readResult({ handle })).data).toEqual({ value: { text: "hello" } });
  });

  it("loses nothing when it cannot be evaluated: what was done is done", async () => {
    const orchestrator = closing(boxed());
    const answer = await orchestrator.lazyGatherContext({
      operations: [
        { system: "box", operation: "echo", params: { text: "x" }, select: "abs(text)" },
        { system: "box", operation: "fail", params: { text: "x" }, select: "text" },
      ],
    });
    expect(gatherAnswerSchema.parse(answer)).toEqual(answer);
    expect(answer.data?.results).toMatchObject([
      {
        success: true,
        data: null,
        metadata: { selected_nothing: { reason: expect.stringContaining("abs") } },
      },
      {
        success: false,
        error: { number: 6102 },
        metadata: expect.not.objectContaining({ selected_nothing: expect.anything() }),
      },
    ]);
  });

  it("refuses a request before anything runs when it is no expression", async () => {
    const orchestrator = closing(boxed());
    const wrong = { system: "box", operation: "store", params: { text: "x" }, select: "text." };
    for (const answer of [
      await orchestrator.batchParallelExecute({ operations: [{ id: "a", ...wrong }] }),
      await orchestrator.smartDelegate(wrong),
      await orchestrator.lazyGatherContext({ operations: [{ ...wrong, operation: "echo" }] }),
      await orchestrator.smartDelegate({ ...wrong, select: "x".repeat(1001) }),
    ]) {
      expect(answer).toMatchObject({ success: false, error: { number: 6007 } });
      expect(answer.error?.message).toMatch(/select: .*(position|1000)/);
    }
    expect(orchestrator.log).toEqual([]);
  });
});

describe("max_tokens", () => {
  it("is shared out: a short result is whole, and a long one says what is missing and gives it", async () => {
    const orchestrator = closing(simulated());
    const request = { operations: [ISSUE, PAGES] };
    const whole = await orchestrator.lazyGatherContext(request);
    expect(whole.metadata.tokens_returned).toBeUndefined();
    const answer = await orchestrator.lazyGatherContext({ ...request, max_tokens: 1500 });
    expect(gatherAnswerSchema.parse(answer)).toEqual(answer);
    const [issue, search] = answer.data?.results ?? [];
    expect(issue?.data).toEqual(whole.data?.results[0]?.data);
    expect(issue?.metadata.omitted).toBeUndefined();
    const issues = listed(search?.data);
    const all = listed(whole.data?.results[1]?.data);
    expect(issues).toEqual(all.slice(0, issues.length));
    const { handle = "", parts = [] } = search?.metadata.omitted ?? {};
    expect(parts).toEqual([
      { path: "issues", offset: issues.length, items: 50 - issues.length, tokens: expect.any(Number) },
    ]);
    const read = await orchestrator.readResult({ handle, path: "issues", offset: issues.length });
    expect(read.data?.value).toEqual(all.slice(issues.length));
    const { tokens_returned = 0, tokens_withheld = 0 } = answer.metadata;
    expect(tokens_returned).toBe(tokensOf(issue?.data) + tokensOf(search?.data));
    expect(tokens_returned).toBeLessThanOrEqual(1500);
    expect(tokens_returned).toBeGreaterThan(1200);
    expect(tokens_withheld).toBe(parts[0]?.tokens);
  });

  it("never cuts the receipt of a write, nor what a reference reads", async () => {
    const orchestrator = closing(boxed());
    const long = "A sentence that says something. ".repeat(100);
    const answer = await orchestrator.batchParallelExecute({
      operations: [step("a", "echo", long), step("b", "store", "${{ steps.a.data.text }}")],
      max_tokens: 50,
    });
    const [read, written] = answer.data?.results ?? [];
    expect(written?.data).toEqual({ text: long });
    expect(read?.data).toEqual({});
    expect(read?.metadata.omitted).toMatchObject({ parts: [{ path: "", tokens: expect.any(Number) }] });
  });

  it("holds for a part that is read, too, whose rest the same handle gives", async () => {
    const orchestrator = closing(boxed());
    const text = Array.from({ length: 400 }, (_, nth) => `Line ${nth} of a long text.`).join("\n");
    const first = await orchestrator.smartDelegate({
      system: "box",
      operation: "echo",
      params: { text },
      max_tokens: 300,
    });
    expect(first).toMatchObject({ success: true });
    const { handle = "" } = first.metadata.omitted ?? {};
    let read = (first.data as { text: string }).text;
    for (let calls = 0; read.length < text.length && calls < 50; calls += 1) {
      const { offset = -1, path } = (await next(handle, read.length)).omitted;
      expect(path).toBe("text");
      if (offset < 0) break;
    }
    expect(read).toBe(text);

    async function next(from: string, offset: number) {
      const answer = await orchestrator.smartDelegate({
        system: "orchestrator",
        operation: "read_result",
        params: { handle: from, path: "text", offset },
        max_tokens: 1000,
      });
      expect(answer.metadata.tokens_returned).toBeLessThanOrEqual(1000);
      const { value } = answer.data as { value: string };
      expect(value.length).toBeGreaterThan(0);
      read += value;
      const { omitted } = answer.metadata;
      if (omitted !== undefined) expect(omitted.handle).toBe(handle);
      return { omitted: omitted?.parts[0] ?? { offset: -1, path: "text" } };
    }
  });

  it("tells a handle of another session that it is unknown", async () => {
    const one = closing(boxed());
    const other = closing(boxed());
    const answer = await one.smartDelegate({
      system: "box",
      operation: "echo",
      params: { text: "x" },
      select: "y",
    });
    const handle = answer.metadata.selected_nothing?.handle ?? "";
    expect(await other.readResult({ handle })).toMatchObject({ success: false, error: { number: 6016 } });
    expect(await one.readResult({ handle, limit: 0 })).toMatchObject({ error: { number: 6008 } });
  });
});
