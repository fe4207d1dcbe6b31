import { compact, isGone, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { conflict, namingVersions, type Versioned } from "../conflict.js";
import { toStorage } from "../content.js";
import { confluenceErrors } from "../errors.js";
import { loadComment, typeOfComment } from "../lookups/comments.js";
import { commentNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { commentClaim } from "../reconcile/comments.js";
import { readWithAuthor, WHO_AM_I } from "../reconcile/own-version.js";
import { readsTheSame } from "../reconcile/same-text.js";
import { type CommentType, commentId, commentIdAliases, readVersion } from "../schemas.js";
import type { VendorComment } from "../vendor.js";

const ENDPOINTS = [
  "POST /wiki/api/v2/content/convert-ids-to-types",
  "GET /wiki/api/v2/footer-comments/{comment-id}",
  "PUT /wiki/api/v2/footer-comments/{comment-id}",
  "GET /wiki/api/v2/inline-comments/{comment-id}",
  "PUT /wiki/api/v2/inline-comments/{comment-id}",
];

export const updateComment = operation({
  summary: "Gives a comment another text",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    comment_id: commentId,
    body: z.string().min(1).describe("Markdown; takes the place of the whole text"),
    version: readVersion.optional(),
  }),
  aliases: { ...commentIdAliases, content: "body" },
  result: receiptSchema.extend({ version: z.int() }),
  limits: ["requests", "quota"],
  upstream: ENDPOINTS,
  lookUps: [WHO_AM_I],
  expectedCalls: 3,
  expectedMs: 1000,
  example: { comment_id: "98656", body: "How much clock skew? I propose `30 s`." },
  async run({ comment_id, body, version }, confluence) {
    const id = String(comment_id);
    const [type, storage] = await Promise.all([typeOfComment(id, confluence), toStorage(body)]);
    const current = await loadComment(id, type, confluence);
    const actual = current.version?.number ?? 0;
    if (version !== undefined && version !== actual) {
      throw conflict(versioned({ id, type }, confluence), { expected: version, actual }, confluence);
    }
    return write({ id, type }, { current, changed: "body", storage }, confluence);
  },
  async reconcile({ comment_id, body, version }, confluence) {
    const id = String(comment_id);
    const [type, storage] = await Promise.all([typeOfComment(id, confluence), toStorage(body)]);
    const isIt = (comment: VendorComment) => readsTheSame(comment.body?.storage?.value, storage);
    const written = await claimNewVersion({ id, type }, { after: version, isIt }, confluence);
    return written && receipt(written, { id, changed: "body" }, confluence);
  },
});

export const resolveComment = operation({
  summary: "Marks an inline comment as resolved, or opens it again",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    comment_id: commentId,
    resolved: z.boolean().default(true).describe("false opens it again"),
  }),
  aliases: commentIdAliases,
  result: receiptSchema.extend({ version: z.int() }),
  limits: ["requests", "quota"],
  upstream: ENDPOINTS.filter((endpoint) => !endpoint.includes("footer")),
  lookUps: [WHO_AM_I],
  expectedCalls: 3,
  expectedMs: 1000,
  example: { comment_id: "98688" },
  async run({ comment_id, resolved }, confluence) {
    const id = String(comment_id);
    const type = await typeOfComment(id, confluence);
    if (type !== "inline") {
      throw confluenceErrors.create("INLINE_COMMENT_NEEDED", {
        message: `Comment ${id} stands below its page: only comments at words of a page can be resolved.`,
        system: confluence.step.system,
        details: { comment_id: id },
      });
    }
    const current = await loadComment(id, type, confluence);
    return write({ id, type }, { current, changed: "resolved", resolved }, confluence);
  },
  async reconcile({ comment_id, resolved }, confluence) {
    const id = String(comment_id);
    const isIt = ({ resolutionStatus }: VendorComment) => (resolutionStatus === "resolved") === resolved;
    const written = await claimNewVersion({ id, type: "inline" }, { isIt }, confluence);
    return written && receipt(written, { id, changed: "resolved" }, confluence);
  },
});

