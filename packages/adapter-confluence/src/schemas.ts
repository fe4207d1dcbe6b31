import { z } from "zod";

/** An id of Confluence's, as text or as the number that YAML makes of it. */
const numericId = z.union([z.string().regex(/^[0-9]{1,19}$/, "must be a number"), z.int().positive()]);

export const pageId = numericId.describe("id of the page: the number after /pages/ in its address");

export const parentId = numericId.describe("id of the page above; default the space's home page");

export const spaceName = z
  .union([z.string().min(1), z.int().positive()])
  .describe("key such as TECH, name or id");

/** Confluence writes labels in small letters, and refuses these characters. */
export const label = z
  .string()
  .max(255)
  .regex(/^[^\s!#&()*,.:;<>?@[\]^]+$/, "must not contain spaces or any of !#&()*,.:;<>?@[]^");

/** Other spellings, as people write them. */
export const spaceAliases = {
  space_key: "space",
  spaceKey: "space",
  space_id: "space",
  spaceId: "space",
} as const;
export const pageIdAliases = { pageId: "page_id", id: "page_id" } as const;
export const pagingAliases = { max_results: "limit", maxResults: "limit", cursor: "page_token" } as const;

export const person = z.object({ id: z.string(), name: z.string() });
