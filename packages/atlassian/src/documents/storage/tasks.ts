import { isTag } from "domhandler";
import { nodesBelow, type SourceNode } from "./source.js";
import { textBelow } from "./xml.js";

/** The highest number of a task. Tasks are numbered within their page; new ones go on from the last. */
export function highestTask(page: readonly SourceNode[]): number {
  let highest = 0;
  for (const { node } of nodesBelow(page)) {
    if (!isTag(node) || node.name !== "ac:task-id") continue;
    const number = Number(textBelow(node));
    if (Number.isSafeInteger(number)) highest = Math.max(highest, number);
  }
  return highest;
}
