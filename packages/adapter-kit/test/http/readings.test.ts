import { describe, expect, it } from "vitest";
import type { HttpCall } from "../../src/index.js";
import { type Code, clientFor, failureOf } from "./client-bench.js";
import { json, loopback } from "./server.js";

const get = { method: "GET", path: "/notes/1" } as const;
const post = { method: "POST", path: "/notes", body: {} } as const;

describe("what a call knows of its failures", () => {
  it("comes before what the adapter reads in general", async () => {
    const { url } = await loopback((outgoing) => json(outgoing, {}, 400));
    const client = clientFor(url, { readFailure: () => ({ code: "CONFLICT" }) });
    expect((await failureOf(client.send(get))).code).toBe("CONFLICT");
    const own = await failureOf(
      client.send({ ...get, readFailure: () => ({ code: "VENDOR_SAYS_NO", message: "No." }) }),
    );
    expect(own).toMatchObject({ code: "VENDOR_SAYS_NO", message: "No." });
    expect((await failureOf(client.send({ ...get, readFailure: () => undefined }))).code).toBe("CONFLICT");
  });

  it("is added to whichever code came out, also of an answer that says 200", async () => {
    const { url } = await loopback((outgoing) => json(outgoing, { ok: false }));
    const client = clientFor(url, {
      readSuccess: () => ({ code: "NOTE_NOT_FOUND", details: { vendor: "not_found" } }),
    });
    const telling = [
      {
        code: "NOTE_NOT_FOUND",
        message: "There is no note 1.",
        details: { note: 1 },
        suggestions: ["Look."],
      },
    ] satisfies HttpCall<Code>["telling"];
    expect((await failureOf(client.send({ ...get, telling }))).toJSON()).toMatchObject({
      message: "There is no note 1.",
      details: { note: 1, vendor: "not_found", status: 200 },
      suggestions: ["Look.", "Do something."],
    });
  });
});

describe("a write that was answered with a fault of the server", () => {
  it.each([502, 504])("%i is of unknown outcome: the gateway does not know either", async (status) => {
    const { url } = await loopback((outgoing) => json(outgoing, {}, status));
    expect((await failureOf(clientFor(url, { effect: "write" }).send(post))).number).toBe(6105);
    expect(
      (await failureOf(clientFor(url, { effect: "write" }).send({ ...post, readsOnly: true }))).code,
    ).toBe("API_ERROR");
    expect((await failureOf(clientFor(url).send(get))).retryable).toBe(true);
  });

  it("500 failed, but may have happened: it is not told to be worth another try", async () => {
    const { url } = await loopback((outgoing) => json(outgoing, {}, 500));
    const error = await failureOf(clientFor(url, { effect: "write" }).send(post));
    expect(error).toMatchObject({ code: "API_ERROR", retryable: false });
    expect(error.suggestions[0]).toContain("happened");
  });

  it("503 did not happen", async () => {
    const { url } = await loopback((outgoing) => json(outgoing, {}, 503));
    expect(await failureOf(clientFor(url, { effect: "write" }).send(post))).toMatchObject({
      code: "API_ERROR",
      retryable: true,
    });
  });
});
