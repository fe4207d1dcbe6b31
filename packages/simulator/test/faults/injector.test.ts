import { getEventListeners } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createSimulatorHost,
  createWorld,
  type FaultPlan,
  type FaultRule,
  IN_PROCESS_ORIGIN,
  type LoggedRequest,
  untoldWrites,
} from "../../src/index.js";
import { loadNotes, notes } from "../small-systems.js";

const NOTE = `${IN_PROCESS_ORIGIN}/notes/v1/notes/1`;

function faulty(plan: FaultPlan, more: { latencyMs?: number; clock?: () => number } = {}) {
  const world = createWorld();
  const host = createSimulatorHost({ simulators: { notes: loadNotes }, world, faults: plan, ...more });
  const change = (init: RequestInit = {}) => host.fetch(NOTE, { method: "PUT", body: "changed", ...init });
  const read = (init?: RequestInit) => host.fetch(NOTE, init);
  /** What the system holds, whatever callers were told. */
  const text = () => world.state("notes", () => ({ texts: new Map<string, string>() })).texts.get("1");
  return { host, world, change, read, text, log: world.log };
}

const met = (log: readonly LoggedRequest[]) =>
  log.map(({ fault = "-", status, applied }) => [fault, status, applied]);

describe("a fault that strikes a write", () => {
  it.each<{ rule: FaultRule; status: number; applied: boolean; type?: string | null; body?: unknown }>([
    { rule: { fault: "rate_limited" }, status: 429, applied: false },
    { rule: { fault: "status", status: 500 }, status: 500, applied: false },
    { rule: { fault: "status", status: 502 }, status: 502, applied: false },
    { rule: { fault: "status", status: 503, retry_after: 3 }, status: 503, applied: false },
    { rule: { fault: "status", status: 504, applied: true }, status: 504, applied: true },
    { rule: { fault: "slow_body", over_ms: 0 }, status: 204, applied: true, type: null, body: "" },
    { rule: { fault: "truncated_json" }, status: 200, applied: true, body: '{"id": "1' },
    { rule: { fault: "truncated_json", applied: false }, status: 200, applied: false },
    { rule: { fault: "html_page" }, status: 200, applied: true, type: "text/html; charset=utf-8" },
    { rule: { fault: "html_page", status: 503, applied: false }, status: 503, applied: false },
    { rule: { fault: "endless_redirect" }, status: 302, applied: false, type: null },
    { rule: { fault: "wrong_content_type" }, status: 200, applied: true, type: "text/plain", body: "" },
    {
      rule: { fault: "wrong_content_type", applied: false },
      status: 200,
      applied: false,
      type: "text/plain",
    },
    { rule: { fault: "huge_answer", bytes: 20 }, status: 200, applied: true, body: '{"padding":"xxxxxx"}' },
    { rule: { fault: "huge_answer", bytes: 20, applied: false }, status: 200, applied: false },
    { rule: { fault: "expired_token" }, status: 401, applied: false },
  ])("$rule", async ({ rule, status, applied, type, body }) => {
    const { change, text, log } = faulty({ rules: [rule] });
    const answer = await change();
    expect(answer.status).toBe(status);
    if (type !== undefined) expect(answer.headers.get("content-type")).toBe(type);
    if (body !== undefined) expect(await answer.text()).toBe(body);
    expect(text()).toBe(applied ? "changed" : "Hello");
    expect(log).toEqual([
      {
        kind: "notes",
        method: "PUT",
        path: "/v1/notes/1",
        status,
        write: true,
        applied,
        digest: expect.stringMatching(/^[\w-]{22}$/),
        fault: rule.fault,
      },
    ]);
  });

  it("a reset before: nothing was done", async () => {
    const { change, read, log } = faulty({ rules: [{ fault: "reset_before", times: 1 }] });
    await expect(change()).rejects.toMatchObject({
      name: "TypeError",
      message: "fetch failed",
      cause: { code: "ECONNRESET" },
    });
    expect(await (await read()).json()).toMatchObject({ text: "Hello" });
    expect(met(log)).toEqual([
      ["reset_before", 0, false],
      ["-", 200, true],
    ]);
    expect(untoldWrites(log)).toEqual([]);
  });

  it("a reset after: it was done, and its caller does not know", async () => {
    const { change, read, log } = faulty({ rules: [{ fault: "reset_after", times: 1 }] });
    await expect(change()).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
    expect(await (await read()).json()).toMatchObject({ text: "changed" });
    expect(met(log)).toEqual([
      ["reset_after", 0, true],
      ["-", 200, true],
    ]);
    expect(untoldWrites(log)).toEqual([log[0]]);
  });
});

