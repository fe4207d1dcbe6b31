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

/** Keys whose value is a secret whatever it looks like. `page_token` and its like are none. */
const SECRET_KEY =
  /^(?:token|secret|bearer|passw(?:or)?d|credentials?|cookie|set-cookie|(?:proxy-)?authorization|(?:[\w-]+[_-])?(?:(?:api|access|refresh|bot|user|auth|oauth|bearer)[_-]?token|(?:api|private|secret|access)[_-]?key|(?:client|signing)[_-]?secret|password))$/i;

/** Shapes of well-known credentials. None may take more than linear time: texts come from anywhere. */
const SECRET_SHAPES: readonly RegExp[] = [
  // "Bearer authentication" and "basic information" are prose.
  /\bBearer\s+(?!auth[a-z]*\b)[A-Za-z0-9+/_=.~-]{8,}/gi,
  /\b[Bb][Aa][Ss][Ii][Cc]\s+(?![a-z]+(?![A-Za-z0-9+/_=~]))[A-Za-z0-9+/_=.~-]{8,}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{6,}/g,
  /\bxapp-[A-Za-z0-9-]{6,}/g,
  /\blin_(?:api|oauth)_[A-Za-z0-9]{6,}/g,
  /\bAT(?:ATT|CTT|BB)[A-Za-z0-9+/_=.-]{12,}/g,
  /\bgh[opsu]_[A-Za-z0-9]{16,}/g,
  /(?<=:\/\/)[^\s/?#"<>\\]+(?=@)/g,
];

/** What may be a JSON Web Token; only one with its second part is. Matching the rest too keeps the search linear. */
const TOKEN_LIKE = /\beyJ[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?)?/g;

/** Values that this copy has remembered in all their forms. */
const registered = new Set<string>();

/**
 * Remembers a value that must never be shown, also as it looks inside of a URL or of JSON. Called wherever a secret
 * setting is read: several times a call.
 */
export function registerSecret(value: string): void {
  if (value.length < SHORTEST_SECRET) return;
  const secrets = knownSecrets();
  // Another secret may look like this one inside of a URL: that it is there does not say that its own forms are.
  if (registered.has(value) && secrets.has(value)) return;
  registered.add(value);
  // A value that is not well-formed text has no form inside of a URL.
  const encoded = /\p{Surrogate}/u.test(value) ? value : encodeURIComponent(value);
  for (const form of [value, encoded, JSON.stringify(value).slice(1, -1)]) secrets.add(form);
}

/** The text without any remembered secret and without anything that has the shape of one. */
export function redactText(text: string): string {
  let clean = text;
  // The longest first: a secret may begin with another one, and its rest must not stay behind.
  const present = [...knownSecrets()].filter((secret) => text.includes(secret));
  for (const secret of present.sort((a, b) => b.length - a.length))
    clean = clean.split(secret).join(REDACTED);
  for (const shape of SECRET_SHAPES) clean = clean.replace(shape, REDACTED);
  return clean.replace(TOKEN_LIKE, (found, rest: string | undefined) =>
    rest === undefined ? found : REDACTED,
  );
}

/** No secret is longer. Unit: characters. */
const LONGEST_SECRET = 5_000;

/**
 * The same, cut behind so many characters: an error repeats what somebody sent, which may be megabytes. What is cut is
 * searched a little further, so that no part of a secret stays at the end.
 */
export function redactShort(text: string, most: number): string {
  if (text.length <= most) return redactText(text);
  return `${redactText(text.slice(0, most + LONGEST_SECRET)).slice(0, most)}…`;
}

const DEEPEST = 12;

const CUT = "[…]";

/** A JSON-safe copy of `value`: secrets removed, cycles and functions dropped, `__proto__` an ordinary key. Never throws. Texts are cut behind `most` characters. */
export function redact(value: unknown, most = Number.POSITIVE_INFINITY): unknown {
  return copy(value, { ancestors: new Set(), depth: 0, most });
}

interface Copying {
  readonly ancestors: Set<object>;
  readonly depth: number;
  readonly most: number;
}

function copy(value: unknown, { ancestors, depth, most }: Copying): unknown {
  if (typeof value === "string") return redactShort(value, most);
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object") return undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ancestors.has(value) || depth > DEEPEST) return CUT;
  ancestors.add(value);
  const inner = { ancestors, depth: depth + 1, most };
  try {
    return Array.isArray(value) ? value.map((item) => copy(item, inner) ?? null) : copyEntries(value, inner);
  } catch {
    // A getter or a proxy that throws must not hide the error that is being shown.
    return CUT;
  } finally {
    ancestors.delete(value);
  }
}

function copyEntries(value: object, inner: Copying): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [
    redactShort(key, inner.most),
    SECRET_KEY.test(key) && canHoldSecret(item) ? REDACTED : copy(item, inner),
  ]);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

/** Whether something is there that could be a secret: `secret: true` says something else. */
function canHoldSecret(value: unknown): boolean {
  return value !== null && ["string", "number", "bigint", "object"].includes(typeof value);
}
