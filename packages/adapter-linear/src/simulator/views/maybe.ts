/** `view` of what may be missing. */
export function maybe<Thing>(thing: Thing | null, view: (thing: Thing) => object): () => object | null {
  return () => (thing === null ? null : view(thing));
}
