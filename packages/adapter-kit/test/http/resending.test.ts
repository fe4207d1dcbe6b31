import { describe, expect, it } from "vitest";
import type { HttpCall } from "../../src/index.js";
import { eagerGate } from "../../src/testing/index.js";
import { type Code, clientFor, failureOf } from "./client-bench.js";
import { json, loopback } from "./server.js";

const removal: HttpCall<Code> = {
  method: "DELETE",
  path: "/notes/1",
  goneIsDone: true,
  notFound: { code: "NOTE_NOT_FOUND" },
};

/** A server that answers in this order; undefined ends the connection. */
async function against(answers: (number | undefined)[], call: HttpCall<Code>) {
  const { url } = await loopback((outgoing) => {
    const status = answers.shift();
    if (status === undefined) outgoing.destroy();
    else json(outgoing, { id: 1 }, status);
  });
  return clientFor(url, { effect: "write", retry: "natural", gate: eagerGate }).send(call);
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
    const { goneIsDone: _, ...plain } = removal;
    expect((await failureOf(against([undefined, 404], plain))).code).toBe("NOTE_NOT_FOUND");
  });
});
