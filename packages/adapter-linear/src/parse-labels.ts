import { compact } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { VendorLabel } from "./vendor.js";

export const labelSchema = z.object({
  id: z.string(),
  name: z.string(),
  group: z.string().optional().describe("the group it is in"),
  is_group: z.boolean().optional(),
  color: z.string().optional(),
  description: z.string().optional(),
  team: z.string().optional().describe("its key; absent for the workspace's"),
});

/** A label as one of a list. */
export function label({ id = "", name = "", isGroup, parent, color, description, team }: VendorLabel) {
  return {
    id,
    name,
    ...compact({
      group: parent?.name,
      is_group: isGroup === true ? true : undefined,
      color,
      description: description || undefined,
      team: team?.key,
    }),
  };
}
