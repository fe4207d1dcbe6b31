import type { OmittedPart, StepMetadata } from "@pm-orchestrator/core";
import { oneLine, outside } from "./outside.js";

/** Parts that are listed; all of them are in the structured answer. */
const MOST_LISTED = 8;

/** Names of this form say nothing to anybody: others are shown as what they are, data from outside. */
const PLAIN_PATH = /^[a-z][a-z0-9_]{0,30}(?:\[\d+\]|\.[a-z][a-z0-9_]{0,30}){0,6}$/;

/** What is missing of a result, and the call that reads it. */
export function withheldLines({ omitted, selected_nothing }: StepMetadata): string[] {
  if (selected_nothing !== undefined) {
    const { reason, handle } = selected_nothing;
    return ["select gave nothing:", ...outside(oneLine(reason)), `The whole: ${call({ handle })}`];
  }
  if (omitted === undefined) return [];
  const { handle, tokens, parts } = omitted;
  const [first] = parts;
  const params = { handle, ...(first === undefined ? {} : placeOf(first)) };
  return [
    `Withheld: about ${tokens} tokens. Read on with ${call(params)}`,
    ...parts.slice(0, MOST_LISTED).flatMap((part) => outside(oneLine(partText(part)))),
    ...(parts.length > MOST_LISTED ? [`and ${parts.length - MOST_LISTED} more parts`] : []),
  ];
}

function call(params: object): string {
  return `smart_delegate ${JSON.stringify({ system: "orchestrator", operation: "read_result", params })}`;
}

/** Where a part begins. A name from outside that could say something is left out of our own line: the list has it. */
function placeOf({ path, offset }: OmittedPart): { path?: string; offset?: number } {
  if (path !== "" && !PLAIN_PATH.test(path)) return {};
  return { ...(path === "" ? {} : { path }), ...(offset === undefined ? {} : { offset }) };
}

function partText({ path, tokens, offset, items, characters, fields }: OmittedPart): string {
  const many = [
    items === undefined ? [] : [`${items} items`],
    characters === undefined ? [] : [`${characters} characters`],
    fields === undefined ? [] : [`${fields} fields`],
    [`${tokens} tokens`],
  ].flat();
  return `${path === "" ? "(the whole)" : path}${offset === undefined ? "" : ` from ${offset}`}: ${many.join(", ")}`;
}
