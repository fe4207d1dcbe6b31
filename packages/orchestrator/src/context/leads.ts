import type { OperationManifest, TargetLead } from "@pm-orchestrator/core";

/** A text in a result that may name another thing. */
export interface Lead {
  text: string;
  because: string;
  /** Whether the field itself holds a target, or a text in which some may stand. */
  within?: TargetLead["within"];
}

/** More than this of one text is not searched: nobody links so much in one go. */
const LONGEST_TEXT = 100_000;
const MOST_IN_TEXT = 50;

/** What the manifest says that a result leads to, in order. Nothing else of the result is looked at. */
export function leadsOf(data: unknown, manifest: OperationManifest | undefined): Lead[] {
  return (manifest?.leads_to ?? []).flatMap(({ at, because, within }) =>
    valuesAt(data, at.split(".")).flatMap((value) => {
      if (typeof value !== "string" && typeof value !== "number") return [];
      const lead = { because, ...(within === undefined ? {} : { within }) };
      const text = String(value);
      if (within === undefined) return [{ ...lead, text }];
      return namesIn(text, within).map((name) => ({ ...lead, text: name }));
    }),
  );
}

function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return [value];
  if (typeof value !== "object" || value === null) return [];
  const isList = step.endsWith("[]");
  const name = isList ? step.slice(0, -2) : step;
  if (!Object.hasOwn(value, name)) return [];
  const inside = (value as Record<string, unknown>)[name];
  if (!isList) return valuesAt(inside, rest);
  return Array.isArray(inside) ? inside.flatMap((item) => valuesAt(item, rest)) : [];
}

const ADDRESS = /https?:\/\/[^\s<>"'`()[\]{}|\\^]{1,2000}/g;
const KEY = /(?<![A-Za-z0-9_-])[A-Z][A-Z0-9_]{1,19}-[0-9]{1,9}(?![A-Za-z0-9_])/g;

/** Addresses in a text, and keys where they are asked for. They are only candidates: whoever routes them decides. */
function namesIn(text: string, within: "addresses" | "keys"): string[] {
  const part = text.slice(0, LONGEST_TEXT);
  const addresses = [...part.matchAll(ADDRESS)].map(([address]) => address.replace(/[.,;:!?*_~]+$/, ""));
  const keys = within === "keys" ? [...part.matchAll(KEY)].map(([key]) => key) : [];
  return [...new Set([...addresses, ...keys])].slice(0, MOST_IN_TEXT);
}
