import type { GivenAnswer, SentRequest } from "./exchange.js";

/**
 * What a vendor says of its API, ready to be asked. Problems are sentences for people: where it is wrong, and what the
 * description says there.
 */
export interface Description {
  /** The endpoints that a request reaches, as operations declare them in `upstream`; none when it is not described. */
  endpointsOf(request: SentRequest): string[];
  /** Everything in which a request contradicts the description. */
  requestProblems(request: SentRequest): string[];
  /** Everything in which an answer to that request contradicts the description. */
  answerProblems(request: SentRequest, answer: GivenAnswer): string[];
  /** Why an operation must not declare this endpoint: it does not exist, or it is deprecated. */
  endpointProblem(upstream: string): string | undefined;
}

/** How a request is named in front of its problems. */
export function requestLine({ method, path }: SentRequest): string {
  return `${method} ${path}`;
}
