import type { ZodObject } from "zod";
import type { TargetForm, TargetsDefinition } from "./targets.js";

/** As much of an adapter's definition as its targets depend on. */
interface Targeted {
  kind: string;
  settings: readonly { name: string; secret?: boolean }[];
  operations: Readonly<Record<string, { effect: string; params: ZodObject }>>;
  targets?: TargetsDefinition;
}

/**
 * Throws a TypeError when targets name operations, params, settings or captured parts that are not there, or would route
 * to something that is no read.
 */
export function requireTargets({ kind, settings, operations, targets }: Targeted): void {
  if (targets === undefined) return;
  const open = new Set(settings.filter(({ secret }) => secret !== true).map(({ name }) => name));
  const requireSetting = (name: string, where: string) => {
    if (!open.has(name)) throw new TypeError(`${where}: ${name} is no setting, or a secret one.`);
  };
  const requireRead = (name: string, params: Readonly<Record<string, unknown>>, where: string) => {
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (operation?.effect !== "read") throw new TypeError(`${where}: ${name} is no read.`);
    const unknown = Object.keys(params).find((param) => !Object.hasOwn(operation.params.shape, param));
    if (unknown !== undefined) throw new TypeError(`${where}: ${name} has no param ${unknown}.`);
  };
  for (const { url } of targets.addresses) {
    for (const name of namesIn(url)) requireSetting(name, `${kind}: the address ${url}`);
  }
  for (const form of targets.forms) {
    const where = `${kind}: the target ${form.path ?? form.bare ?? form.summary}`;
    if ((form.path === undefined) === (form.bare === undefined))
      throw new TypeError(`${where} needs either a path or a bare form.`);
    if ((form.operation === undefined) === (form.unsupported === undefined))
      throw new TypeError(`${where} needs either an operation, or what to do instead.`);
    if (form.operation !== undefined)
      requireRead(form.operation, { ...form.params, ...form.following }, where);
    for (const { setting } of Object.values(form.owners ?? {})) requireSetting(setting, where);
    const captured = capturedBy(form);
    const filled = [...textsIn(form.params), form.mention ?? ""].flatMap(namesIn);
    for (const name of [...filled, ...Object.keys(form.text ?? {}), ...Object.keys(form.owners ?? {})]) {
      if (name.startsWith("setting.")) requireSetting(name.slice("setting.".length), where);
      else if (!captured.has(name)) throw new TypeError(`${where} captures no ${name}.`);
    }
  }
  for (const finder of targets.finders ?? [])
    requireRead(finder.operation, finder.params, `${kind}: the finder of ${finder.finds}`);
}

/** Names in braces. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/\{([a-z_.]+)\}/g)].map(([, name = ""]) => name);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function capturedBy({ path = "", bare = "", query = {}, fragment = "" }: TargetForm): Set<string> {
  const patterns = [path, bare, fragment, ...Object.values(query)];
  return new Set(
    patterns.flatMap((pattern) => [...pattern.matchAll(/[:*]([a-z_]+)/g)].map(([, name = ""]) => name)),
  );
}
