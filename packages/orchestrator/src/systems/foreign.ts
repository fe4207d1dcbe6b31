import type {
  AdapterManifest,
  OperationManifest,
  TargetLead,
  TargetsDefinition,
} from "@pm-orchestrator/core";
import { OWN_ADAPTERS } from "./packages.js";

/** An operation in a line: longer is no summary. */
const LONGEST_SUMMARY = 160;
const LONGEST_SIGNATURE = 300;
const LONGEST_DESCRIPTION = 200;
const LONGEST_KIND = 40;

const OURS = new Set(Object.values(OWN_ADAPTERS));

/** Whether what an adapter says of itself is somebody else's text. */
export function isForeign(packageName: string): boolean {
  return !OURS.has(packageName);
}

/**
 * A manifest whose texts for readers are lines of bounded length. What a third party's adapter says of itself goes to
 * agents before anything of it was called: it must not be able to say much.
 */
export function capped(manifest: AdapterManifest): AdapterManifest {
  return {
    ...manifest,
    title: line(manifest.title, LONGEST_SUMMARY),
    ...(manifest.targets === undefined ? {} : { targets: cappedTargets(manifest.targets) }),
    operations: Object.fromEntries(
      Object.entries(manifest.operations).map(([name, operation]) => [
        name,
        cappedOperation(name, operation),
      ]),
    ),
  };
}

/** What is said of targets stands in reasons and suggestions. */
function cappedTargets(targets: TargetsDefinition): TargetsDefinition {
  return {
    ...targets,
    forms: targets.forms.map((form) => ({
      ...form,
      kind: line(form.kind, LONGEST_KIND),
      summary: line(form.summary, LONGEST_DESCRIPTION),
      ...(form.unsupported === undefined ? {} : { unsupported: line(form.unsupported, LONGEST_DESCRIPTION) }),
    })),
    finders: (targets.finders ?? []).map((finder) => ({
      ...finder,
      because: line(finder.because, LONGEST_DESCRIPTION),
    })),
  };
}

function cappedLeads(leads: readonly TargetLead[]): TargetLead[] {
  return leads.map((lead) => ({ ...lead, because: line(lead.because, LONGEST_DESCRIPTION) }));
}

function cappedOperation(name: string, operation: OperationManifest): OperationManifest {
  return {
    ...operation,
    summary: line(operation.summary, LONGEST_SUMMARY),
    signature: signature(name, operation.signature),
    params: cappedSchema(operation.params) as OperationManifest["params"],
    result: cappedSchema(operation.result) as OperationManifest["result"],
    ...(operation.leads_to === undefined ? {} : { leads_to: cappedLeads(operation.leads_to) }),
  };
}

const FIELDS = "\\{(?:[\\w…]+(?:, [\\w…]+)*)?\\}";
const PARAM = "(?:…|\\w+\\??(?:: [\\w|()\\[\\].…-]+)?)";
/** What the kit makes of a manifest: names, types and choices, and no sentences. */
const SIGNATURE = new RegExp(
  `^(\\w+)\\((?:${PARAM}(?:, ${PARAM})*)?\\)(?: → (?:${FIELDS}|receipt(?: \\+ ${FIELDS})?))?$`,
);

/** A signature goes also into errors, beside our own words: one that is none tells only the name. */
function signature(name: string, text: unknown): string {
  const short = line(text, LONGEST_SIGNATURE);
  return SIGNATURE.exec(short)?.[1] === name ? short : `${name}(…)`;
}

/** Keywords whose value is text for readers. */
const FOR_READERS = new Set(["description", "title", "$comment"]);
/** Keywords whose value is data: it decides what fits, and is no text. */
const DATA = new Set(["const", "default", "enum", "examples", "pattern", "required", "$ref"]);

function cappedSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(cappedSchema);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]: [string, unknown]) => {
      if (FOR_READERS.has(key) && typeof value === "string") return [key, line(value, LONGEST_DESCRIPTION)];
      return [key, DATA.has(key) ? value : cappedSchema(value)];
    }),
  );
}

/** Text as one line of so many characters, without anything that moves a cursor or hides. */
function line(text: unknown, most: number): string {
  const plain = String(text ?? "")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return plain.length <= most ? plain : `${plain.slice(0, most - 1).trimEnd()}…`;
}
