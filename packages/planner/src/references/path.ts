/** A name or an array index. */
export type PathSegment = string | number;

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/**
 * Writes a path as people write it in a reference: `formatPath("params", ["blocks", 0, "a b"])` gives
 * `params.blocks[0]["a b"]`. With an empty root the first name has no dot before it.
 */
export function formatPath(root: string, segments: readonly PathSegment[]): string {
  let text = root;
  for (const segment of segments) {
    if (typeof segment === "number") text += `[${segment}]`;
    else if (PLAIN_NAME.test(segment)) text += text === "" ? segment : `.${segment}`;
    else text += `[${JSON.stringify(segment)}]`;
  }
  return text;
}
