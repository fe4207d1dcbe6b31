import { compact } from "@pm-orchestrator/adapter-kit";
import type { StepContext } from "@pm-orchestrator/core";
import type {
  VendorAttachment,
  VendorComment,
  VendorPage,
  VendorSpace,
  VendorUser,
  VendorVersion,
} from "../vendor.js";
import type { Content, Space, User, Version } from "./vendor.js";

/** What every read of a page expands: all that Cloud tells without being asked. */
export const PAGE_PARTS = ["space", "version", "history", "ancestors"] as const;

/** A page or blog post in Cloud's form. Spaces go by their keys: Data Center finds none by another id. */
export function pageOf(content: Content, step: StepContext): VendorPage {
  const { status, title, space, history, version, ancestors = [], body, metadata, _links } = content;
  const labels = metadata?.labels;
  rememberPeople([history?.createdBy, version?.by], step);
  return compact({
    id: idOf(content),
    status,
    title,
    spaceId: space?.key,
    parentId: content.type === "page" ? idOf(ancestors.at(-1)) : undefined,
    authorId: accountOf(history?.createdBy),
    createdAt: history?.createdDate,
    version: version && versionOf(version),
    body,
    labels: labels && {
      results: labels.results ?? [],
      meta: { hasMore: (labels.size ?? 0) >= (labels.limit ?? Number.POSITIVE_INFINITY) },
    },
    _links,
  });
}

/** Also of comments and files. The people in it must be remembered before. */
export function versionOf({ number, by, when, message, minorEdit }: Version): VendorVersion {
  return compact({ number, message, minorEdit, createdAt: when, authorId: accountOf(by) });
}

/** A comment in Cloud's form, on whatever it stands. */
export function commentOf(content: Content, step: StepContext): VendorComment {
  const { version, ancestors = [], container, body, extensions, _links } = content;
  const isInline = isInlineComment(content);
  rememberPeople([version?.by], step);
  const place = idOf(container);
  return compact({
    id: idOf(content),
    pageId: container?.type === "page" ? place : undefined,
    blogPostId: container?.type === "blogpost" ? place : undefined,
    parentCommentId: idOf(ancestors.at(-1)),
    version: version && versionOf(version),
    body,
    resolutionStatus: isInline ? resolutionOf(content) : undefined,
    properties: isInline
      ? compact({ inlineOriginalSelection: extensions?.inlineProperties?.originalSelection })
      : undefined,
    _links,
  });
}

export function isInlineComment({ extensions }: Content): boolean {
  return ["inline", "resolved"].includes(extensions?.location ?? "");
}

/** Older versions say `closed` of what is resolved. */
function resolutionOf({ extensions }: Content): string {
  const { status } = extensions?.resolution ?? {};
  if (status === undefined) return extensions?.location === "resolved" ? "resolved" : "open";
  return status === "closed" ? "resolved" : status;
}

/** A file in Cloud's form. `page` is where it stands, when the answer does not say so. */
export function attachmentOf(content: Content, step: StepContext, page?: string): VendorAttachment {
  const { title, version, container, metadata, extensions, _links } = content;
  rememberPeople([version?.by], step);
  return compact({
    id: idOf(content),
    title,
    pageId: idOf(container) ?? page,
    mediaType: extensions?.mediaType ?? metadata?.mediaType,
    fileSize: extensions?.fileSize,
    comment: extensions?.comment ?? metadata?.comment,
    version: version && versionOf(version),
    webuiLink: _links?.webui,
    _links,
  });
}

export function spaceOf({ key, name, type, status, homepage, _links }: Space): VendorSpace {
  return compact({ id: key, key, name, type, status, homepageId: idOf(homepage), _links });
}

/** A person in Cloud's form. Data Center never tells addresses. */
export function userOf(user: User): VendorUser {
  return compact({
    accountId: accountOf(user),
    displayName: user.displayName,
    publicName: user.username,
  });
}

/** What stands for an account id: the key, which outlives a change of the user name. */
export function accountOf(user: User | undefined): string | undefined {
  return user?.userKey ?? user?.username;
}

/** Every answer names its people in full, so that nobody need be asked for. */
export function rememberPeople(users: readonly (User | undefined)[], { cache }: StepContext): void {
  for (const user of users) {
    const id = accountOf(user);
    if (user?.displayName && id !== undefined) cache.put("users", id, userOf(user));
  }
}

/** Ids are text in some answers, and numbers in others. */
export function idOf(content: Content | undefined): string | undefined {
  return content?.id === undefined ? undefined : String(content.id);
}
