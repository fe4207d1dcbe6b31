/** Turns look-ups one by one, made in the same moment, into one look-up of all. */
export function gathered<Value>(
  loadAll: (ids: readonly string[]) => Promise<Map<string, Value>>,
): (id: string) => Promise<Value | undefined> {
  let next: { ids: string[]; answer: Promise<Map<string, Value>> } | undefined;
  return async (id) => {
    if (next === undefined) {
      const ids: string[] = [];
      const answer = Promise.resolve().then(() => {
        next = undefined;
        return loadAll(ids);
      });
      next = { ids, answer };
    }
    next.ids.push(id);
    return (await next.answer).get(id);
  };
}
