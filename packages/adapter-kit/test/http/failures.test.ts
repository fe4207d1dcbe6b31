import { describe, expect, it } from "vitest";
import type { HttpFailure } from "../../src/index.js";
import { clientFor, failureOf, SECRET } from "./client-bench.js";
import { closedPort, json, loopback } from "./server.js";

const get = { method: "GET", path: "/notes/1" } as const;

async function statusFailure(status: number, headers: Record<string, string> = {}) {
  const { url } = await loopback((outgoing) =>
    json(outgoing, { errors: ["vendor's words"] }, status, headers),
  );
  return failureOf(clientFor(url).send(get));
}

describe("statuses", () => {
  it.each([
    [400, "API_ERROR", false],
    [401, "UNAUTHORIZED", false],
    [402, "API_ERROR", false],
    [403, "FORBIDDEN", false],
    [404, "API_ERROR", false],
    [405, "API_ERROR", false],
    [406, "API_ERROR", false],
    [408, "API_ERROR", true],
    [409, "CONFLICT", false],
    [410, "API_ERROR", false],
    [413, "API_ERROR", false],
    [415, "API_ERROR", false],
    [418, "API_ERROR", false],
    [422, "API_ERROR", false],
    [429, "RATE_LIMIT", true],
    [431, "API_ERROR", false],
    [451, "API_ERROR", false],
    [500, "API_ERROR", true],
    [501, "API_ERROR", true],
    [502, "API_ERROR", true],
    [503, "API_ERROR", true],
    [504, "API_ERROR", true],
    [599, "API_ERROR", true],
  ])("%i is %s", async (status, code, retryable) => {
    const error = await statusFailure(status);
    expect(error.toJSON()).toMatchObject({ code, system: "notes", details: { status }, retryable });
    expect(error.message).toContain("notes");
    expect(error.suggestions).toEqual(["Do something."]);
  });

  it.each([429, 503])("%i says how long to wait, where the vendor does", async (status) => {
    expect((await statusFailure(status, { "retry-after": "30" })).details["retry_after_ms"]).toBe(30_000);
    const later = await statusFailure(status, {
      "retry-after": new Date(Date.now() + 3_600_000).toUTCString(),
    });
    const wait = Number(later.details["retry_after_ms"]);
    expect(wait).toBeGreaterThan(3_500_000);
    expect(wait).toBeLessThanOrEqual(3_600_000);
    for (const silent of ["0", "soon", "Mon, 01 Dec 2014 10:00:00 GMT"]) {
      expect((await statusFailure(status, { "retry-after": silent })).details).toEqual({ status });
    }
  });

  it.each([404, 410])("%i has the call's own meaning", async (status) => {
    const { url } = await loopback((outgoing) => json(outgoing, {}, status));
    const notFound = {
      code: "NOTE_NOT_FOUND",
      message: "There is no note 1.",
      details: { note: "1" },
      suggestions: ["Look."],
    } as const;
    const error = await failureOf(
      clientFor(url).send({ ...get, notFound: { ...notFound, suggestions: [...notFound.suggestions] } }),
    );
    expect(error.toJSON()).toMatchObject({
      code: "NOTE_NOT_FOUND",
      number: 10_001,
      message: "There is no note 1.",
      details: { status, note: "1" },
      suggestions: ["Look.", "Do something."],
      retryable: false,
    });
  });

  it("only a missing thing has the call's meaning of missing", async () => {
    const { url } = await loopback((outgoing) => json(outgoing, {}, 400));
    expect(
      (await failureOf(clientFor(url).send({ ...get, notFound: { code: "NOTE_NOT_FOUND" } }))).code,
    ).toBe("API_ERROR");
  });

  it("are told to the adapter with headers and parsed body, and its reading is laid over the kit's", async () => {
    const { url } = await loopback((outgoing) =>
      json(outgoing, { reason: "quota" }, 429, { "retry-after": "7", "x-limit": "tier 1" }),
    );
    const seen: HttpFailure[] = [];
    const { send } = clientFor(url, {
      readFailure: (failure) => {
        seen.push(failure);
        return { code: "VENDOR_SAYS_NO", details: { quota: true } };
      },
    });
    const error = await failureOf(send(get));
    expect(seen).toMatchObject([{ kind: "status", status: 429, body: { reason: "quota" } }]);
    expect(seen[0]?.kind === "status" && seen[0].headers.get("x-limit")).toBe("tier 1");
    expect(error.toJSON()).toMatchObject({
      code: "VENDOR_SAYS_NO",
      message: "notes limits the rate of requests.",
      details: { status: 429, retry_after_ms: 7000, quota: true },
      retryable: true,
    });
  });

  it("with a body that is no JSON keep it as text for the adapter alone", async () => {
    const { url } = await loopback((outgoing) => void outgoing.writeHead(502).end(`<html>${SECRET}</html>`));
    const bodies: unknown[] = [];
    const { send } = clientFor(url, {
      readFailure: (failure) => {
        if (failure.kind === "status") bodies.push(failure.body);
        return undefined;
      },
    });
    expect((await failureOf(send(get))).toJSON()).toMatchObject({
      message: "notes answered 502.",
      details: { status: 502 },
    });
    expect(bodies).toEqual([`<html>${SECRET}</html>`]);
  });
});

