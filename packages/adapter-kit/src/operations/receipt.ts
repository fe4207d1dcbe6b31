import { z } from "@pm-orchestrator/core/zod";

/** What every write answers. `changed` names the fields that it set. */
export const receiptSchema = z.object({
  id: z.string(),
  key: z.string().optional(),
  identifier: z.string().optional(),
  url: z.string(),
  changed: z.array(z.string()),
});

/** The names of the params that were given, in their order: what a write changed. */
export function changedFields(
  params: Readonly<Record<string, unknown>>,
  except: readonly string[] = [],
): string[] {
  return Object.keys(params).filter((name) => params[name] !== undefined && !except.includes(name));
}
