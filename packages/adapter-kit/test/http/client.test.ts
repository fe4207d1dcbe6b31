import { getEventListeners, once } from "node:events";
import { describe, expect, it } from "vitest";
import { pathSegment } from "../../src/index.js";
import { clientFor, failureOf, SECRET } from "./client-bench.js";
import { json, loopback } from "./server.js";

const echo = () => loopback((outgoing, request) => json(outgoing, { seen: request.url }));

describe("what is sent", () => {
  it("goes below the base's own path, with its query", async () => {
    const { url, arrived } = await echo();
    const { send } = clientFor(`${url}/ex/jira/cloud-1/`);
    const answer = await send({
      method: "GET",
      path: `/issue/${pathSegment("a/../b ü")}`,
      query: { expand: ["x", "y"], none: undefined },
    });
    expect(arrived[0]?.url).toBe("/ex/jira/cloud-1/issue/a%2F..%2Fb%20%C3%BC?expand=x&expand=y");
    expect(answer).toMatchObject({ status: 200, body: { seen: arrived[0]?.url } });
    expect(answer.headers.get("content-type")).toBe("application/json");
  });

  it("is JSON with the credentials, and says who asks", async () => {
    const { url, arrived } = await echo();
    await clientFor(url).send({
      method: "POST",
      path: "/x",
      body: { text: "ü\n", none: undefined, nil: null },
      readsOnly: true,
    });
    expect(arrived[0]).toMatchObject({
      method: "POST",
      body: '{"text":"ü\\n","nil":null}',
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "user-agent": "pm-orchestrator",
        authorization: SECRET,
      },
    });
  });

  it("is a form where the vendor wants one", async () => {
    const { url, arrived } = await echo();
    await clientFor(url).send({
      method: "POST",
      path: "/x",
      form: { text: "a&b=ü", limit: 5, all: false, none: undefined },
    });
    expect(arrived[0]?.body).toBe("text=a%26b%3D%C3%BC&limit=5&all=false");
    expect(arrived[0]?.headers["content-type"]).toBe("application/x-www-form-urlencoded;charset=UTF-8");
  });

  it.each(["GET", "DELETE"] as const)("has no body and no content type without one (%s)", async (method) => {
    const { url, arrived } = await echo();
    await clientFor(url).send({ method, path: "/x" });
    expect(arrived[0]).toMatchObject({ method, body: "" });
    expect(arrived[0]?.headers).not.toHaveProperty("content-type");
  });

  it("has the call's headers, however they are spelt, but never another's credentials", async () => {
    const { url, arrived } = await echo();
    const headers = { "Content-Type": "application/merge-patch+json", Authorization: "mine", "x-extra": "1" };
    await clientFor(url).send({ method: "PATCH", path: "/x", body: {}, headers });
    expect(arrived[0]?.headers).toMatchObject({
      "content-type": "application/merge-patch+json",
      authorization: SECRET,
      "x-extra": "1",
    });
  });

  it("carries the credentials of that moment: a rotated secret is used at once", async () => {
    const { url, arrived } = await echo();
    let token = "first";
    const { send } = clientFor(url, { credentials: () => ({ authorization: token }) });
    await send({ method: "GET", path: "/x" });
    token = "second";
    await send({ method: "GET", path: "/x" });
    expect(arrived.map(({ headers }) => headers.authorization)).toEqual(["first", "second"]);
  });
});

describe("credentials stay with the configured origin", () => {
  it("follows a link within the base", async () => {
    const { url, arrived } = await echo();
    await clientFor(`${url}/api`).send({ method: "GET", path: `${url}/api/x?page=2` });
    expect(arrived.map((request) => request.url)).toEqual(["/api/x?page=2"]);
  });

  it("refuses a link that leads to another origin, or out of the base, and sends nothing anywhere", async () => {
    const configured = await echo();
    const other = await echo();
    const { send, meter } = clientFor(`${configured.url}/api`);
    for (const path of [`${other.url}/api/x`, `${configured.url}/else`, `${configured.url}/api/../else`]) {
      const error = await failureOf(send({ method: "GET", path }));
      expect(error).toMatchObject({
        code: "API_ERROR",
        details: { reason: "its link leads to another host" },
      });
    }
    expect([...configured.arrived, ...other.arrived]).toEqual([]);
    expect(meter.begun).toBe(0);
  });

  it.each([301, 302, 303, 307, 308])("does not follow a redirect (%i), and says so", async (status) => {
    const other = await echo();
    const { url } = await loopback(
      (outgoing) => void outgoing.writeHead(status, { location: `${other.url}/x` }).end(),
    );
    const error = await failureOf(clientFor(url).send({ method: "GET", path: "/x" }));
    expect(error).toMatchObject({ code: "API_ERROR", retryable: false });
    expect(error.message).toBe(
      `notes answered something unexpected: it redirects (${status}) to another address.`,
    );
    expect(other.arrived).toEqual([]);
  });

  it("throws for a path that climbs out of the base, before anything is sent", async () => {
    const { url, arrived } = await echo();
    await expect(clientFor(`${url}/api`).send({ method: "GET", path: "/../admin" })).rejects.toThrow(
      TypeError,
    );
    expect(arrived).toEqual([]);
  });
});

