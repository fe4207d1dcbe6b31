import { createHash } from "node:crypto";
import type { World } from "@pm-orchestrator/simulator";

export interface SimSpace {
  id: string;
  key: string;
  name: string;
  type: "global" | "personal";
  /** Handle of a person. */
  author: string;
  created: string;
  homepage: string | null;
  /** The simulated account may look, but not write. */
  readOnly: boolean;
}

export interface SimComment {
  id: string;
  author: string;
  /** Storage format. */
  body: string;
  created: string;
}

/** One state of a page's text; the newest is last. */
export interface SimVersion {
  number: number;
  author: string;
  created: string;
  message: string;
}

export interface SimPage {
  id: string;
  /** Id of its space. */
  space: string;
  parent: string | null;
  type: "page" | "blogpost";
  status: "current" | "archived";
  title: string;
  /** Storage format. */
  body: string;
  author: string;
  created: string;
  versions: SimVersion[];
  labels: string[];
  comments: SimComment[];
}

/** Everything that the simulated Confluence knows. */
export interface ConfluenceState {
  readonly world: World;
  readonly spaces: readonly SimSpace[];
  /** By id, in order of creation. */
  readonly pages: Map<string, SimPage>;
  nextId(): string;
}

/** A person's account id. An Atlassian account is one for all products, so it is the one of the simulated Jira. */
export function accountId(handle: string): string {
  return createHash("sha256").update(`jira:${handle}`).digest("hex").slice(0, 24);
}

/** When a page changed last. */
export function lastVersion({ versions, author, created }: SimPage): SimVersion {
  return versions.at(-1) ?? { number: 1, author, created, message: "" };
}

/** The words of a text in storage format, for search. */
export function plainText(storage: string): string {
  return storage
    .replace(/<ac:parameter[^>]*>.*?<\/ac:parameter>/gs, " ")
    .replace(/<!\[CDATA\[(.*?)\]\]>/gs, (_, text: string) => ` ${text.replaceAll("<", "&lt;")} `)
    .replace(/<[^>]*>/g, (tag) => (/^<\/?(?:strong|em|code|a|span|u|s)\b/.test(tag) ? "" : " "))
    .replace(/&(lt|gt|quot|amp|nbsp|rsquo|ndash|mdash|rarr);/g, (_, name: string) => ENTITIES[name] ?? " ")
    .replace(/\s+/g, " ")
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  amp: "&",
  rsquo: "’",
  ndash: "–",
  mdash: "—",
  rarr: "→",
};
