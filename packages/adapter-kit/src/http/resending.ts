import type { Attempt, PmoError } from "@pm-orchestrator/core";
import type { HttpAnswer, HttpCall } from "./call.js";

/**
 * Makes the attempts at one call know of each other: after one whose outcome nobody knows, the next answer says that it
 * is that of a repetition, and that something is gone means, of a call that takes it away, that this has been done.
 */
export function resending<Code extends string>(
  call: Pick<HttpCall<Code>, "goneIsDone">,
  attempt: () => Promise<Attempt<HttpAnswer>>,
): () => Promise<Attempt<HttpAnswer>> {
  let mayHaveHappened = false;
  return async () => {
    const ended = await attempt();
    if (!("failed" in ended)) {
      return mayHaveHappened ? { ...ended, value: { ...ended.value, repeated: true } } : ended;
    }
    const { error } = ended.failed;
    if (mayHaveHappened && call.goneIsDone === true && isGone(error)) {
      return { value: { status: 204, headers: new Headers(), body: undefined, repeated: true } };
    }
    mayHaveHappened ||= isUncertain(error);
    return ended;
  };
}

function isUncertain({ code, details }: PmoError): boolean {
  return code === "OUTCOME_UNKNOWN" || details["outcome"] === "uncertain";
}

function isGone({ code }: PmoError): boolean {
  return code.endsWith("_NOT_FOUND");
}
