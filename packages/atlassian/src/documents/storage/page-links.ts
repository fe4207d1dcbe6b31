import type { LinkTarget } from "../model/model.js";

/** A page as storage format names it: by title, in a space (the page's own when left out). */
export interface PageName {
  space?: string | undefined;
  title: string;
  anchor?: string | undefined;
}

const SCHEME = "confluence-page:";

/**
 * Storage format links to pages by name, Markdown by URL. `confluence-page:SPACE/Title%20of%20it#anchor` is the name
 * as a URL: a link survives being edited as Markdown, and an author can link to a page without knowing its id.
 */
export function urlOfPage(page: PageName): string {
  const space = page.space === undefined ? "" : `${encodeURIComponent(page.space)}/`;
  const anchor = page.anchor === undefined ? "" : `#${encodeURIComponent(page.anchor)}`;
  return `${SCHEME}${space}${encodeURIComponent(page.title)}${anchor}`;
}

/** The page that such a URL names; `undefined` for every other URL. */
export function pageOfUrl(url: string): PageName | undefined {
  if (!url.startsWith(SCHEME)) return undefined;
  const [path = "", anchor] = url.slice(SCHEME.length).split("#", 2);
  const slash = path.indexOf("/");
  const title = decoded(path.slice(slash + 1));
  if (title === "") return undefined;
  return {
    space: slash > 0 ? decoded(path.slice(0, slash)) : undefined,
    title,
    anchor: anchor === undefined || anchor === "" ? undefined : decoded(anchor),
  };
}

/** A link as the storage format can hold it: a link to a page has no title of its own. */
export function storageLink(link: LinkTarget): LinkTarget {
  const page = pageOfUrl(link.url);
  return page === undefined ? link : { url: urlOfPage(page) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Written by hand, with a bare percent sign: it means itself.
    return part;
  }
}
