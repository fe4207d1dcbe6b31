import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PmoError, type StepContext } from "@pm-orchestrator/core";
import { cacheStatusAnswerSchema } from "@pm-orchestrator/core/schemas";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  createOrchestrator,
  type OrchestratorConfig,
  type OrchestratorEnvironment,
} from "../../src/index.js";
import { installAdapter } from "../support/adapter-package.js";

const SLOTS = { things: { ttlMs: 60_000, staleMs: 60_000, summary: "" } };
const WARM = [
  { operation: "lookup", params: { text: "everything" } },
  { operation: "hang", params: {} },
];

/** An orchestrator with one system `box` that looks up what `answer` gives, and a log of what it was asked. */
function looking(
  answer: (text: string, step: StepContext) => unknown = (text) => ({ text }),
  {
    config = {},
    environment = {},
  }: { config?: OrchestratorConfig; environment?: OrchestratorEnvironment } = {},
) {
  const asked: string[] = [];
  const lookUp = (params: Record<string, unknown>, step: StepContext) =>
    step.cache.get("things", String(params["text"]), async () => {
      asked.push(String(params["text"]));
      const end = step.meter.begin();
      try {
        return await answer(String(params["text"]), step);
      } finally {
        end();
      }
    });
  const { folder, name } = installAdapter({
    operations: {
      lookup: { run: lookUp },
      change: { effect: "write", run: () => ({}) },
      forget: { effect: "write", run: (params, { cache }) => cache.forget("things", String(params["text"])) },
      hang: {
        run: (_params, { signal }) =>
          new Promise((_resolve, reject) =>
            signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
          ),
      },
    },
    settings: [{ name: "token", secret: true }],
    manifest: { slots: SLOTS, warm: [...WARM, { operation: "change", params: {} }] },
    definition: `slots: ${JSON.stringify(SLOTS)},`,
  });
  const open = (token = "t0ken-one-1", more: OrchestratorEnvironment = {}) =>
    createOrchestrator(
      { ...config, systems: { box: { adapter: name, token } } },
      { ...environment, ...more, resolveFrom: [folder] },
    );
  const orchestrator = open();
  const call = (operation: string, text = "a", of = orchestrator) =>
    of.smartDelegate({ system: "box", operation, params: { text } });
  return { orchestrator, asked, call, open };
}

function frozenClock() {
  vi.useFakeTimers({ toFake: ["performance", "Date"] });
  vi.advanceTimersByTime(1000);
  onTestFinished(() => void vi.useRealTimers());
}

describe("the cache under the engine", () => {
  it("answers what has just expired, and reads it anew apart from the step", async () => {
    frozenClock();
    const signals: AbortSignal[] = [];
    let value = "old";
    let renewed = () => {};
    const isRenewed = new Promise<void>((resolve) => {
      renewed = resolve;
    });
    const { call, asked, orchestrator } = looking(async (_text, step) => {
      signals.push(step.signal);
      await null;
      // Through the gate and the meter of the background.
      const answer = await step.gate.call(async () => ({ value }));
      if (value === "new") setImmediate(renewed);
      return answer;
    });
    await call("lookup");
    vi.advanceTimersByTime(60_000);
    value = "new";
    const stale = await call("lookup");
    expect(stale).toMatchObject({ data: "old", metadata: { cached: true, mcp_calls: 0 } });
    await isRenewed;
    expect(await call("lookup")).toMatchObject({ data: "new", metadata: { cached: true } });
    expect(asked).toEqual(["a", "a"]);
    expect(signals[0]).not.toBe(signals[1]);
    await orchestrator.close();
  });

  it("ends with the session what is read anew", async () => {
    frozenClock();
    let aborted: (reason: string) => void = () => {};
    const ended = new Promise<string>((resolve) => {
      aborted = resolve;
    });
    const { call, asked, orchestrator } = looking((text, { signal }) => {
      if (asked.length === 1) return text;
      return new Promise((_resolve, reject) =>
        signal.addEventListener("abort", () => {
          aborted("at once");
          reject(signal.reason);
        }),
      );
    });
    await call("lookup");
    vi.advanceTimersByTime(60_000);
    await call("lookup");
    await orchestrator.close();
    expect(await ended).toBe("at once");
  });

  it("believes that there is nothing until the next write, also one that fails", async () => {
    const { call, asked } = looking((text) => {
      throw new PmoError({
        code: "THING_NOT_FOUND",
        number: 10_001,
        message: `no ${text}`,
        retryable: false,
      });
    });
    for (const operation of ["lookup", "lookup", "change", "lookup"]) await call(operation);
    expect(asked).toEqual(["a", "a"]);
    expect((await call("lookup")).error).toMatchObject({ code: "THING_NOT_FOUND", message: "no a" });
  });
});