describe("connections", () => {
  const lost = async (send: ReturnType<typeof clientFor>["send"], method: "GET" | "POST" = "GET") =>
    (await failureOf(send({ method, path: "/" }))).toJSON();

  it.each(["read", "write"] as const)("refused: nothing was sent (%s)", async (effect) => {
    const error = await lost(clientFor(await closedPort(), { effect }).send, "POST");
    expect(error).toMatchObject({
      code: "API_ERROR",
      message: "notes cannot be reached (ECONNREFUSED).",
      retryable: true,
    });
    expect(error.suggestions[0]).toContain("pmo doctor");
  });

  it("to a name that does not exist: nothing was sent", async () => {
    const error = await lost(clientFor("http://nowhere.invalid", { effect: "write" }).send, "POST");
    expect(error.code).toBe("API_ERROR");
    // Without a resolver the answer is EAI_AGAIN.
    expect(error.details["reason"]).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });

  it("reset before the headers", async () => {
    const { url } = await loopback((outgoing) => void outgoing.destroy());
    const error = await lost(clientFor(url).send);
    expect(error).toMatchObject({
      code: "API_ERROR",
      retryable: true,
      details: { reason: "UND_ERR_SOCKET" },
    });
  });

  it("reset while the body arrives", async () => {
    const { url } = await loopback((outgoing) => {
      outgoing.writeHead(200, { "content-length": "100" }).write("{", () => outgoing.destroy());
    });
    expect(await lost(clientFor(url).send)).toMatchObject({ code: "API_ERROR", retryable: true });
  });

  it("with a packed body that cannot be unpacked", async () => {
    const { url } = await loopback(
      (outgoing) => void outgoing.writeHead(200, { "content-encoding": "gzip" }).end("no gzip"),
    );
    expect(await lost(clientFor(url).send)).toMatchObject({ code: "API_ERROR" });
  });
});

describe("a write that was sent and not answered", () => {
  const never = () => loopback(() => {});
  const reset = () => loopback((outgoing) => void outgoing.destroy());

  it.each(["POST", "PUT", "PATCH", "DELETE"] as const)("has an unknown outcome (%s)", async (method) => {
    const { url, arrived } = await reset();
    const error = await failureOf(clientFor(url, { effect: "write" }).send({ method, path: "/" }));
    expect(error.toJSON()).toMatchObject({
      code: "OUTCOME_UNKNOWN",
      number: 6105,
      system: "notes",
      message: "notes do_it was sent, but not answered (connection lost): it may have happened.",
      details: { operation: "do_it", reason: "connection lost", reconciliation: "not looked up" },
      retryable: false,
    });
    expect(arrived).toHaveLength(1);
  });

  it("in time", async () => {
    const { url } = await never();
    const error = await failureOf(
      clientFor(url, { effect: "destructive", requestTimeoutMs: 30 }).send({ method: "DELETE", path: "/" }),
    );
    expect(error).toMatchObject({ number: 6105, details: { reason: "no answer in time" } });
  });

  it("because the step was cancelled", async () => {
    const controller = new AbortController();
    const { url } = await loopback(() => controller.abort());
    const { send } = clientFor(url, { effect: "write", signal: controller.signal });
    expect(await failureOf(send({ method: "POST", path: "/" }))).toMatchObject({
      number: 6105,
      details: { reason: "cancelled" },
    });
  });

  it("whose body was cut off", async () => {
    const { url } = await loopback((outgoing) => {
      outgoing.writeHead(201, { "content-length": "100" }).write("{", () => outgoing.destroy());
    });
    expect(
      (await failureOf(clientFor(url, { effect: "write" }).send({ method: "POST", path: "/" }))).number,
    ).toBe(6105);
  });

  it.each([
    ["a POST that only reads", { effect: "write", readsOnly: true, method: "POST" }],
    ["a GET of a write", { effect: "write", readsOnly: false, method: "GET" }],
    ["a POST of a read", { effect: "read", readsOnly: false, method: "POST" }],
  ] as const)("is not %s", async (_name, { effect, readsOnly, method }) => {
    const { url } = await reset();
    expect((await failureOf(clientFor(url, { effect }).send({ method, path: "/", readsOnly }))).code).toBe(
      "API_ERROR",
    );
  });

  it("is not one that was refused", async () => {
    const { url } = await loopback((outgoing) => json(outgoing, {}, 409));
    expect(
      (await failureOf(clientFor(url, { effect: "write" }).send({ method: "POST", path: "/" }))).code,
    ).toBe("CONFLICT");
  });
});

describe("the secret", () => {
  // failureOf itself refuses an error that shows it; here the vendor answers with what it was sent.
  it.each([200, 401, 403, 404, 429, 500])(
    "is not in the error when the vendor repeats the headers (%i)",
    async (status) => {
      const { url } = await loopback(
        (outgoing, request) =>
          void outgoing.writeHead(status).end(`<p>${JSON.stringify(request.headers)}</p>`),
      );
      const error = await failureOf(
        clientFor(url).send({ method: "POST", path: "/", body: { hidden: "request body" } }),
      );
      expect(JSON.stringify(error)).not.toContain("request body");
    },
  );
});
