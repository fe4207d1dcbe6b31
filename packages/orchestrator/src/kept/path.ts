import type { PathSegment } from "@pm-orchestrator/planner/references";

const PART = /(?:^|\.)([A-Za-z_][A-Za-z0-9_-]*)|\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** A path as `omitted` writes it, `comments[0].body` or `["odd name"]`, in its segments; undefined when it is none. */
export function parsePath(path: string): PathSegment[] | undefined {
  const segments: PathSegment[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < path.length) {
    const match = PART.exec(path);
    if (match === null) return undefined;
    const [, name, index, quoted] = match;
    if (name !== undefined) segments.push(name);
    else if (index !== undefined) segments.push(Number(index));
    else {
      const text = unquoted(quoted ?? "");
      if (text === undefined) return undefined;
      segments.push(text);
    }
  }
  return segments;
}

function unquoted(json: string): string | undefined {
  try {
    return JSON.parse(json) as string;
  } catch {
    return undefined;
  }
}
