import { describe, expect, it, onTestFinished } from "vitest";
import { createSimulatorHost, IN_PROCESS_ORIGIN, serveSimulators } from "../src/index.js";
import { loadNotes } from "./small-systems.js";

describe("in process and served alike", () => {
  const requests: [path: string, init?: RequestInit][] = [
    ["/notes/v1/notes/1"],
    ["/notes/v1/notes/9"],
    ["/notes/v1/notes/1", { method: "HEAD" }],
    ["/notes/v1/notes/1", { method: "PUT", body: "ü" }],
    ["/notes/v1/notes/1", { method: "DELETE" }],
    ["/notes/query?a=1&a=2&b=%20%26%2F&c=%C3%BC"],
    ["/notes/echo", { method: "POST", body: new URLSearchParams({ a: "1 2" }) }],
    [
      "/notes/echo",
      { method: "POST", body: JSON.stringify({ a: "ü" }), headers: { "content-type": "application/json" } },
    ],
    ["/notes/headers", { headers: { "x-many": "a, b" } }],
    ["/notes/throws"],
    ["/notes/redirect", { redirect: "manual" }],
    ["/notes/unknown"],
    ["/unknown/x"],
  ];

  it.each(requests.map(([path, init]) => ({ path, init })))("$path $init", async ({ path, init }) => {
    const { url, close } = await serveSimulators(createSimulatorHost({ simulators: { notes: loadNotes } }));
    onTestFinished(close);
    const inProcess = createSimulatorHost({ simulators: { notes: loadNotes } });
    const facts = async (response: Response, origin: string) => ({
      status: response.status,
      headers: Object.fromEntries(
        [...response.headers].filter(
          ([name]) =>
            !["date", "connection", "keep-alive", "transfer-encoding", "content-length"].includes(name),
        ),
      ),
      cookies: response.headers.getSetCookie(),
      body: (await response.text()).replaceAll(origin, "<origin>"),
    });
    expect(await facts(await fetch(url + path, init), url)).toEqual(
      await facts(await inProcess.fetch(IN_PROCESS_ORIGIN + path, init), IN_PROCESS_ORIGIN),
    );
  });
});
