import { patientGate } from "@pm-orchestrator/adapter-kit/testing";
import type { AnyOperation } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";
import { answering, simulatedJira } from "./bench.js";

const writes = Object.entries<AnyOperation>(adapter.operations).filter(([, { effect }]) => effect !== "read");

it.each(writes)("%s declares what a lost answer means", (_name, { retry, reconcile }) => {
  expect(reconcile !== undefined).toBe(retry === "lookup");
});

/** Tells of a repetition what it cannot know: see below. */
const TELLING = "create_remote_link";
const natural = writes.filter(([name, { retry }]) => retry === "natural" && name !== TELLING);

describe.each(natural)("%s", (name, { example }) => {
  it("is as good when it is sent twice", async () => {
    const expected = await simulatedJira().run(name, example);
    const jira = simulatedJira({
      gate: patientGate,
      faults: { rules: [{ fault: "reset_after", write: true, times: 1 }] },
    });
    await expect(jira.run(name, example)).resolves.toEqual(expected);
    const sent = jira.world.log.filter(({ write }) => write);
    expect(sent.filter(({ digest }) => digest === sent[0]?.digest)).toHaveLength(2);
  });
});

it("does not say of a remote link whether it was made, when the answer that told so was lost", async () => {
  const { example } = adapter.operations[TELLING];
  const { created, ...expected } = (await simulatedJira().run(TELLING, example)) as { created?: boolean };
  expect(created).toBe(true);
  const jira = simulatedJira({
    gate: patientGate,
    faults: { rules: [{ fault: "reset_after", write: true, times: 1 }] },
  });
  await expect(jira.run(TELLING, example)).resolves.toEqual(expected);
});

it("tells which of Jira's limits a refusal is about", async () => {
  const refusing = (reason: string) =>
    answering(() =>
      Response.json(
        { errorMessages: ["Rate limit exceeded."] },
        { status: 429, headers: { "retry-after": "2", "ratelimit-reason": reason } },
      ),
    ).run("add_comment", { issue_key: "TRAIN-1", body: "Hello." });
  for (const [reason, limit_domain] of [
    ["jira-per-issue-on-write", "issue_writes"],
    ["jira-quota-tenant-based", "quota"],
  ] as const) {
    await expect(refusing(reason)).rejects.toMatchObject({
      number: 2402,
      retryable: true,
      details: { retry_after_ms: 2000, limit_domain },
    });
  }
  await expect(refusing("another")).rejects.toMatchObject({
    number: 2402,
    details: { retry_after_ms: 2000 },
  });
});

it.each(Object.entries<AnyOperation>(adapter.operations))("%s draws on limits that fit it", (_name, one) => {
  const { limits = [], params, upstream, effect } = one;
  if (upstream.length === 0) return;
  const [method = ""] = upstream[0]?.split(" ") ?? [];
  expect(limits.includes("edits")).toBe(["PUT", "DELETE"].includes(method));
  expect(limits.includes("issue_writes")).toBe(effect !== "read" && Object.hasOwn(params.shape, "issue_key"));
  expect(limits).toEqual(expect.arrayContaining(["requests", "quota"]));
});