describe("warm", () => {
  it("runs the declared reads in the background, never a write, and is ended by close", async () => {
    const { orchestrator, call, asked } = looking();
    const warming = orchestrator.warm();
    expect(await call("lookup", "other")).toMatchObject({ success: true });
    await vi.waitFor(() => expect(asked).toContain("everything"));
    const known = await call("lookup", "everything");
    expect(known.metadata).toMatchObject({ cached: true });
    await orchestrator.close();
    const { success, data, metadata } = await warming;
    expect(success).toBe(true);
    expect(data?.reads).toMatchObject([
      { system: "box", operation: "lookup", status: "succeeded", mcp_calls: 1 },
      { system: "box", operation: "hang", status: "cancelled", error: { code: "OPERATION_CANCELLED" } },
    ]);
    expect(metadata.api_calls).toBe(1);
  });

  it("refuses what is not configured, and leaves out what cannot be spoken to unless it was named", async () => {
    const { open, orchestrator } = looking();
    expect(await orchestrator.warm({ systems: ["bix"] })).toMatchObject({
      success: false,
      error: {
        code: "INVALID_SYSTEM",
        suggestions: expect.arrayContaining(["Did you mean box?", "Configured: box."]),
      },
    });
    const bare = open("${NOT_SET}");
    expect(await bare.warm()).toMatchObject({ success: true, data: { reads: [] } });
    expect(await bare.warm({ systems: ["box"] })).toMatchObject({
      success: false,
      error: { code: "SYSTEM_NOT_CONFIGURED" },
    });
  });
});

describe("the disk store of a session", () => {
  const onDisk = () => {
    const folder = mkdtempSync(join(tmpdir(), "pmo-cache-"));
    return {
      folder,
      more: { config: { cache: { store: "disk" } }, environment: { env: { PMO_CACHE_DIR: folder } } },
    };
  };

  it("answers the next session of the same credentials, and tells what it holds", async () => {
    const { folder, more } = onDisk();
    const { open, call, asked, orchestrator } = looking(undefined, more);
    await call("lookup", "confidential");
    await orchestrator.close();
    const next = open();
    expect(await call("lookup", "confidential", next)).toMatchObject({
      data: { text: "confidential" },
      metadata: { cached: true, mcp_calls: 0 },
    });
    const status = await next.cacheStatus({ detailed: true });
    expect(cacheStatusAnswerSchema.parse(status)).toEqual(status);
    expect(status.metadata.store).toEqual({
      kind: "disk",
      entries: 1,
      size_kb: expect.any(Number),
      by_system: { box: { entries: 1, size_kb: expect.any(Number) } },
    });
    const other = open("t0ken-two-2");
    expect((await call("lookup", "confidential", other)).metadata).toMatchObject({ cached: false });
    const tenant = open("t0ken-one-1", { tenant: "other" });
    expect((await call("lookup", "confidential", tenant)).metadata).toMatchObject({ cached: false });
    expect(asked).toHaveLength(3);
    const files = readdirSync(join(folder, "look-ups"));
    const all = files
      .flatMap((file) => [file, readFileSync(join(folder, "look-ups", file), "utf8")])
      .join("\n");
    expect(all).not.toContain("t0ken");
    for (const session of [next, other, tenant]) await session.close();
  });

  it("is cleared, and hears of what a write forgot", async () => {
    const { more } = onDisk();
    const { open, call, asked, orchestrator } = looking(undefined, more);
    for (const text of ["a", "b"]) await call("lookup", text);
    await orchestrator.close();
    const writing = open();
    await call("forget", "a", writing);
    await writing.close();
    const next = open();
    for (const text of ["a", "b"]) await call("lookup", text, next);
    expect(asked).toEqual(["a", "b", "a"]);
    await next.clearCache();
    expect((await next.cacheStatus()).metadata.store).toMatchObject({ entries: 0 });
    await call("lookup", "b", next);
    expect(asked).toEqual(["a", "b", "a", "b"]);
    await next.close();
  });

  it("keeps nothing that is simulated", async () => {
    const { folder, more } = onDisk();
    const { open, call } = looking(undefined, more);
    const simulated = open("t0ken-one-1", { simulate: { origin: "http://simulator.invalid" } });
    await call("lookup", "a", simulated);
    await simulated.close();
    expect(readdirSync(folder)).toEqual([]);
    expect((await simulated.cacheStatus()).metadata).not.toHaveProperty("store");
  });

  it("tells why it cannot be used, and fails nothing", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const { call, orchestrator } = looking(undefined, {
      config: { cache: { store: "${NOWHERE}" } },
      environment: { env: {} },
    });
    expect(await call("lookup")).toMatchObject({ success: true });
    expect(warn).toHaveBeenCalledTimes(1);
    expect((await orchestrator.cacheStatus()).metadata.store).toMatchObject({
      kind: "shared",
      entries: null,
      problem: expect.stringContaining("NOWHERE"),
    });
    await orchestrator.close();
  });
});
