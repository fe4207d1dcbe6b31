import { slugId } from "../facts.js";
import { conflict, entityNotFound, invalidInput } from "../problems.js";
import { type LinearState, uuid } from "../state.js";

/** UUID v4, the only kind of id that Linear lets others mint. */
const MINTED_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** What every new thing has: the id that was minted for it, or one of our own, and the moment. */
export function newcomer(
  linear: LinearState,
  id: string | null | undefined,
  { among, entity }: { among: readonly { id: string }[]; entity: string },
) {
  if (id != null && !MINTED_ID.test(id)) throw invalidInput("id must be a UUID.");
  if (id != null && among.some((one) => one.id === id)) throw conflict(entity);
  const now = linear.world.now().toISOString();
  return { id: id ?? unusedId(among, entity), createdAt: now, updatedAt: now };
}

/** Always the same for the same history, and nobody else's, though things were deleted in between. */
function unusedId(among: readonly { id: string }[], entity: string): string {
  for (let number = among.length + 1; ; number++) {
    const candidate = uuid(`${entity}:${number}`);
    if (among.every(({ id }) => id !== candidate)) return candidate;
  }
}

/** What every write answers, with what it wrote. */
export function payload(rest: Readonly<Record<string, unknown>>) {
  return { success: true, lastSyncId: 1, ...rest };
}

/** Notes that something changed just now. */
export function touch(linear: LinearState, thing: { updatedAt: string }): void {
  thing.updatedAt = linear.world.now().toISOString();
}

export function required<Thing>(thing: Thing | undefined, entity: string): Thing {
  if (thing === undefined) throw entityNotFound(entity);
  return thing;
}

/** The one of that id; also of that short id, where it ends an address. */
export function byIdOrSlug<Thing extends { id: string }>(
  things: readonly Thing[],
  wanted: string,
  entity: string,
): Thing {
  return required(
    things.find(({ id }) => id === wanted || slugId(id) === wanted || wanted.endsWith(`-${slugId(id)}`)),
    entity,
  );
}

/** A reference that may be missing or cleared. */
export function optional<Thing>(
  wanted: string | null | undefined,
  find: (wanted: string) => Thing,
): Thing | null {
  return wanted == null ? null : find(wanted);
}

export function requireText(text: string | null | undefined, field: string): string {
  if (!text?.trim()) throw invalidInput(`${field} must not be empty.`);
  return text;
}

export function requireDay(text: string | null | undefined, field: string): string | null {
  if (text == null) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.startsWith(text) === true;
  if (!isDay) throw invalidInput(`${field} must be a valid date.`);
  return text;
}

/** Takes a thing out of its list. */
export function remove<Thing>(things: Thing[], thing: Thing): void {
  things.splice(things.indexOf(thing), 1);
}
