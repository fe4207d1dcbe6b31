import { type Attempt, orchestratorError } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { losingFetch, patientGate } from "../../src/testing/index.js";

describe("losingFetch", () => {
  it.each([true, false])("breaks the connection, the request being applied: %s", async (applied) => {
    const received: string[] = [];
    const fetch = losingFetch(
      async (input) => {
        received.push(String(input));
        return Response.json({});
      },
      { applied, strikes: async (request) => (await request.text()) === "lost" },
    );
    const send = (body: string) => fetch("http://a.example/", { method: "POST", body });
    await expect(send("lost")).rejects.toThrow(TypeError);
    expect(received).toHaveLength(applied ? 1 : 0);
    await expect(send("kept")).resolves.toBeInstanceOf(Response);
  });
});

describe("patientGate", () => {
  const failing = (again: boolean): Attempt<number> => ({
    failed: { error: orchestratorError("OUTCOME_UNKNOWN", { message: "Lost." }), why: "trouble", again },
  });
  const attempts = (...ends: Attempt<number>[]) => {
    let made = 0;
    const call = patientGate.call(async () => ends[made++] ?? failing(true));
    return call.then(
      (value) => ({ value, made }),
      () => ({ value: undefined, made }),
    );
  };

  it("tries again what may be sent again, up to seven times", async () => {
    await expect(attempts(failing(true), { value: 1 })).resolves.toEqual({ value: 1, made: 2 });
    await expect(attempts(failing(false), { value: 1 })).resolves.toEqual({ value: undefined, made: 1 });
    await expect(attempts()).resolves.toEqual({ value: undefined, made: 7 });
  });
});
