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
  kind: "footer" | "inline";
  /** The comment that it replies to. */
  parent: string | null;
  author: string;
  /** Storage format. */
  body: string;
  created: string;
  version: number;
  /** Whoever wrote the newest version, and when, if it is not the first. */
  edited?: { by: string; at: string };
  /** Of an inline comment: the text that it is tied to. */
  selection: string;
  resolved: boolean;
}

/** One state of a page's text; the newest is last, and the page's own. */
export interface SimVersion {
  number: number;
  author: string;
  created: string;
  message: string;
  title: string;
  /** Storage format. */
  body: string;
}

export interface SimPage {
  id: string;
  /** Id of its space. */
  space: string;
  parent: string | null;
  type: "page" | "blogpost" | "folder" | "whiteboard";
  status: "current" | "archived" | "trashed" | "draft";
  /** Among its siblings. */
  position: number;
  title: string;
  /** Storage format. */
  body: string;
  author: string;
  created: string;
  versions: SimVersion[];
  labels: string[];
  comments: SimComment[];
  /** Handles of those who like it. */
  likes: string[];
}

export interface SimAttachment {
  /** `att` and a number. */
  id: string;
  page: string;
  filename: string;
  mediaType: string;
  bytes: Uint8Array;
  comment: string;
  author: string;
  created: string;
  version: number;
}

export interface SimTemplate {
  id: string;
  /** Key of a space; null for all of them. */
  space: string | null;
  name: string;
  description: string;
  labels: string[];
  /** Storage format, with the variables of templates. */
  body: string;
}

export interface SimTask {
  id: string;
  /** Its number within the page. */
  localId: string;
  page: string;
  status: "complete" | "incomplete";
  /** Storage format. */
  body: string;
  creator: string;
  assignee: string | null;
  created: string;
  due: string | null;
  completed: string | null;
}

/** Who alone may do something; nobody means that everybody may. */
export interface SimRestriction {
  /** Handles. */
  users: string[];
  /** Ids. */
  groups: string[];
}

export interface SimGroup {
  id: string;
  name: string;
}

/** Everything that the simulated Confluence knows. */
export interface ConfluenceState {
  readonly world: World;
  readonly spaces: readonly SimSpace[];
  /** Pages and whatever else stands in a tree, by id, in order of creation. */
  readonly pages: Map<string, SimPage>;
  readonly attachments: Map<string, SimAttachment>;
  readonly templates: readonly SimTemplate[];
  readonly tasks: Map<string, SimTask>;
  readonly groups: readonly SimGroup[];
  /** By page and operation: `131424:read`. */
  readonly restrictions: Map<string, SimRestriction>;
  nextId(): string;
}

/** A person's account id. An Atlassian account is one for all products, so it is the one of the simulated Jira. */
export function accountId(handle: string): string {
  return createHash("sha256").update(`jira:${handle}`).digest("hex").slice(0, 24);
}

/** When a page changed last. */
export function lastVersion({ versions, ...page }: SimPage): SimVersion {
  const { author, created, title, body } = page;
  return versions.at(-1) ?? { number: 1, author, created, message: "", title, body };
}

/** Gives a page a new text, as its newest version. */
export function publish(
  { world }: ConfluenceState,
  page: SimPage,
  { title, body, message }: Pick<SimVersion, "title" | "body" | "message">,
): void {
  const { number } = lastVersion(page);
  const created = world.now().toISOString();
  page.versions.push({ number: number + 1, author: world.me.handle, created, message, title, body });
  Object.assign(page, { title, body });
}

/** A page, or something else, that is published and of that type. */
export function contentOf({ pages }: ConfluenceState, id: string, type: SimPage["type"]) {
  const found = pages.get(id);
  return found?.type === type && ["current", "archived"].includes(found.status) ? found : undefined;
}

export function spaceOf({ spaces }: ConfluenceState, { space }: Pick<SimPage, "space">) {
  return spaces.find(({ id }) => id === space);
}

/** What stands directly below a page or folder, in its order. */
export function childrenOf({ pages }: ConfluenceState, parent: string): SimPage[] {
  return [...pages.values()]
    .filter((page) => page.parent === parent && page.type !== "blogpost" && page.status === "current")
    .sort((a, b) => a.position - b.position);
}

/** From the page directly above to the top. */
export function ancestorsOf({ pages }: ConfluenceState, page: SimPage): SimPage[] {
  const found: SimPage[] = [];
  for (let above = page.parent; above !== null; ) {
    const next = pages.get(above);
    if (next === undefined) break;
    found.push(next);
    above = next.parent;
  }
  return found;
}

/** Whether another page of the space has that title: no two of one space may. */
export function isTaken({ pages }: ConfluenceState, wanted: { id?: string; space: string; title: string }) {
  return [...pages.values()].some(
    ({ id, space, type, status, title }) =>
      id !== wanted.id &&
      space === wanted.space &&
      type === "page" &&
      status !== "trashed" &&
      title.toLowerCase() === wanted.title.toLowerCase(),
  );
}

/** Puts something new into the tree, after its siblings. */
export function addContent(
  state: ConfluenceState,
  given: Pick<SimPage, "space" | "type" | "title" | "parent"> & Partial<Pick<SimPage, "body" | "status">>,
): SimPage {
  const { body = "", parent } = given;
  const title = given.title.trim();
  const created = state.world.now().toISOString();
  const author = state.world.me.handle;
  const page: SimPage = {
    status: "current",
    ...given,
    id: state.nextId(),
    position: parent === null ? 0 : Math.max(-1, ...childrenOf(state, parent).map((one) => one.position)) + 1,
    title,
    body,
    author,
    created,
    versions: [{ number: 1, author, created, message: "", title, body }],
    labels: [],
    comments: [],
    likes: [],
  };
  state.pages.set(page.id, page);
  return page;
}
