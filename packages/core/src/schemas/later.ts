import { z } from "../zod.js";

/** A field of the design that arrives with a later issue: refused by name, never ignored. */
export function later(name: string, issue: number) {
  return z.never({ error: `${name} is not yet supported (it arrives with issue ${issue})` }).optional();
}