describe("settings with which nothing can be sent", () => {
  it.each(["read", "write"] as const)("an address that is none (%s)", async (effect) => {
    const { send, meter } = clientFor("acme.example", { effect });
    const error = await failureOf(send({ method: "POST", path: "/x" }));
    expect(error).toMatchObject({
      code: "API_ERROR",
      retryable: false,
      details: { reason: "its address is not a URL" },
    });
    expect(meter.begun).toBe(0);
  });

  it("a credential that no header can hold: the error does not repeat it", async () => {
    const { url, arrived } = await echo();
    const { send } = clientFor(url, {
      effect: "write",
      credentials: () => ({ authorization: `${SECRET}\nx` }),
    });
    const error = await failureOf(send({ method: "POST", path: "/x" }));
    expect(error.code).toBe("API_ERROR");
    expect(error.message).toContain("authorization holds a character that no header can hold");
    expect(arrived).toEqual([]);
  });
});

describe("time", () => {
  it("limits one attempt", async () => {
    const { url } = await loopback(() => {});
    const { send, meter } = clientFor(url, { requestTimeoutMs: 30 });
    const error = await failureOf(send({ method: "GET", path: "/" }));
    expect(error.toJSON()).toMatchObject({
      code: "API_TIMEOUT",
      message: "notes did not answer within 30 ms.",
      details: { timeout_ms: 30 },
      retryable: true,
    });
    expect(meter).toEqual({ begun: 1, ended: 1 });
  });

  it("limits the body too", async () => {
    const { url } = await loopback((outgoing) => void outgoing.writeHead(200).write('{"a":'));
    expect(
      (await failureOf(clientFor(url, { requestTimeoutMs: 50 }).send({ method: "GET", path: "/" }))).code,
    ).toBe("API_TIMEOUT");
  });
});

describe("abort", () => {
  it("before the call sends and counts nothing", async () => {
    const { url, arrived } = await echo();
    const { send, meter } = clientFor(url, { signal: AbortSignal.abort() });
    expect((await failureOf(send({ method: "GET", path: "/" }))).number).toBe(6107);
    expect([arrived.length, meter.begun]).toEqual([0, 0]);
  });

  it.each(["before the headers", "while the body arrives"])("%s closes the socket", async (when) => {
    const controller = new AbortController();
    let closed: Promise<unknown> = Promise.resolve();
    const { url } = await loopback((outgoing) => {
      closed = once(outgoing, "close");
      if (when === "before the headers") return controller.abort();
      outgoing.writeHead(200).write('{"a":', () => controller.abort());
    });
    const { send, meter } = clientFor(url, { signal: controller.signal });
    const error = await failureOf(send({ method: "GET", path: "/" }));
    expect(error.toJSON()).toMatchObject({
      code: "OPERATION_CANCELLED",
      number: 6107,
      system: "notes",
      message: "notes do_it was cancelled.",
    });
    await closed;
    expect(meter).toEqual({ begun: 1, ended: 1 });
  });
});

describe("what a call leaves behind", () => {
  it("is no listener on the step's signal, no timer, and no warning for many calls at once", async () => {
    const { url } = await loopback((outgoing, request) =>
      json(outgoing, {}, request.url === "/bad" ? 500 : 200),
    );
    const { signal } = new AbortController();
    const { send, meter } = clientFor(url, { signal, requestTimeoutMs: 3_600_000 });
    const warnings: Error[] = [];
    const warn = (warning: Error) => void warnings.push(warning);
    process.on("warning", warn);
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    const calls = Array.from({ length: 30 }, (_, index) =>
      send({ method: "GET", path: index % 3 === 0 ? "/bad" : "/" }),
    );
    const during = timers();
    await Promise.allSettled(calls);
    process.off("warning", warn);
    expect(meter).toEqual({ begun: 30, ended: 30 });
    expect(during).toBeGreaterThanOrEqual(before + 30);
    // undici keeps timers of its own for a while; ours would be thirty.
    expect(timers()).toBeLessThan(before + 10);
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(warnings).toEqual([]);
  });
});
