import { z } from "@pm-orchestrator/core/zod";

/** How far a list goes. */
export interface Page {
  /** Give it as `page_token` to read on; absent at the end. */
  next?: string;
  /** How many there are in all, where the vendor says so. */
  total?: number;
  /** Whether this is everything. */
  complete: boolean;
}

/** `page` of every list's result. */
export const pageSchema = z.object({
  next: z.string().optional().describe("give it as page_token to read on"),
  total: z.int().optional(),
  complete: z.boolean(),
});

/** `limit` and `page_token` of every list's params. `largest` is what the vendor gives at once. */
export function pagingParams(largest = 100) {
  return {
    limit: z.int().min(1).max(largest).default(Math.min(50, largest)).describe("how many at most"),
    page_token: z.string().min(1).optional().describe("page.next of the answer before"),
  };
}

/** Makes `page`: complete when there is no next. */
export function page(next: string | undefined | null, total?: number): Page {
  const hasNext = next !== undefined && next !== null && next !== "";
  return { ...(hasNext ? { next } : {}), ...(total === undefined ? {} : { total }), complete: !hasNext };
}
