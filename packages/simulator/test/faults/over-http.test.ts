import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  createSimulatorHost,
  createWorld,
  type FaultPlan,
  type FaultRule,
  type SimulatorHost,
  serveSimulators,
} from "../../src/index.js";
import { gate, loadNotes } from "../small-systems.js";

async function served(plan: FaultPlan, wrap: (host: SimulatorHost) => SimulatorHost = (host) => host) {
  const world = createWorld();
  const host = createSimulatorHost({ simulators: { notes: loadNotes }, world, faults: plan });
  const server = await serveSimulators(wrap(host));
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= server.close();
    return closed;
  };
  onTestFinished(close);
  const note = `${server.url}/notes/v1/notes/1`;
  return {
    url: server.url,
    note,
    close,
    log: world.log,
    change: (init: RequestInit = {}) => fetch(note, { method: "PUT", body: "changed", ...init }),
    text: () => world.state("notes", () => ({ texts: new Map<string, string>() })).texts.get("1"),
  };
}

const onceOnly = (rule: FaultRule): FaultPlan => ({ rules: [{ ...rule, times: 1 }] });

/** Hands every body of a host through `watch`, which is told of each piece and of the end that its reader makes. */
function watched(host: SimulatorHost, watch: { piece?(bytes: number): void; left(): void }): SimulatorHost {
  return {
    ...host,
    handle: async (request) => {
      const response = await host.handle(request);
      const reader = response.body?.getReader();
      if (reader === undefined) return response;
      const body = new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            const { done, value } = await reader.read();
            if (done) return controller.close();
            watch.piece?.(value.byteLength);
            controller.enqueue(value);
          },
          async cancel(reason) {
            await reader.cancel(reason);
            watch.left();
          },
        },
        { highWaterMark: 0 },
      );
      return new Response(body, response);
    },
  };
}

