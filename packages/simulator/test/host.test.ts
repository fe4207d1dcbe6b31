import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createSimulatorHost,
  createWorld,
  defineSimulator,
  HttpResponse,
  http,
  IN_PROCESS_ORIGIN,
  type SimulatorLoader,
} from "../src/index.js";
import { gate, loadNotes, notes } from "./small-systems.js";

const at = (path: string) => `${IN_PROCESS_ORIGIN}${path}`;

function hostOf(simulators: Record<string, SimulatorLoader> = { notes: loadNotes }, latencyMs = 0) {
  return createSimulatorHost({ simulators, latencyMs });
}

describe("routing", () => {
  it("goes by the first part of the path, whatever the origin", async () => {
    const named = (kind: string) => async () =>
      defineSimulator({ kind, handlers: () => [http.get("*/x", () => HttpResponse.text(kind))] });
    const host = hostOf({ jira: named("jira"), linear: named("linear") });
    expect(host.kinds).toEqual(["jira", "linear"]);
    for (const origin of [IN_PROCESS_ORIGIN, "https://acme.example:8443", "http://[::1]"]) {
      expect(await (await host.fetch(`${origin}/jira/x`)).text()).toBe("jira");
      expect(await (await host.fetch(`${origin}/linear/x`)).text()).toBe("linear");
    }
  });

  it("tells the world's time in the head of every answer, refusals included", async () => {
    const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
    const host = createSimulatorHost({ simulators: { notes: loadNotes }, world });
    for (const path of ["/notes/v1/notes/1", "/notes/unknown"]) {
      const { headers } = await host.fetch(at(path));
      expect(headers.get("date")).toBe("Mon, 01 Dec 2025 10:00:00 GMT");
    }
  });

  it.each(["/", "", "/other/x", "/notes2/x", "/__proto__/x", "/constructor/x", "//notes/x"])(
    "nothing is at %j",
    async (path) => {
      const host = hostOf();
      const response = await host.fetch(at(path));
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({
        message: expect.stringMatching(/^The simulator says: nothing is simulated at /),
      });
      expect(host.world.log).toEqual([]);
    },
  );

  it("nothing is at an unknown path or method of a known kind, and that is logged", async () => {
    const host = hostOf();
    const response = await host.fetch(at("/notes/unknown?a=1"));
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: "The simulator says: notes has nothing at this path." });
    expect((await host.fetch(at("/notes/v1/notes/1"), { method: "DELETE" })).status).toBe(404);
    expect(host.world.log).toEqual([
      { kind: "notes", method: "GET", path: "/unknown?a=1", status: 404, write: false, applied: false },
      expect.objectContaining({
        method: "DELETE",
        path: "/v1/notes/1",
        status: 404,
        write: true,
        applied: false,
      }),
    ]);
  });
});

describe("headers of a system", () => {
  it("stand beside every answer, also beside what nothing handles", async () => {
    const definition = defineSimulator({
      kind: "named",
      headers: (request) => ({ "x-caller": request.headers.get("x-who") ?? "nobody" }),
      handlers: () => [
        http.get("*/x", () => HttpResponse.text("x", { headers: { "x-own": "1" } })),
        http.get("*/broken", () => HttpResponse.error()),
      ],
    });
    const host = hostOf({ named: async () => definition });
    const answered = await host.fetch(at("/named/x"), { headers: { "x-who": "maya" } });
    expect([answered.headers.get("x-caller"), answered.headers.get("x-own")]).toEqual(["maya", "1"]);
    const nothing = await host.fetch(at("/named/y"));
    expect([nothing.status, nothing.headers.get("x-caller")]).toEqual([404, "nobody"]);
    await expect(host.fetch(at("/named/broken"))).rejects.toThrow(TypeError);
  });
});

describe("loading", () => {
  it("happens on the first request for a kind, once, also for requests at the same moment", async () => {
    const load = vi.fn(loadNotes);
    const other = vi.fn(loadNotes);
    const host = hostOf({ notes: load, other });
    await host.fetch(at("/nobody/x"));
    expect(load).not.toHaveBeenCalled();
    await Promise.all([1, 2, 3].map(() => host.fetch(at("/notes/query"))));
    await host.fetch(at("/notes/query"));
    expect(load).toHaveBeenCalledTimes(1);
    expect(other).not.toHaveBeenCalled();
  });

  it("makes the handlers once, over the host's world", async () => {
    const handlers = vi.fn(notes.handlers);
    const world = createWorld();
    const host = createSimulatorHost({
      simulators: { notes: async () => ({ kind: "notes", handlers }) },
      world,
    });
    expect(host.world).toBe(world);
    await host.fetch(at("/notes/query"));
    await host.fetch(at("/notes/query"));
    expect(handlers.mock.calls).toEqual([[world]]);
  });

  it.each([
    ["rejects", () => Promise.reject(new Error("not built"))],
    [
      "throws",
      () => {
        throw new Error("not built");
      },
    ],
  ] as [string, SimulatorLoader][])("that %s answers 500, and is tried again", async (_how, fails) => {
    const load = vi.fn(loadNotes).mockImplementationOnce(fails);
    const host = hostOf({ notes: load });
    const response = await host.fetch(at("/notes/query"));
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: "The simulator failed: not built" });
    expect((await host.fetch(at("/notes/query"))).status).toBe(200);
    expect(load).toHaveBeenCalledTimes(2);
  });
});

