import type { SimPullRequest } from "./state.js";

/** The number of the next comment or task: numbers of a pull request are its own number and a counter. */
export function nextNumber({ id }: SimPullRequest, known: readonly { id: number }[], digits: number): number {
  const first = id * 10 ** digits;
  return Math.max(first, ...known.map((one) => one.id)) + 1;
}

/** Comments count until they are deleted. */
export function commentCount({ comments }: SimPullRequest): number {
  return comments.filter(({ deleted }) => deleted !== true).length;
}
