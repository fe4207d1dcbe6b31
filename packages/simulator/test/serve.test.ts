import { once } from "node:events";
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  createSimulatorHost,
  defineSimulator,
  HttpResponse,
  http,
  type SimulatorHost,
  serveSimulators,
} from "../src/index.js";
import { gate, loadNotes } from "./small-systems.js";

async function served(host: SimulatorHost = createSimulatorHost({ simulators: { notes: loadNotes } })) {
  const server = await serveSimulators(host);
  let closed = false;
  onTestFinished(() => (closed ? undefined : server.close()));
  const close = () => {
    closed = true;
    return server.close();
  };
  return { host, url: server.url, close };
}

/** What the server answers to these bytes. */
async function raw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.end(text);
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("latin1");
}

describe("over HTTP", () => {
  it("listens on loopback, on a free port", async () => {
    const [one, other] = [await served(), await served()];
    expect(one.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(one.url).not.toBe(other.url);
  });

  it("builds links from the address that the caller used", async () => {
    const { url } = await served();
    expect(await (await fetch(`${url}/notes/v1/notes/1`)).json()).toEqual({
      text: "Hello",
      self: `${url}/notes/v1/notes/1`,
    });
  });

  it.each(["POST", "PUT", "PATCH", "DELETE"])("carries bytes up and down (%s)", async (method) => {
    const { url } = await served();
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256);
    const response = await fetch(`${url}/notes/echo`, { method, body: bytes });
    expect(response.headers.get("x-method")).toBe(method);
    expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), Buffer.from(bytes))).toBe(0);
  });

  it("carries a body that arrives in pieces", async () => {
    const { url } = await served();
    const pieces = ["first ", "ünd ", "last"];
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = pieces.shift();
        if (piece === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    });
    const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" };
    expect(await (await fetch(`${url}/notes/echo`, init)).text()).toBe("first ünd last");
  });

  it("sends an answer while it is still being made", async () => {
    const { open, opened } = gate();
    const parts = defineSimulator({
      kind: "parts",
      handlers: () => [
        http.get("*/parts/x", () => {
          const encoder = new TextEncoder();
          const body = new ReadableStream<Uint8Array>({
            async start(controller) {
              controller.enqueue(encoder.encode("first"));
              await opened;
              controller.enqueue(encoder.encode("second"));
              controller.close();
            },
          });
          return new HttpResponse(body);
        }),
      ],
    });
    const { url } = await served(createSimulatorHost({ simulators: { parts: async () => parts } }));
    const response = await fetch(`${url}/parts/x`);
    const seen: string[] = [];
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      seen.push(new TextDecoder().decode(chunk));
      open();
    }
    expect(seen).toEqual(["first", "second"]);
  });

  it("keeps headers that occur twice, in both directions", async () => {
    const { url } = await served();
    const asked = httpRequest(`${url}/notes/headers`, { headers: { "x-many": ["a", "b"] } });
    asked.end();
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(202);
    expect(response.headers["x-seen"]).toBe("a, b");
    expect(response.headers["set-cookie"]).toEqual(["a=1; Path=/", "b=2"]);
    expect(response.headers["x-list"]).toBe("1, 2");
  });

  it("answers HEAD by headers alone", async () => {
    const { url } = await served();
    const text = await raw(url, "HEAD /notes/v1/notes/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toContain("x-length: 5");
    expect(text.endsWith("\r\n\r\n")).toBe(true);
  });

  it("answers 204 without a body", async () => {
    const { url } = await served();
    const response = await fetch(`${url}/notes/v1/notes/2`, { method: "PUT", body: "new" });
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(await (await fetch(`${url}/notes/v1/notes/2`)).json()).toMatchObject({ text: "new" });
  });
});

describe("failures", () => {
  it("a handler that throws answers 500, and the server lives on", async () => {
    const { url } = await served();
    const response = await fetch(`${url}/notes/throws`);
    expect([response.status, await response.json()]).toEqual([
      500,
      { message: "The simulator failed: a defect of the simulator" },
    ]);
    expect((await fetch(`${url}/notes/query`)).status).toBe(200);
  });

  it("a connection that breaks is cut off, and the server lives on", async () => {
    const { url } = await served();
    await expect(fetch(`${url}/notes/broken`)).rejects.toBeInstanceOf(TypeError);
    expect((await fetch(`${url}/notes/query`)).status).toBe(200);
  });

  it.each([
    [
      "a method that no request can have",
      "TRACE /notes/query HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ],
    ["a host that is none", "GET /notes/query HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"],
  ])("%s is answered 400", async (_name, text) => {
    const { url } = await served();
    expect(await raw(url, text)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect((await fetch(`${url}/notes/query`)).status).toBe(200);
  });

  it("an answer that breaks half way is cut off, and the server lives on", async () => {
    const half = defineSimulator({
      kind: "half",
      handlers: () => [
        http.get("*/half/x", () => {
          let pulls = 0;
          const body = new ReadableStream<Uint8Array>({
            pull(controller) {
              pulls += 1;
              if (pulls === 1) controller.enqueue(new TextEncoder().encode("first"));
              else controller.error(new Error("half way"));
            },
          });
          return new HttpResponse(body);
        }),
        http.get("*/half/fine", () => HttpResponse.text("fine")),
      ],
    });
    const { url } = await served(createSimulatorHost({ simulators: { half: async () => half } }));
    await expect(fetch(`${url}/half/x`).then((response) => response.text())).rejects.toBeInstanceOf(
      TypeError,
    );
    expect(await (await fetch(`${url}/half/fine`)).text()).toBe("fine");
  });

  it("a caller that goes away half way through its body does no harm", async () => {
    const { url } = await served();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write("POST /notes/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nonly this", () =>
      socket.destroy(),
    );
    await once(socket, "close");
    expect((await fetch(`${url}/notes/query`)).status).toBe(200);
  });

  it("a caller that goes away is seen by the host as an abort", async () => {
    const seen = gate();
    const arrived = gate();
    const host = createSimulatorHost({ simulators: {} });
    const { url } = await served({
      ...host,
      handle: (request) => {
        arrived.open();
        return new Promise((_resolve, reject) => {
          request.signal.addEventListener("abort", () => {
            seen.open();
            reject(request.signal.reason);
          });
        });
      },
    });
    const controller = new AbortController();
    const answer = fetch(`${url}/x`, { signal: controller.signal });
    await arrived.opened;
    controller.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
    await seen.opened;
  });
});

describe("ports", () => {
  it("rejects when the port is taken", async () => {
    const { url, host } = await served();
    await expect(serveSimulators(host, Number(new URL(url).port))).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });

  it("close ends connections that are kept alive, and those that still wait", async () => {
    const never = defineSimulator({
      kind: "never",
      handlers: () => [
        http.get("*/never/x", () => new Promise<Response>(() => {})),
        http.get("*/never/now", () => HttpResponse.text("now")),
      ],
    });
    const { url, close } = await served(createSimulatorHost({ simulators: { never: async () => never } }));
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const asked = httpRequest(`${url}/never/now`, { agent });
    asked.end();
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    const kept = response.socket;
    response.resume();
    await once(response, "end");
    const waiting = fetch(`${url}/never/x`);
    const lost = expect(waiting).rejects.toBeInstanceOf(TypeError);
    const ended = once(kept, "close");
    // The waiting request must have reached the server before it closes.
    await fetch(`${url}/never/now`).then((answer) => answer.text());
    await close();
    await Promise.all([ended, lost]);
    await expect(fetch(`${url}/never/now`)).rejects.toBeInstanceOf(TypeError);
  });
});
