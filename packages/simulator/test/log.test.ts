import { describe, expect, it } from "vitest";
import {
  appliedWrites,
  createSimulatorHost,
  defineSimulator,
  HttpResponse,
  http,
  IN_PROCESS_ORIGIN,
  type LoggedRequest,
  markRefused,
  repeatedWrites,
  untoldWrites,
} from "../src/index.js";
import { addToLog, digestOf } from "../src/log.js";
import { loadNotes } from "./small-systems.js";

const at = (path: string) => `${IN_PROCESS_ORIGIN}${path}`;

const entry = (more: Partial<LoggedRequest> = {}): LoggedRequest => ({
  kind: "notes",
  method: "POST",
  path: "/x",
  status: 200,
  write: true,
  applied: true,
  digest: "a",
  ...more,
});

describe("the log", () => {
  it("keeps the latest 10,000", () => {
    const log: LoggedRequest[] = [];
    for (let index = 0; index < 10_003; index += 1) addToLog(log, entry({ path: `/${index}` }));
    expect([log.length, log[0]?.path, log.at(-1)?.path]).toEqual([10_000, "/3", "/10002"]);
  });

  it("knows a repeated write by method, path, query and body, however the body came", async () => {
    const host = createSimulatorHost({ simulators: { notes: loadNotes } });
    const put = (body: NonNullable<RequestInit["body"]>, path = "/notes/v1/notes/1") =>
      host.fetch(at(path), { method: "PUT", body });
    await put("a=1");
    await put(new TextEncoder().encode("a=1"));
    await put(new URLSearchParams({ a: "1" }));
    await put(new Blob(["a=1"]));
    await host.fetch(new Request(at("/notes/v1/notes/1"), { method: "PUT", body: "a=1" }));
    const [first, ...same] = host.world.log.map(({ digest }) => digest);
    expect(new Set(same)).toEqual(new Set([first]));
    await put("a=2");
    await put("a=1", "/notes/v1/notes/1?x=1");
    await host.fetch(at("/notes/v1/notes/1"), { method: "POST", body: "a=1" });
    expect(new Set(host.world.log.map(({ digest }) => digest)).size).toBe(4);
    // What was read is still there for the handler.
    expect(await (await host.fetch(at("/notes/v1/notes/1"))).json()).toMatchObject({ text: "a=1" });
  });

  it("knows a form by its parts, not by the words between them", () => {
    const form = (boundary: string, value: string) => {
      const request = new Request("http://x.example/", {
        method: "POST",
        headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
        body: "",
      });
      return digestOf(request, "/x", `--${boundary}\r\n\r\n${value}\r\n--${boundary}--`);
    };
    expect(form("one", "a")).toBe(form("other", "a"));
    expect(form("one", "a")).not.toBe(form("one", "b"));
  });

  it("asks the simulator what is a write, and takes no refusal for done", async () => {
    const asked: unknown[] = [];
    const system = defineSimulator({
      kind: "system",
      isWrite: (request) => {
        asked.push(request);
        return request.body.includes("change");
      },
      handlers: () => [
        http.post("*/system/api", async ({ request }) => {
          const text = await request.text();
          return text === "change"
            ? HttpResponse.json({ ok: true })
            : markRefused(HttpResponse.json({ ok: false }));
        }),
        http.get("*/system/api", () => HttpResponse.json({})),
      ],
    });
    const host = createSimulatorHost({ simulators: { system: async () => system } });
    for (const body of ["change", "change that is refused", "read"]) {
      const answer = await host.fetch(at("/system/api?x=1"), { method: "POST", body });
      expect(answer.status).toBe(200);
    }
    await host.fetch(at("/system/api"));
    expect(asked).toEqual([
      { method: "POST", path: "/api?x=1", body: "change" },
      { method: "POST", path: "/api?x=1", body: "change that is refused" },
      { method: "POST", path: "/api?x=1", body: "read" },
      { method: "GET", path: "/api", body: "" },
    ]);
    expect(
      host.world.log.map(({ write, applied, digest }) => [write, applied, digest !== undefined]),
    ).toEqual([
      [true, true, true],
      [true, false, true],
      [false, false, false],
      [false, true, false],
    ]);
  });

  it("tells when nobody waited for the answer any more", async () => {
    const leave = new AbortController();
    const system = defineSimulator({
      kind: "system",
      handlers: () => [
        http.post("*/system/x", () => {
          leave.abort();
          return HttpResponse.json({});
        }),
      ],
    });
    const host = createSimulatorHost({ simulators: { system: async () => system } });
    const answer = host.fetch(at("/system/x"), { method: "POST", body: "x", signal: leave.signal });
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
    expect(host.world.log).toEqual([expect.objectContaining({ status: 0, write: true, applied: true })]);
    expect(untoldWrites(host.world.log)).toHaveLength(1);
  });
});

describe("the oracle", () => {
  const log = [
    entry({ path: "/1" }),
    entry({ path: "/2", write: false }),
    entry({ path: "/3", applied: false, fault: "reset_before", status: 0 }),
    entry({ path: "/4", fault: "reset_after", status: 0, digest: "b" }),
    entry({ path: "/5", fault: "slow_body", digest: "c" }),
    entry({ path: "/6", fault: "wrong_content_type", digest: "d" }),
    entry({ path: "/7", fault: "html_page", digest: "e" }),
    entry({ path: "/8", kind: "other" }),
  ];
  const paths = (requests: readonly LoggedRequest[]) => requests.map(({ path }) => path);

  it("lists what was changed", () => {
    expect(paths(appliedWrites(log))).toEqual(["/1", "/4", "/5", "/6", "/7", "/8"]);
  });

  it("lists what was changed without anybody being told", () => {
    expect(paths(untoldWrites(log))).toEqual(["/4", "/7"]);
  });

  it("lists changes that were made twice: the same request of the same kind, applied each time", () => {
    expect(repeatedWrites(log)).toEqual([]);
    const twice = [
      ...log,
      entry({ path: "/9" }),
      entry({ path: "/10", digest: "c" }),
      entry({ path: "/11" }),
    ];
    expect(repeatedWrites(twice).map(({ requests }) => paths(requests))).toEqual([
      ["/1", "/9", "/11"],
      ["/5", "/10"],
    ]);
    expect(repeatedWrites([...log, entry({ applied: false }), entry({ write: false })])).toEqual([]);
    const isHarmless = ({ digest }: LoggedRequest) => digest === "a";
    expect(repeatedWrites(twice, { isHarmless }).map(({ requests }) => paths(requests))).toEqual([
      ["/5", "/10"],
    ]);
  });
});
