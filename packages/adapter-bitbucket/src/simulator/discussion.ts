import type { SimPullRequest } from "./state.js";

export interface SimComment {
  id: number;
  /** Handle. */
  author: string;
  /** Markdown. */
  text: string;
  parent?: number;
  inline?: { path: string; from?: number; to?: number };
  resolvedBy?: string;
  pending?: boolean;
  deleted?: boolean;
  created: string;
  updated: string;
}

export interface SimTask {
  id: number;
  author: string;
  text: string;
  comment?: number;
  resolved?: { by: string; on: string };
  created: string;
  updated: string;
}

/** The number of the next comment or task: numbers of a pull request are its own number and a counter. */
export function nextNumber({ id }: SimPullRequest, known: readonly { id: number }[], digits: number): number {
  const first = id * 10 ** digits;
  return Math.max(first, ...known.map((one) => one.id)) + 1;
}

/** Comments count until they are deleted. */
export function commentCount({ comments }: SimPullRequest): number {
  return comments.filter(({ deleted }) => deleted !== true).length;
}
