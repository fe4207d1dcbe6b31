import { compact } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { pageOf, utcInstant } from "./parse.js";
import type { VendorComment, VendorTask } from "./vendor.js";

/** A comment on a pull request, as operations answer it. */
export const comment = z.object({
  id: z.int(),
  author: z.string().optional(),
  content: z.string(),
  created: z.string().optional(),
  parent_id: z.int().optional(),
  inline: z
    .object({ path: z.string(), from: z.int().optional(), to: z.int().optional() })
    .optional()
    .describe("line in the old (from) or new (to) file"),
  resolved: z.boolean().optional(),
  pending: z.boolean().optional(),
  deleted: z.boolean().optional(),
  updated: z.string().optional(),
  url: z.string(),
});

/** Bitbucket says UNRESOLVED for what people call open. */
export const taskState = z.enum(["OPEN", "RESOLVED"]);

/** A task of a pull request, as operations answer it. */
export const task = z.object({
  id: z.int(),
  content: z.string(),
  state: taskState,
  author: z.string().optional(),
  comment_id: z.int().optional().describe("of the comment that it belongs to"),
  resolved_by: z.string().optional(),
  resolved: z.string().optional(),
  created: z.string().optional(),
  url: z.string(),
});

export function commentOf(found: VendorComment): z.output<typeof comment> {
  const { id = 0, user, content, parent, inline, resolution, pending, deleted } = found;
  return compact({
    id,
    author: user?.display_name,
    content: content?.raw ?? "",
    created: utcInstant(found.created_on),
    parent_id: parent?.id,
    inline:
      inline?.path === undefined
        ? undefined
        : compact({ path: inline.path, from: inline.from, to: inline.to }),
    resolved: resolution ? true : undefined,
    pending: pending || undefined,
    deleted: deleted || undefined,
    updated: utcInstant(found.updated_on),
    url: pageOf(found),
  });
}

export function taskOf(found: VendorTask): z.output<typeof task> {
  const { id = 0, content, creator, resolved_by } = found;
  return compact({
    id,
    content: content?.raw ?? "",
    state: found.state === "RESOLVED" ? ("RESOLVED" as const) : ("OPEN" as const),
    author: creator?.display_name,
    comment_id: found.comment?.id,
    resolved_by: resolved_by?.display_name,
    resolved: utcInstant(found.resolved_on),
    created: utcInstant(found.created_on),
    url: pageOf(found),
  });
}
