/**
 * What may leave the process inside an error, an event or a log.
 *
 * Two nets, because each has holes: values that were read as secrets are remembered and removed wherever they
 * turn up, and well-known credential shapes are removed even when nobody told us that they are secrets.
 */

/** Shared by every copy of this package in the process, so that a secret read by one copy is hidden by all. */
const registryKey = Symbol.for("pm-orchestrator.secrets");

function knownSecrets(): Set<string> {
  const holder = globalThis as { [registryKey]?: Set<string> };
  holder[registryKey] ??= new Set();
  return holder[registryKey];
}

export const REDACTED = "[redacted]";

/** A credential shorter than this is never searched for in texts: removing every "ab" would destroy them. */
const SHORTEST_SECRET = 6;

const SECRET_KEY =
  /^(authorization|proxy-authorization|cookie|set-cookie|password|passwd|secret|client_secret|api_?token|access_?token|refresh_?token|bot_?token|user_?token|api_?key|private_?key|bearer|credentials?|token)$/i;

const SECRET_SHAPES: readonly RegExp[] = [
  /\b(?:Bearer|Basic)\s+[A-Za-z0-9+/_=.~-]{8,}/gi,
  /\bxox[abeoprs]-[A-Za-z0-9-]{6,}/g,
  /\bxapp-[A-Za-z0-9-]{6,}/g,
  /\blin_(?:api|oauth)_[A-Za-z0-9]{6,}/g,
  /\bAT(?:ATT|CTT|BB)[A-Za-z0-9+/_=.-]{12,}/g,
  /\bgh[opsu]_[A-Za-z0-9]{16,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /(?<=:\/\/)[^\s/:@]+:[^\s/@]+(?=@)/g,
];

/** Remembers a value that must never be shown. Called wherever a secret setting is read. */
export function registerSecret(value: string): void {
  if (value.length >= SHORTEST_SECRET) knownSecrets().add(value);
}

/** The text without any remembered secret and without anything that has the shape of one. */
export function redactText(text: string): string {
  let clean = text;
  for (const secret of knownSecrets()) {
    if (clean.includes(secret)) clean = clean.split(secret).join(REDACTED);
  }
  for (const shape of SECRET_SHAPES) clean = clean.replace(shape, REDACTED);
  return clean;
}

const DEEPEST = 12;

/** A JSON-safe copy of `value`: secrets removed, cycles and functions dropped, `__proto__` an ordinary key. */
export function redact(value: unknown): unknown {
  return copy(value, new Set(), 0);
}

function copy(value: unknown, ancestors: Set<object>, depth: number): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object") return undefined;
  if (value instanceof Date) return value.toISOString();
  if (ancestors.has(value) || depth > DEEPEST) return "[…]";
  ancestors.add(value);
  const clean = Array.isArray(value)
    ? value.map((item) => copy(item, ancestors, depth + 1))
    : copyEntries(value, ancestors, depth);
  ancestors.delete(value);
  return clean;
}

function copyEntries(value: object, ancestors: Set<object>, depth: number): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [
    key,
    SECRET_KEY.test(key) && typeof item === "string" ? REDACTED : copy(item, ancestors, depth + 1),
  ]);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}
