import { describe, expect, it } from "vitest";
import { isAfterLoss } from "../../src/index.js";
import { patientGate } from "../../src/testing/index.js";
import { clientFor, failureOf } from "./client-bench.js";
import { json, loopback } from "./server.js";

const put = { method: "PUT", path: "/notes/1", body: { text: "x" } } as const;

/** A vendor that does not answer the first call, and all others with this status. */
async function losingFirst(status: number) {
  let calls = 0;
  return loopback((outgoing, _request, incoming) => {
    calls += 1;
    if (calls === 1) incoming.socket.destroy();
    else json(outgoing, {}, status);
  });
}

const writing = { effect: "write", retry: "natural", gate: patientGate } as const;

describe("a write that may be sent again, and was lost at first", () => {
  it("is answered, with word of the loss", async () => {
    const { url, arrived } = await losingFirst(200);
    const answer = await clientFor(url, writing).send(put);
    expect(isAfterLoss(answer)).toBe(true);
    expect(arrived).toHaveLength(2);
  });

  it("is refused, with word of the loss", async () => {
    const { url } = await losingFirst(404);
    const error = await failureOf(clientFor(url, writing).send(put));
    expect(error).toMatchObject({ code: "API_ERROR", details: { status: 404 } });
    expect(isAfterLoss(error)).toBe(true);
  });

  it("is of unknown outcome when nobody says yes or no after that", async () => {
    const { url, arrived } = await losingFirst(429);
    const error = await failureOf(clientFor(url, writing).send(put));
    expect(error).toMatchObject({ code: "OUTCOME_UNKNOWN", retryable: false });
    expect(arrived).toHaveLength(7);
  });

  it("is no riddle when it only reads", async () => {
    const { url } = await losingFirst(429);
    const error = await failureOf(clientFor(url, { gate: patientGate }).send({ ...put, readsOnly: true }));
    expect(error).toMatchObject({ code: "RATE_LIMIT" });
  });
});