describe("over HTTP", () => {
  it.each([
    ["reset_before", false],
    ["reset_after", true],
  ] as const)("%s ends the connection without a byte; applied: %s", async (fault, applied) => {
    const { url, note, log, text } = await served(onceOnly({ fault }));
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const bytes: Buffer[] = [];
    socket.on("data", (part: Buffer) => bytes.push(part)).on("error", () => {});
    socket.write("PUT /notes/v1/notes/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\nchanged");
    await once(socket, "close");
    expect(Buffer.concat(bytes).toString()).toBe("");
    expect(text()).toBe(applied ? "changed" : "Hello");
    expect(log).toEqual([expect.objectContaining({ fault, status: 0, write: true, applied })]);
    expect((await fetch(note)).status).toBe(200);
  });

  it("fetch takes a reset for a connection that was lost after sending", async () => {
    const { change, text } = await served(onceOnly({ fault: "reset_after" }));
    await expect(change()).rejects.toMatchObject({
      name: "TypeError",
      cause: { code: expect.stringMatching(/^(?:UND_ERR_SOCKET|ECONNRESET)$/) },
    });
    expect(text()).toBe("changed");
    expect((await change()).status).toBe(204);
  });

  it.each<[FaultRule, number, boolean, string]>([
    [{ fault: "rate_limited", retry_after: 7 }, 429, false, "application/json"],
    [{ fault: "status", status: 500 }, 500, false, "application/json"],
    [{ fault: "status", status: 502 }, 502, false, "application/json"],
    [{ fault: "status", status: 503, retry_after: 7 }, 503, false, "application/json"],
    [{ fault: "truncated_json" }, 200, true, "application/json"],
    [{ fault: "html_page" }, 200, true, "text/html; charset=utf-8"],
    [{ fault: "wrong_content_type" }, 200, true, "text/plain"],
    [{ fault: "expired_token" }, 401, false, "application/json"],
  ])("%j", async (rule, status, applied, type) => {
    const { change, text, log } = await served(onceOnly(rule));
    const answer = await change();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, type]);
    if ("retry_after" in rule) expect(answer.headers.get("retry-after")).toBe("7");
    await answer.arrayBuffer();
    expect(text()).toBe(applied ? "changed" : "Hello");
    expect(log).toEqual([expect.objectContaining({ fault: rule.fault, status, applied })]);
  });

  it("who follows endless redirects never arrives", async () => {
    const { note, log, url } = await served(onceOnly({ fault: "endless_redirect" }));
    await expect(fetch(note)).rejects.toMatchObject({ cause: { message: "redirect count exceeded" } });
    expect(log.length).toBeGreaterThan(20);
    expect(new Set(log.map(({ path }) => path)).size).toBe(log.length);
    const first = await fetch(`${url}/notes/simulated-redirect/1`, { redirect: "manual" });
    expect(first.headers.get("location")).toBe(`${url}/notes/simulated-redirect/2`);
  });

  it("a huge answer arrives whole: 50 MiB of JSON by default", async () => {
    const { note } = await served(onceOnly({ fault: "huge_answer" }));
    const answer = await fetch(note);
    let [size, tail] = [0, ""];
    for await (const piece of answer.body ?? []) {
      size += (piece as Uint8Array).byteLength;
      tail = Buffer.from(piece as Uint8Array)
        .toString("latin1")
        .slice(-2);
    }
    expect([answer.headers.get("content-type"), size, tail]).toEqual([
      "application/json",
      50 * 1024 * 1024,
      '"}',
    ]);
  });

  it("a huge answer that nobody reads on is not made, and ends when its reader leaves", async () => {
    const { open, opened } = gate();
    let made = 0;
    const { note } = await served(onceOnly({ fault: "huge_answer", bytes: 2 ** 34 }), (host) =>
      watched(host, {
        piece: (bytes) => {
          made += bytes;
        },
        left: open,
      }),
    );
    const answer = await fetch(note);
    const reader = answer.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await opened;
    expect(made).toBeLessThan(64 * 1024 * 1024);
  });

  it("a slow body sends its head at once, and ends when its reader leaves", async () => {
    const { open, opened } = gate();
    const { note } = await served(onceOnly({ fault: "slow_body", over_ms: 3_600_000 }), (host) =>
      watched(host, { left: open }),
    );
    const leave = new AbortController();
    const answer = await fetch(note, { signal: leave.signal });
    expect(answer.status).toBe(200);
    const reader = answer.body?.getReader();
    expect((await reader?.read())?.value?.byteLength).toBeGreaterThan(0);
    leave.abort();
    await opened;
    expect(await (await fetch(note)).json()).toMatchObject({ text: "Hello" });
  });

  it("a slow body without hurry arrives whole", async () => {
    const { note } = await served(onceOnly({ fault: "slow_body", over_ms: 20 }));
    expect(await (await fetch(note)).json()).toEqual({ text: "Hello", self: note });
  });

  it("no answer: the connection stays open until the caller leaves", async () => {
    const { change, note, log } = await served(
      onceOnly({ fault: "no_answer", applied: true, method: "PUT" }),
    );
    const leave = new AbortController();
    const answer = change({ signal: leave.signal });
    const lost = expect(answer).rejects.toMatchObject({ name: "AbortError" });
    while (!log.some(({ fault }) => fault === "no_answer")) await (await fetch(note)).text();
    leave.abort();
    await lost;
    expect(log).toContainEqual(expect.objectContaining({ fault: "no_answer", status: 0, applied: true }));
  });

  it.each<FaultRule>([{ fault: "no_answer" }, { fault: "slow_body", over_ms: 3_600_000 }])(
    "$fault holds up no close",
    async (rule) => {
      const { change, close, note } = await served({
        rules: [{ ...rule, method: "PUT" }],
      });
      const answer = change();
      const lost = expect(answer).rejects.toBeInstanceOf(TypeError);
      // The waiting request must have reached the server before it closes.
      await fetch(note).then((other) => other.text());
      await close();
      await lost;
    },
  );
});