describe("no answer", () => {
  it.each([
    [false, "Hello"],
    [true, "changed"],
  ])("comes until the caller gives up; applied: %s", async (applied, expected) => {
    const { change, read, log } = faulty({ rules: [{ fault: "no_answer", applied, times: 1 }] });
    const giveUp = new AbortController();
    const answer = change({ signal: giveUp.signal });
    while (log.length === 0) await turn();
    expect(await (await read()).json()).toMatchObject({ text: expected });
    expect(met(log)).toContainEqual(["no_answer", 0, applied]);
    giveUp.abort(new Error("enough"));
    await expect(answer).rejects.toThrow("enough");
    expect(untoldWrites(log)).toHaveLength(applied ? 1 : 0);
  });

  it("leaves no listener behind", async () => {
    const { host } = faulty({ rules: [{ fault: "no_answer" }] });
    const giveUp = new AbortController();
    const request = new Request(NOTE, { signal: giveUp.signal });
    const answer = host.handle(request);
    giveUp.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
    expect(getEventListeners(request.signal, "abort")).toEqual([]);
  });
});

/** Node frees what nobody holds when it likes; a test cannot wait for that. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

describe.each(["its address", "a request"])("asked by %s, after garbage was collected", (by) => {
  const ask = (rule: FaultRule, signal: AbortSignal) => {
    const { host, log } = faulty({ rules: [rule] });
    return {
      log,
      answer: by === "a request" ? host.fetch(new Request(NOTE, { signal })) : host.fetch(NOTE, { signal }),
    };
  };

  it("what never comes is still given up", async () => {
    const giveUp = new AbortController();
    const { answer, log } = ask({ fault: "no_answer" }, giveUp.signal);
    while (log.length === 0) await turn();
    await turn();
    collectGarbage();
    await turn();
    giveUp.abort(new Error("enough"));
    await expect(answer).rejects.toThrow("enough");
  });

  it("what comes slowly still breaks off", async () => {
    const giveUp = new AbortController();
    const { answer } = ask({ fault: "slow_body", over_ms: 3_600_000 }, giveUp.signal);
    const reader = (await answer).body?.getReader();
    await reader?.read();
    const next = reader?.read();
    await turn();
    collectGarbage();
    await turn();
    giveUp.abort(new Error("enough"));
    await expect(next).rejects.toThrow("enough");
  });
});

describe("a slow answer", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("shows its head at once and all of it in the end", async () => {
    const { read } = faulty({ rules: [{ fault: "slow_body", over_ms: 5000 }] });
    const answer = await read();
    const begun = Date.now();
    const json = answer.json();
    await vi.advanceTimersByTimeAsync(5000);
    expect(await json).toMatchObject({ text: "Hello" });
    expect(Date.now() - begun).toBe(5000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("without a body is late as a whole; what was applied is logged even when nobody waits", async () => {
    const { change, log } = faulty({ rules: [{ fault: "slow_body", over_ms: 5000 }] });
    const giveUp = new AbortController();
    const answer = change({ signal: giveUp.signal });
    const lost = expect(answer).rejects.toThrow("enough");
    await vi.advanceTimersByTimeAsync(4999);
    expect(log).toEqual([]);
    giveUp.abort(new Error("enough"));
    await lost;
    expect(met(log)).toEqual([["slow_body", 0, true]]);
    expect(untoldWrites(log)).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("endless redirects", () => {
  it("lead from address to address on the same host, and never to one that was there before", async () => {
    const { host, log } = faulty({ rules: [{ fault: "endless_redirect", times: 1 }] });
    let address = "http://acme.example/notes/v1/notes/1";
    const seen = new Set<string>();
    for (let hop = 0; hop < 30; hop += 1) {
      const answer = await host.fetch(address);
      expect(answer.status).toBe(302);
      address = answer.headers.get("location") ?? "";
      expect(address).toMatch(/^http:\/\/acme\.example\/notes\/simulated-redirect\/\d+$/);
      expect(seen.has(address)).toBe(false);
      seen.add(address);
    }
    expect(log.every(({ fault, applied }) => fault === "endless_redirect" && !applied)).toBe(true);
  });
});

describe("being limited", () => {
  it("tells how long to wait as asked: a number, a date, nonsense, nothing", async () => {
    const told = async (rule: Partial<FaultRule>) =>
      (await faulty({ rules: [{ fault: "rate_limited", ...rule } as FaultRule] }).read()).headers.get(
        "retry-after",
      );
    expect(await told({})).toBe("1");
    expect(await told({ retry_after: 7 })).toBe("7");
    expect(await told({ retry_after: 0 })).toBe("0");
    expect(await told({ retry_after: "soon" })).toBe("soon");
    expect(await told({ headers: "none", retry_after: 7 })).toBeNull();
    expect(await told({ retry_after: 60, retry_after_as: "date" })).toMatch(/^\w{3}, \d\d .* GMT$/);
    const status = async (rule: Partial<FaultRule>) =>
      (await faulty({ rules: [{ fault: "status", status: 503, ...rule } as FaultRule] }).read()).headers.get(
        "retry-after",
      );
    expect(await status({})).toBeNull();
    expect(await status({ retry_after: 5 })).toBe("5");
  });

  it("by a bucket of its own clock, before any rule, and without being applied", async () => {
    const time = { now: 0 };
    const { change, log, text } = faulty(
      { limits: [{ per_second: 1, burst: 1 }], rules: [{ fault: "status", status: 500, times: 1 }] },
      { clock: () => time.now },
    );
    expect((await change()).status).toBe(500);
    expect((await change()).status).toBe(429);
    expect(text()).not.toBe("changed");
    time.now = 1000;
    expect((await change()).status).toBe(204);
    expect(met(log)).toEqual([
      ["status", 500, false],
      ["over_limit", 429, false],
      ["-", 204, true],
    ]);
  });
});

describe("an expired token", () => {
  it("half-way: all requests from then on are refused", async () => {
    const { read, change, log } = faulty({ rules: [{ fault: "expired_token", after: 2 }] });
    const statuses = [];
    for (let asked = 0; asked < 5; asked += 1) statuses.push((await read()).status);
    expect(statuses).toEqual([200, 200, 401, 401, 401]);
    expect((await change()).status).toBe(401);
    expect(log.filter(({ applied }) => applied)).toHaveLength(2);
  });
});

describe("a host with faults", () => {
  it("does the same to the same requests, and something else with another seed", async () => {
    const run = async (seed: number) => {
      const { change, read, log } = faulty({
        seed,
        rules: [
          { fault: "reset_after", probability: 0.3, write: true },
          { fault: "status", status: 503, probability: 0.3 },
        ],
      });
      for (let round = 0; round < 40; round += 1)
        await (round % 2 ? change() : read()).catch(() => undefined);
      return met(log);
    };
    expect(await run(5)).toEqual(await run(5));
    expect(await run(5)).not.toEqual(await run(6));
  });

  it("strikes requests that come at the same time one after another", async () => {
    const { read, log } = faulty({ rules: [{ fault: "status", status: 503, after: 1, times: 2 }] });
    const statuses = await Promise.all([1, 2, 3, 4, 5].map(async () => (await read()).status));
    expect(statuses).toEqual([200, 503, 503, 200, 200]);
    expect(log).toHaveLength(5);
  });

  it("is late too", async () => {
    vi.useFakeTimers();
    const { read } = faulty({ rules: [{ fault: "status", status: 500 }] }, { latencyMs: 250 });
    let done = false;
    const answer = read().then((response) => {
      done = true;
      return response.status;
    });
    await vi.advanceTimersByTimeAsync(249);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toBe(500);
    vi.useRealTimers();
  });

  it("answers 500 and goes on when a fault or a simulator is none", async () => {
    const { read } = faulty({ rules: [{ fault: "nonsense", times: 1 } as unknown as FaultRule] });
    expect([(await read()).status, (await read()).status]).toEqual([500, 200]);
    const throws = () => {
      throw new Error("a defect");
    };
    const host = createSimulatorHost({ simulators: { notes: async () => ({ ...notes, isWrite: throws }) } });
    const answer = await host.fetch(NOTE);
    expect([answer.status, await answer.json()]).toEqual([
      500,
      { message: "The simulator failed: a defect" },
    ]);
  });

  it("logs faults of what cannot be loaded too", async () => {
    const host = createSimulatorHost({
      simulators: { notes: () => Promise.reject(new Error("not built")) },
      faults: { rules: [{ fault: "rate_limited", times: 1 }] },
    });
    expect((await host.fetch(NOTE)).status).toBe(429);
    expect((await host.fetch(NOTE)).status).toBe(500);
  });
});
