import type { Description } from "./description.js";

/**
 * A description, and beside it endpoints that are no part of it: addresses which the vendor hands out, such as that of
 * an upload. What neither knows is a matter of the first.
 */
export function describedBeside(main: Description, beside: Description): Description {
  const choose = (request: Parameters<Description["endpointsOf"]>[0]) =>
    main.endpointsOf(request).length === 0 && beside.endpointsOf(request).length > 0 ? beside : main;
  return {
    endpointsOf: (request) => choose(request).endpointsOf(request),
    requestProblems: (request) => choose(request).requestProblems(request),
    answerProblems: (request, answer) => choose(request).answerProblems(request, answer),
    endpointProblem: (upstream) =>
      beside.endpointProblem(upstream) === undefined ? undefined : main.endpointProblem(upstream),
  };
}
