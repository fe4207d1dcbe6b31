/** The same in every copy of this package, so that a simulator of another copy is understood. */
const REFUSED = Symbol.for("pm-orchestrator.simulator.refused");

/**
 * Marks an answer whose status says success while its body says that nothing was done, such as Slack's `ok: false`: the
 * log then does not take the request for applied. Answers the same response.
 */
export function markRefused<Answer extends Response>(response: Answer): Answer {
  Object.defineProperty(response, REFUSED, { value: true });
  return response;
}

/** Whether the system did what was asked, by its own answer. */
export function isDone(response: Response): boolean {
  return response.type !== "error" && response.status < 400 && !(REFUSED in response);
}
