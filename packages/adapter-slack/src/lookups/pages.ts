import type { SlackAnswer, SlackCall, SlackClient } from "../client.js";
import type { VendorPage } from "../vendor.js";

/** Slack recommends fewer at once, and takes up to 1000; half of that keeps answers quick and pages few. */
const PAGE_SIZE = 500;

/** Everything that a list gives, page after page to its end. */
export async function everything<Item, Body extends VendorPage>(
  call: SlackCall,
  slack: SlackClient,
  itemsOf: (body: Body, answer: SlackAnswer<Body>) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const form = { ...call.form, limit: PAGE_SIZE, cursor };
    const answer = await slack.send<Body>({ ...call, form });
    items.push(...(itemsOf(answer.body, answer) ?? []));
    const next = answer.body.response_metadata?.next_cursor;
    // A cursor that leads to itself would never end.
    cursor = next === cursor || next === "" ? undefined : next;
  } while (cursor !== undefined);
  return items;
}
