import { isPmoError, type PmoError } from "@pm-orchestrator/core";

/** Does one thing for each of many, and gives an error for each that fails, so that none keeps the others back. */
export function eachAlone<Item, Value>(
  items: readonly Item[],
  work: (item: Item) => Promise<Value>,
): Promise<(Value | PmoError)[]> {
  return Promise.all(
    items.map(async (item) => {
      try {
        return await work(item);
      } catch (error) {
        if (isPmoError(error)) return error;
        throw error;
      }
    }),
  );
}
