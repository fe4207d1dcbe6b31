import type { TargetForm, TargetOwner, TargetsDefinition } from "@pm-orchestrator/core";
import { match } from "path-to-regexp";
import { decoded, entriesOf, type ReadAddress } from "./address.js";
import { readText } from "./texts.js";
import type { RoutableSystem } from "./types.js";

/** Gives the captured parts of a text; undefined when it does not fit. */
type Matcher = (text: string) => ReadonlyMap<string, string> | undefined;

/** A form whose patterns are ready to match. */
export interface ReadyForm {
  form: TargetForm;
  path?: Matcher;
  bare?: Matcher;
  fragment?: Matcher;
  query: ReadonlyMap<string, Matcher>;
}

/** Manifests come from third parties: what is longer, or branches more, is no shape of an address. */
const LONGEST_PATTERN = 300;
const MOST_OPTIONAL = 4;
const MOST_WILDCARDS = 1;

const ready = new WeakMap<TargetsDefinition, readonly ReadyForm[]>();

/** The forms of a manifest, each pattern made ready when it is first needed. */
export function readyForms(targets: TargetsDefinition): readonly ReadyForm[] {
  const known = ready.get(targets) ?? targets.forms.map(readyForm);
  ready.set(targets, known);
  return known;
}

function readyForm(form: TargetForm): ReadyForm {
  const { path, bare, fragment, query = {}, text = {} } = form;
  const spaced = new Set(Object.keys(text).filter((name) => text[name] === "plus_text"));
  // In an address `+` may stand for a space, and `%2B` for itself.
  const decode = (part: string, name: string) => decoded(spaced.has(name) ? part.replaceAll("+", " ") : part);
  return {
    form,
    ...(path === undefined ? {} : { path: matcher(path, { trailing: true, decode }) }),
    ...(bare === undefined ? {} : { bare: matcher(bare) }),
    ...(fragment === undefined ? {} : { fragment: matcher(fragment) }),
    query: new Map(Object.entries(query).map(([name, pattern]) => [name, matcher(pattern)])),
  };
}

interface MatcherOptions {
  /** Whether a slash may follow. Default false. */
  trailing?: boolean;
  /** Default: the part as it is. */
  decode?: (part: string, name: string) => string | undefined;
}

/** Matches one pattern. One that cannot be used fits nothing, with a warning of the process. */
function matcher(pattern: string, options: MatcherOptions = {}): Matcher {
  let compiled: Matcher | undefined;
  return (text) => {
    compiled ??= usable(pattern, options);
    return compiled(text);
  };
}

function usable(pattern: string, options: MatcherOptions): Matcher {
  try {
    return compile(pattern, options);
  } catch (error) {
    process.emitWarning(`A target of an adapter cannot be used: ${pattern}: ${(error as Error).message}`);
    return () => undefined;
  }
}

function compile(pattern: string, { trailing = false, decode = (part) => part }: MatcherOptions): Matcher {
  const count = (sign: string) => pattern.split(sign).length - 1;
  if (pattern.length > LONGEST_PATTERN || count("{") > MOST_OPTIONAL || count("*") > MOST_WILDCARDS)
    throw new Error("it is longer or branches more than a target may");
  const matches = match(pattern, { trailing, decode: false });
  return (text) => {
    const found = matches(text);
    if (found === false) return undefined;
    const parts = new Map<string, string>();
    for (const [name, value] of Object.entries(found.params)) {
      if (value === undefined) continue;
      const plain = decode(Array.isArray(value) ? value.join("/") : value, name);
      if (plain === undefined) return undefined;
      parts.set(name, plain);
    }
    return parts;
  };
}

/** The captured parts of an address that fits a form, in the form in which they go into params. */
export function fitAddress(
  { form, path, fragment, query }: ReadyForm,
  { path: below, address }: { path: string; address: ReadAddress },
): ReadonlyMap<string, string> | undefined {
  const parts = [
    path?.(below),
    ...(fragment === undefined ? [] : [fragment(address.fragment)]),
    ...[...query].map(([name, fits]) => fits(address.query.get(name) ?? "")),
  ];
  return together(form, parts);
}

/** The same of a target that is no address. */
export function fitBare({ form, bare }: ReadyForm, target: string): ReadonlyMap<string, string> | undefined {
  return bare === undefined ? undefined : together(form, [bare(target)]);
}

function together(
  { text = {} }: TargetForm,
  found: readonly (ReadonlyMap<string, string> | undefined)[],
): ReadonlyMap<string, string> | undefined {
  const parts = new Map<string, string>();
  for (const some of found) {
    if (some === undefined) return undefined;
    for (const [name, value] of some) {
      const read = readText(value, Object.hasOwn(text, name) ? text[name] : undefined);
      if (read === undefined) return undefined;
      parts.set(name, read);
    }
  }
  return parts;
}

/** Whether settings of the system say that the parts are its own; `foreign` when they say that they are not. */
export function ownership(
  form: TargetForm,
  parts: ReadonlyMap<string, string>,
  system: RoutableSystem,
): { claim: "claimed" | "open" | "not_named" | "foreign"; because?: string } {
  let claim: "claimed" | "open" | "not_named" = "open";
  let because: string | undefined;
  for (const [name, owner] of Object.entries(form.owners ?? {})) {
    const value = ownedPart(parts.get(name), owner);
    const entries = entriesOf(system.setting(owner.setting));
    if (value === undefined || entries.length === 0) continue;
    if (entries.some((entry) => entry.toLowerCase() === value.toLowerCase())) {
      claim = "claimed";
      because = `${owner.setting} of ${system.name} names ${value}`;
      continue;
    }
    if (owner.strict === true) return { claim: "foreign" };
    claim = "not_named";
  }
  return { claim, ...(because === undefined ? {} : { because }) };
}

function ownedPart(value: string | undefined, { part }: TargetOwner): string | undefined {
  if (value === undefined || part === undefined) return value;
  const dash = value.lastIndexOf("-");
  return dash === -1 ? value : value.slice(0, dash);
}
