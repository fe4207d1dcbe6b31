import type { AdapterManifest } from "@pm-orchestrator/core";

/**
 * What is wrong with the targets of a manifest that was read from a file; undefined when routing can go through them. A
 * request for another system must not fail because of them.
 */
export function targetsProblem({ targets, operations }: AdapterManifest): string | undefined {
  const leads = Object.values(operations).flatMap((operation) => operation?.leads_to ?? []);
  if (!leads.every((lead) => isObject(lead) && isText(lead.at) && isText(lead.because)))
    return "says in no known way where its results lead to";
  if (targets === undefined) return undefined;
  if (!isObject(targets) || !Array.isArray(targets.addresses) || !Array.isArray(targets.forms))
    return "declares targets without addresses or forms";
  const { addresses, forms, finders = [] } = targets;
  const isGood =
    addresses.every(
      (address) => isObject(address) && isText(address.url) && isTextIfThere(address.without),
    ) &&
    forms.every(isForm) &&
    Array.isArray(finders) &&
    finders.every(
      (finder) =>
        isObject(finder) &&
        Array.isArray(finder.of) &&
        isObject(finder.params) &&
        [finder.operation, finder.finds, finder.because].every(isText),
    );
  return isGood ? undefined : "declares targets of no known form";
}

function isForm(form: unknown): boolean {
  if (!isObject(form)) return false;
  const { kind, summary, path, bare, fragment, operation, mention, unsupported } = form;
  const objects = ["query", "text", "owners", "params", "following"].map((name) => form[name]);
  return (
    [kind, summary].every(isText) &&
    [path, bare, fragment, operation, mention, unsupported].every(isTextIfThere) &&
    objects.every((value) => value === undefined || isObject(value)) &&
    Object.values((form["owners"] ?? {}) as object).every(
      (owner) => isObject(owner) && isText(owner["setting"]),
    ) &&
    Object.values((form["query"] ?? {}) as object).every(isText)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextIfThere(value: unknown): boolean {
  return value === undefined || isText(value);
}
