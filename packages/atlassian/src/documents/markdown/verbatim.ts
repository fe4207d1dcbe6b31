import type { Literal } from "mdast";
import type { Handle } from "mdast-util-to-markdown";

/** Markdown that is written as it stands, where a writer knows better than the escaping of texts. */
export interface Verbatim extends Literal {
  type: "verbatim";
}

declare module "mdast" {
  interface PhrasingContentMap {
    verbatim: Verbatim;
  }
  interface RootContentMap {
    verbatim: Verbatim;
  }
}

export function verbatim(value: string): Verbatim {
  return { type: "verbatim", value };
}

export const writeVerbatim: Handle = (node: Verbatim) => node.value;
