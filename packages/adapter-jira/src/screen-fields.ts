import { compact } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { CreateField } from "./lookups/create-fields.js";
import type { VendorField } from "./vendor.js";

/** A field of a screen, as people are told of it. */
export const screenField = z.object({
  id: z.string(),
  name: z.string(),
  required: z.boolean(),
  type: z.string().optional(),
  has_default: z.boolean().optional(),
  allowed_values: z.array(z.string()).optional(),
});

export function shownScreenField(id: string, field: CreateField) {
  return compact({
    id,
    name: field.name ?? "",
    required: field.required ?? false,
    type: typeOfField(field),
    has_default: field.hasDefaultValue || undefined,
    allowed_values: field.allowedValues?.map(({ name, value, key, id = "" }) => name ?? value ?? key ?? id),
  });
}

/** `number`, `option`, `user[]`. */
export function typeOfField({ schema }: VendorField): string | undefined {
  return schema?.type === "array" ? `${schema.items ?? ""}[]` : schema?.type;
}
