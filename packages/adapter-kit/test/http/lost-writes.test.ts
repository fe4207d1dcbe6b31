import { describe, expect, it } from "vitest";
import { type HttpCall, isAfterLoss, isGone } from "../../src/index.js";
import { patientGate } from "../../src/testing/index.js";
import { type Code, clientFor, failureOf } from "./client-bench.js";
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
    expect(answer).toMatchObject({ status: 200, repeated: true });
    expect(arrived).toHaveLength(2);
  });

  it("is refused, with word of the loss", async () => {
    const { url } = await losingFirst(404);
    const error = await failureOf(clientFor(url, writing).send(put));
    expect(error).toMatchObject({
      code: "API_ERROR",
      details: { status: 404, earlier_attempt: "uncertain" },
    });
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

const removal: HttpCall<Code> = {
  method: "DELETE",
  path: "/notes/1",
  doneWhen: isGone,
  notFound: { code: "NOTE_NOT_FOUND" },
};

/** A server that answers in this order; undefined ends the connection. */
async function against(answers: (number | undefined)[], call: HttpCall<Code>) {
  const { url } = await loopback((outgoing) => {
    const status = answers.shift();
    if (status === undefined) outgoing.destroy();
    else json(outgoing, { id: 1 }, status);
  });
  return clientFor(url, { effect: "write", retry: "natural", gate: patientGate }).send(call);
}

describe("a call that is sent again", () => {
  it("says so when an earlier sending may have happened", async () => {
    const call: HttpCall<Code> = { method: "PUT", path: "/notes/1", body: {} };
    await expect(against([undefined, 200], call)).resolves.toMatchObject({ status: 200, repeated: true });
    await expect(against([500, 200], call)).resolves.toMatchObject({ status: 200, repeated: true });
    expect(await against([200], call)).not.toHaveProperty("repeated");
  });

  it("does not say so after an attempt that certainly did nothing", async () => {
    const answer = await against([429, 200], { method: "PUT", path: "/notes/1", body: {} });
    expect(answer).not.toHaveProperty("repeated");
  });

  it("takes what is gone as removed by the sending that was lost", async () => {
    await expect(against([undefined, 404], removal)).resolves.toMatchObject({ repeated: true });
  });

  it("reports what was never there, and what is missing for another reason", async () => {
    expect((await failureOf(against([404], removal))).code).toBe("NOTE_NOT_FOUND");
    expect((await failureOf(against([undefined, 403], removal))).code).toBe("FORBIDDEN");
    const { doneWhen: _, ...plain } = removal;
    expect((await failureOf(against([undefined, 404], plain))).code).toBe("NOTE_NOT_FOUND");
  });
});