export const deleteComment = operation({
  summary: "Deletes a comment for good",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ comment_id: commentId }),
  aliases: commentIdAliases,
  result: receiptSchema,
  limits: ["requests", "quota"],
  upstream: [
    "POST /wiki/api/v2/content/convert-ids-to-types",
    "GET /wiki/api/v2/footer-comments/{comment-id}",
    "GET /wiki/api/v2/inline-comments/{comment-id}",
    "DELETE /wiki/api/v2/footer-comments/{comment-id}",
    "DELETE /wiki/api/v2/inline-comments/{comment-id}",
  ],
  expectedCalls: 3,
  expectedMs: 1000,
  example: { comment_id: "98656" },
  async run({ comment_id }, confluence) {
    const id = String(comment_id);
    const type = await typeOfComment(id, confluence);
    const { _links } = await loadComment(id, type, confluence);
    await confluence.send({
      method: "DELETE",
      path: `/wiki/api/v2/${type}-comments/${pathSegment(id)}`,
      expects: "nothing",
      doneWhen: isGone,
      notFound: commentNotFound(id),
    });
    return { id, url: confluence.webUrl(_links), changed: ["status"] };
  },
});

interface Target {
  id: string;
  type: CommentType;
}

function versioned({ id, type }: Target, confluence: ConfluenceClient): Versioned {
  return {
    name: `Comment ${id}`,
    details: { comment_id: id },
    readVersion: async () => (await loadComment(id, type, confluence)).version?.number,
  };
}

interface CommentChange {
  current: VendorComment;
  /** The field that the receipt names. */
  changed: string;
  /** The new text; without it the old one goes along, since Confluence takes no other form. */
  storage?: string;
  resolved?: boolean;
}

/** Writes the next version of a comment. */
async function write(
  target: Target,
  { current, changed, storage = current.body?.storage?.value, resolved }: CommentChange,
  confluence: ConfluenceClient,
) {
  const { id, type } = target;
  const expected = current.version?.number ?? 0;
  const sent = confluence.send({
    method: "PUT",
    path: `/wiki/api/v2/${type}-comments/${pathSegment(id)}`,
    body: compact({
      version: { number: expected + 1 },
      body: storage === undefined ? undefined : { representation: "storage", value: storage },
      resolved,
    }),
    notFound: commentNotFound(id),
  });
  const answer = await namingVersions(sent, { target: versioned(target, confluence), expected }, confluence);
  const written = (answer.body ?? {}) as VendorComment;
  const { version = { number: expected + 1 } } = written;
  confluence.claims.take(commentClaim({ id, version }));
  return receipt({ version, _links: { ...current._links, ...written._links } }, { id, changed }, confluence);
}

function receipt(
  { version, _links }: VendorComment,
  { id, changed }: { id: string; changed: string },
  confluence: ConfluenceClient,
) {
  return { id, url: confluence.webUrl(_links), changed: [changed], version: version?.number ?? 1 };
}

/** The newest version of a comment, if the account has just written it as it was to be, and it belongs to no other step. */
async function claimNewVersion(
  { id, type }: Target,
  { after, isIt }: { after?: number | undefined; isIt(comment: VendorComment): boolean },
  confluence: ConfluenceClient,
): Promise<VendorComment | undefined> {
  const { body, isOwn } = await readWithAuthor(
    {
      method: "GET",
      path: `/wiki/api/v2/${type}-comments/${pathSegment(id)}`,
      query: { "body-format": "storage" },
      notFound: commentNotFound(id),
    },
    confluence,
  );
  const comment = body as VendorComment;
  const { number = 1 } = comment.version ?? {};
  const follows = after === undefined ? number > 1 : number === after + 1;
  return follows && isOwn(comment.version) && isIt(comment) && confluence.claims.take(commentClaim(comment))
    ? comment
    : undefined;
}
