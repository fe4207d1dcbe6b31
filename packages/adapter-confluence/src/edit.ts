import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { ConfluenceClient } from "./client.js";
import { conflict, namingVersions, type Versioned } from "./conflict.js";
import { DocumentEditor, type EditOptions } from "./document-edit.js";
import { confluenceErrors } from "./errors.js";
import { loadBlogPost } from "./lookups/blog-posts.js";
import { forgetPage, loadPage, pageFrom, rememberPage } from "./lookups/pages.js";
import type { Edited, PageChange, PageEdit } from "./page-change.js";
import { claimEdit } from "./reconcile/edits.js";
import { versionClaim } from "./reconcile/own-version.js";
import type { VendorPage } from "./vendor.js";

/** Another title, another whole text, or both. */
export function wholeChange({
  title,
  body,
  allow_removal,
}: EditOptions & { title?: string | undefined; body?: string | undefined }) {
  return async (editor: DocumentEditor): Promise<PageChange> =>
    body === undefined ? { title } : { title, ...(await editor.whole(body, { allow_removal })) };
}

/** Changes a page. See {@link editContent}. */
export async function editPage<Change extends PageChange>(
  id: string,
  edit: PageEdit<Change>,
  confluence: ConfluenceClient,
): Promise<Edited<Change>> {
  return remembered(await editContent(pageContent(id, confluence), edit, confluence), confluence);
}

/** What became of an edit of a page that was not answered; undefined when there is no trace of it. */
export async function findPageEdit<Change extends PageChange>(
  id: string,
  edit: PageEdit<Change>,
  confluence: ConfluenceClient,
): Promise<Edited<Change> | undefined> {
  forgetPage(id, confluence);
  const edited = await claimEdit(pageContent(id, confluence), edit, confluence);
  return edited && remembered(edited, confluence);
}

/** Changes a blog post. See {@link editContent}. */
export function editBlogPost<Change extends PageChange>(
  id: string,
  edit: PageEdit<Change>,
  confluence: ConfluenceClient,
): Promise<Edited<Change>> {
  return editContent(blogPostContent(id, confluence), edit, confluence);
}

/** What became of an edit of a blog post that was not answered; undefined when there is no trace of it. */
export function findBlogPostEdit<Change extends PageChange>(
  id: string,
  edit: PageEdit<Change>,
  confluence: ConfluenceClient,
): Promise<Edited<Change> | undefined> {
  return claimEdit(blogPostContent(id, confluence), edit, confluence);
}

function remembered<Change extends PageChange>(edited: Edited<Change>, confluence: ConfluenceClient) {
  rememberPage(edited.page, confluence);
  if (edited.change.title !== undefined) confluence.step.cache.forget("page_trees");
  return edited;
}

function pageContent(id: string, confluence: ConfluenceClient): Content {
  return {
    id,
    name: `Page ${id}`,
    path: `/wiki/api/v2/pages/${pathSegment(id)}`,
    details: { page_id: id },
    read: () => loadPage(id, { body: true, labels: false }, confluence),
  };
}

function blogPostContent(id: string, confluence: ConfluenceClient): Content {
  return {
    id,
    name: `Blog post ${id}`,
    path: `/wiki/api/v2/blogposts/${pathSegment(id)}`,
    details: { blog_post_id: id },
    read: () => loadBlogPost(id, { body: true, labels: false }, confluence),
  };
}

interface Content {
  id: string;
  /** At the beginning of a sentence. */
  name: string;
  path: string;
  details: Record<string, string>;
  /** As it is now, with its body. */
  read(): Promise<VendorPage>;
}

/**
 * Reads a page or post, and writes it back changed as its next version. What somebody else wrote meanwhile is never
 * overwritten: that is CONFLUENCE_CONFLICT, with both versions. A body that is not changed goes back byte by byte.
 */
async function editContent<Change extends PageChange>(
  { id, name, path, details, read }: Content,
  { version, version_message, ...edit }: PageEdit<Change>,
  confluence: ConfluenceClient,
): Promise<Edited<Change>> {
  const { system } = confluence.step;
  const page = await read();
  const { number = 0 } = page.version ?? {};
  const target: Versioned = { name, details, readVersion: async () => (await read()).version?.number };
  if (version !== undefined && version !== number) {
    throw conflict(target, { expected: version, actual: number }, confluence);
  }
  const storage = page.body?.storage?.value;
  if (storage === undefined) {
    throw confluenceErrors.create("CONFLUENCE_API_ERROR", {
      message: `${name} came without its body, so it cannot be changed without loss.`,
      system,
    });
  }
  const change = await edit.change(new DocumentEditor({ name, details, storage }, system));
  const sent = confluence.send({
    method: "PUT",
    path,
    body: {
      id,
      status: "current",
      title: change.title ?? page.title ?? "",
      body: { representation: "storage", value: change.storage ?? storage },
      version: { number: number + 1, ...(version_message === undefined ? {} : { message: version_message }) },
    },
    // It was there a moment ago.
    notFound: {
      code: "PERMISSION_DENIED",
      message: `${name} may not be changed by these credentials.`,
      details,
    },
  });
  const answer = await namingVersions(sent, { target, expected: number }, confluence);
  const written = pageFrom(answer.body, confluence);
  confluence.claims.take(versionClaim(path, written.version?.number ?? number + 1));
  return { page: written, change };
}