describe("latency", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is added to every request, and side by side for requests at once", async () => {
    const host = hostOf({ notes: loadNotes }, 250);
    const done: number[] = [];
    const started = Date.now();
    const both = Promise.all(
      [1, 2].map(() => host.fetch(at("/notes/query")).then(() => done.push(Date.now() - started))),
    );
    await vi.advanceTimersByTimeAsync(249);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await both;
    expect(done).toEqual([250, 250]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not there by default", async () => {
    expect((await hostOf().fetch(at("/notes/query"))).status).toBe(200);
  });

  it("ends with an abort: rejects with its reason, leaves no timer, no listener and no log", async () => {
    const host = hostOf({ notes: loadNotes }, 250);
    const controller = new AbortController();
    const request = new Request(at("/notes/query"), { signal: controller.signal });
    const answer = host.handle(request);
    await vi.advanceTimersByTimeAsync(100);
    expect(vi.getTimerCount()).toBe(1);
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(request.signal, "abort")).toEqual([]);
    expect(host.world.log).toEqual([]);
  });

  it("hides no failed loading: an aborted request of a kind that cannot be loaded is harmless", async () => {
    const host = hostOf({ notes: () => Promise.reject(new Error("not built")) }, 250);
    const controller = new AbortController();
    const answer = host.fetch(at("/notes/query"), { signal: controller.signal });
    controller.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("abort without latency", () => {
  it("before the request rejects, as fetch does", async () => {
    const host = hostOf();
    await expect(host.fetch(at("/notes/query"), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(host.world.log).toEqual([]);
  });

  it("while the handler works rejects too", async () => {
    const { open, opened } = gate();
    const controller = new AbortController();
    const slow = defineSimulator({
      kind: "slow",
      handlers: () => [
        http.get("*/slow/x", async () => {
          controller.abort();
          await opened;
          return HttpResponse.text("late");
        }),
      ],
    });
    const host = hostOf({ slow: async () => slow });
    const answer = host.fetch(at("/slow/x"), { signal: controller.signal });
    open();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("in process", () => {
  it("reads and writes the state of its world, which another host does not see", async () => {
    const host = hostOf();
    await host.fetch(at("/notes/v1/notes/1"), { method: "PUT", body: "changed" });
    expect(await (await host.fetch(at("/notes/v1/notes/1"))).json()).toEqual({
      text: "changed",
      self: at("/notes/v1/notes/1"),
    });
    expect(await (await hostOf().fetch(at("/notes/v1/notes/1"))).json()).toMatchObject({ text: "Hello" });
    expect(host.world.log).toEqual([
      expect.objectContaining({
        method: "PUT",
        path: "/v1/notes/1",
        status: 204,
        write: true,
        applied: true,
      }),
      { kind: "notes", method: "GET", path: "/v1/notes/1", status: 200, write: false, applied: true },
    ]);
  });

  it("a handler that throws answers 500, and the next request is answered", async () => {
    const host = hostOf();
    const response = await host.fetch(at("/notes/throws"));
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: "The simulator failed: a defect of the simulator" });
    expect(host.world.log.at(-1)).toMatchObject({ path: "/throws", status: 500 });
    expect((await host.fetch(at("/notes/query"))).status).toBe(200);
  });

  it("a connection that breaks rejects as fetch does", async () => {
    await expect(hostOf().fetch(at("/notes/broken"))).rejects.toBeInstanceOf(TypeError);
  });

  it("an address that is none rejects and does not throw", async () => {
    await expect(hostOf().fetch("no address")).rejects.toBeInstanceOf(TypeError);
  });

  it("HEAD has no body", async () => {
    const response = await hostOf().fetch(at("/notes/v1/notes/1"), { method: "HEAD" });
    expect([response.status, response.body, response.headers.get("x-length")]).toEqual([200, null, "5"]);
  });
});
