import { patientGate } from "@pm-orchestrator/adapter-kit/testing";
import type { AnyOperation } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";
import { answering, simulatedConfluence } from "./bench.js";

const writes = Object.entries<AnyOperation>(adapter.operations).filter(([, { effect }]) => effect !== "read");

it.each(writes)("%s declares what a lost answer means", (_name, { retry, reconcile }) => {
  expect(reconcile !== undefined).toBe(retry === "lookup");
});

describe.each(writes.filter(([, { retry }]) => retry === "natural"))("%s", (name, { example }) => {
  it("is as good when it is sent twice", async () => {
    const expected = await simulatedConfluence().run(name, example);
    const confluence = simulatedConfluence({
      gate: patientGate,
      faults: { rules: [{ fault: "reset_after", write: true, times: 1 }] },
    });
    await expect(confluence.run(name, example)).resolves.toEqual(expected);
    const sent = confluence.world.log.filter(({ write }) => write);
    expect(sent.filter(({ digest }) => digest === sent[0]?.digest)).toHaveLength(2);
  });
});

it("tells which of Confluence's limits a refusal is about", async () => {
  const confluence = answering(() =>
    Response.json(
      { errors: [{ status: 429, code: "TOO_MANY_REQUESTS", title: "Rate limit exceeded", detail: null }] },
      { status: 429, headers: { "retry-after": "2", "ratelimit-reason": "confluence-quota-tenant-based" } },
    ),
  );
  await expect(confluence.run("get_labels", { page_id: "98752" })).rejects.toMatchObject({
    number: 3402,
    retryable: true,
    details: { retry_after_ms: 2000, limit_domain: "quota" },
  });
});
