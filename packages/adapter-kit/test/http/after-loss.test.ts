import { type Attempt, type FailedAttempt, orchestratorError, PmoError } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { noticingLoss } from "../../src/http/after-loss.js";
import { type HttpAnswer, isAfterLoss, isGone } from "../../src/index.js";

type Why = FailedAttempt["why"];
type Ended = Attempt<HttpAnswer>;

const answer: HttpAnswer = { status: 200, headers: new Headers(), body: { id: 1 } };

function failed(why: Why, details: Record<string, unknown> = {}): Ended {
  const error = orchestratorError("CIRCUIT_OPEN", { message: "No.", details, suggestions: ["Wait."] });
  return { failed: { error, why, again: true } };
}

const lost: Ended = {
  failed: {
    error: orchestratorError("OUTCOME_UNKNOWN", { message: "Lost." }),
    why: "trouble",
    again: true,
  },
};

/** The attempts at one call, after all of these. */
async function afterAll(attempts: readonly Ended[], doneWhen?: () => boolean) {
  const rest = [...attempts];
  const noticed = noticingLoss(
    doneWhen === undefined ? {} : { doneWhen },
    async () => rest.shift() ?? { value: answer },
  );
  let last: Ended = { value: answer };
  for (const _ of attempts) last = await noticed.attempt();
  return { noticed, last, error: "failed" in last ? last.failed.error : undefined };
}

describe("what comes after an attempt that may have been applied", () => {
  it("is an answer that says so, with all that it says", async () => {
    for (const between of [[], [failed("rate_limited")]]) {
      const { last } = await afterAll([lost, ...between, { value: answer }]);
      expect(last).toEqual({ value: { ...answer, repeated: true } });
    }
  });

  it("is a refusal that says so, and is the same otherwise", async () => {
    const { last, error } = await afterAll([
      failed("trouble", { status: 500 }),
      failed("refused", { status: 404 }),
    ]);
    expect(isAfterLoss(error)).toBe(true);
    expect(last).toMatchObject({ failed: { why: "refused", again: true } });
    expect(error?.toJSON()).toEqual({
      ...orchestratorError("CIRCUIT_OPEN", { message: "No.", suggestions: ["Wait."] }).toJSON(),
      details: { status: 404, earlier_attempt: "uncertain" },
    });
  });

  it("is an answer where the refusal says that it is done", async () => {
    const { last } = await afterAll([lost, failed("refused")], () => true);
    expect(last).toMatchObject({ value: { status: 204, body: undefined, repeated: true } });
    const { error } = await afterAll([lost, failed("refused")], () => false);
    expect(isAfterLoss(error)).toBe(true);
  });

  it.each<[string, Ended]>([
    ["could not be sent", failed("unreachable")],
    ["was one too many", failed("rate_limited", { status: 429 })],
    ["was closed", failed("trouble", { status: 503 })],
  ])("is nothing of the kind when the one before %s", async (_what, first) => {
    const refusal = failed("refused");
    const { last } = await afterAll([first, refusal], () => true);
    expect(last).toBe(refusal);
    expect((await afterAll([first, { value: answer }])).last).toEqual({ value: answer });
  });

  it("is not the attempt itself, nor one of another call", async () => {
    expect((await afterAll([lost], () => true)).last).toBe(lost);
    await afterAll([lost, { value: answer }]);
    expect(isAfterLoss((await afterAll([failed("refused")])).error)).toBe(false);
  });
});

describe("what became of a call", () => {
  it.each<[string, Ended[], boolean]>([
    ["lost, then limited", [lost, failed("rate_limited")], true],
    ["lost, then out of reach", [lost, failed("unreachable")], true],
    ["lost, then in trouble", [lost, failed("trouble")], true],
    ["lost, then refused", [lost, failed("refused")], false],
    ["limited, and limited again", [failed("rate_limited"), failed("rate_limited")], false],
    ["in trouble, which tells of itself that it may have happened", [failed("trouble")], false],
    ["lost, and lost again, which tells of itself", [lost, lost], false],
  ])("is unknown unless something answered: %s", async (_what, attempts, unknown) => {
    const { noticed, error } = await afterAll(attempts);
    expect(noticed.leavesUnknown(error)).toBe(unknown);
  });

  it("is unknown when it was stopped in between", async () => {
    const { noticed } = await afterAll([failed("trouble")]);
    expect(noticed.leavesUnknown(new Error("cancelled while it waited"))).toBe(true);
  });
});

it.each([undefined, null, "text", {}, new Error("other")])(
  "no error of ours comes after a loss: %s",
  (other) => {
    expect(isAfterLoss(other)).toBe(false);
  },
);

it("what is not found is gone, and nothing else", () => {
  expect(isGone(new PmoError({ code: "NOTE_NOT_FOUND", number: 10_410, message: "None." }))).toBe(true);
  expect(isGone(orchestratorError("CIRCUIT_OPEN", { message: "No." }))).toBe(false);
});
