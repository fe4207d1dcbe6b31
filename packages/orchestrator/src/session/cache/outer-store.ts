import { isPmoError, redactText } from "@pm-orchestrator/core";
import { asEntry, asInstant, Forgotten, type Found } from "./forgotten.js";
import { isJson } from "./json.js";
import {
  digest,
  entryName,
  forgottenName,
  type KeyedStore,
  type StoredPlace,
  type StoredSize,
  type StoreSource,
} from "./keyed-store.js";
import { LONGEST_MS } from "./lifetime.js";
import { within } from "./within.js";

/** What must be known of a configured system. */
export interface StoredSystem {
  /** What tells one account from another: address and credentials; undefined while that cannot be known. */
  identity(): string | undefined;
  slots(): readonly string[];
}

/** A store as it is found. */
export interface StoreState {
  kind: StoreSource["kind"];
  sizes?: ReadonlyMap<string, StoredSize>;
  problem?: string;
}

/** Slower than this it is no cache. Unit: milliseconds. */
const ANSWER_MS = 1000;

/** After a failure it is left alone for so long. Unit: milliseconds. */
const PAUSE_MS = 30_000;

/** What is written when the session ends has this long. Unit: milliseconds. */
const FLUSH_MS = 3000;

const LARGEST_BYTES = 1024 * 1024;

/** More that wait to be written are not worth their memory. */
const MOST_WAITING = 1000;

/** Longer than any entry lives that was written before. Unit: milliseconds. */
const FORGOTTEN_MS = 2 * LONGEST_MS;

/**
 * The second level of the cache: outlives the process, or is shared by several. It never fails a step: what goes wrong
 * is told once as a warning of the process, and then it is left alone for a while.
 *
 * Keys begin with a fingerprint of tenant, system, address and credentials, so that nobody is answered with what somebody
 * else may see. What is forgotten is not removed: it is written down when that was, and what was asked before counts no
 * more. So a value that another process was loading meanwhile cannot come back, in whichever order they write.
 */
export class OuterStore {
  readonly #source: StoreSource;
  readonly #systems: ReadonlyMap<string, StoredSystem>;
  readonly #forgotten = new Forgotten();
  readonly #groups = new Map<string, { identity: string; group: string }>();
  readonly #working = new Set<Promise<void>>();
  #opened: Promise<KeyedStore> | undefined;
  #batch: { places: StoredPlace[]; found: Promise<(Found | undefined)[]> } | undefined;
  #pausedUntil = 0;
  /** Whether it is being opened and that takes too long. */
  #isSlow = false;
  #hasWarned = false;
  #isClosed = false;

  constructor(source: StoreSource, systems: ReadonlyMap<string, StoredSystem>) {
    this.#source = source;
    this.#systems = systems;
  }

  /** What is there. Look-ups of the same moment are asked for at once. */
  async read(place: StoredPlace): Promise<Found | undefined> {
    if (this.#isIdle || this.#isSlow) return undefined;
    const batch = this.#batch ?? this.#beginBatch();
    const index = batch.places.push(place) - 1;
    return (await batch.found)[index];
  }

  /** Keeps a value, later. Not one that JSON cannot say, nor one that is too large. */
  write(place: StoredPlace, found: Found, { keepMs, bytes }: { keepMs: number; bytes: number }): void {
    if (this.#isIdle || this.#working.size >= MOST_WAITING) return;
    if (bytes > LARGEST_BYTES || !isJson(found.value)) return;
    const group = this.#groupOf(place);
    const leftMs = found.at + keepMs - Date.now();
    if (group === undefined || leftMs <= 0) return;
    this.#later((store) => store.set(entryName(group, place), found, leftMs));
  }

  /** Forgets an entry, or without `key` all of its slot. */
  forget({ tenant, system, slot }: Omit<StoredPlace, "key">, key?: string): void {
    if (this.#isClosed) return;
    const group = this.#groupOf({ tenant, system });
    if (group === undefined) return;
    // What the store cannot be told at the moment must not grow without end: a slot covers all of its entries.
    const isTooMuch = this.#forgotten.waiting >= MOST_WAITING;
    this.#forgotten.note(forgottenName(group, slot, isTooMuch ? undefined : key));
    this.#tell();
  }

  /** Forgets everything of this tenant's systems; of a store that belongs to one person, everything. */
  async clear(tenant: string): Promise<void> {
    for (const [system, stored] of this.#systems)
      for (const slot of stored.slots()) this.forget({ tenant, system, slot });
    this.#later(async (store) => store.clear?.());
    await Promise.all(this.#working);
  }

  /** What it holds of each system of a tenant, where it can tell; or why it cannot be used. */
  async status(tenant: string): Promise<StoreState> {
    const { kind } = this.#source;
    try {
      await Promise.all(this.#working);
      const store = await within(ANSWER_MS, this.#open());
      if (store.sizeOf === undefined) return { kind };
      const sizes = new Map<string, StoredSize>();
      for (const system of this.#systems.keys()) {
        const group = this.#groupOf({ tenant, system });
        if (group !== undefined) sizes.set(system, await store.sizeOf(group));
      }
      return { kind, sizes };
    } catch (error) {
      return { kind, problem: reasonOf(error) };
    }
  }

  /** Writes what waits, and lets the store go. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#opened === undefined) return;
    await within(FLUSH_MS, Promise.all(this.#working)).catch(() => {});
    await within(
      ANSWER_MS,
      this.#opened.then((store) => store.disconnect()),
    ).catch(() => {});
  }

  get #isIdle(): boolean {
    return this.#isClosed || performance.now() < this.#pausedUntil;
  }

  #beginBatch() {
    const places: StoredPlace[] = [];
    const found = new Promise<void>((resolve) => process.nextTick(resolve)).then(() => {
      this.#batch = undefined;
      return this.#readAll(places);
    });
    this.#batch = { places, found };
    return this.#batch;
  }

  async #readAll(places: readonly StoredPlace[]): Promise<(Found | undefined)[]> {
    try {
      const named = places.map((place) => {
        const group = this.#groupOf(place);
        return group === undefined ? undefined : namesOf(group, place);
      });
      const names = [
        ...new Set(named.flatMap((own) => (own === undefined ? [] : [own.entry, ...own.forgotten]))),
      ];
      const store = await this.#soon();
      const values = await within(ANSWER_MS, store?.getMany(names) ?? Promise.resolve([]));
      this.#tell();
      const byName = new Map(names.map((name, index) => [name, values[index]]));
      return named.map((own) => {
        const entry = own && asEntry(byName.get(own.entry));
        const holds = own?.forgotten.every((name) =>
          this.#forgotten.allows(entry?.at ?? 0, { name, stored: asInstant(byName.get(name)) }),
        );
        return holds === true ? entry : undefined;
      });
    } catch (error) {
      this.#failed(error);
      return places.map(() => undefined);
    }
  }

  /** Tells the store what was forgotten, also what it could not be told before. */
  #tell(): void {
    if (performance.now() < this.#pausedUntil) return;
    for (const [name, at] of this.#forgotten.take()) {
      this.#later(
        async (store) => {
          await store.set(name, { at }, FORGOTTEN_MS);
          this.#forgotten.told(name, at);
        },
        () => this.#forgotten.notTold(name),
      );
    }
  }

  /** `failed` is called before anything else is tried. */
  #later(work: (store: KeyedStore) => Promise<unknown>, failed = () => {}): void {
    const working = this.#open()
      .then((store) => within(ANSWER_MS, work(store)))
      .catch((error: unknown) => {
        failed();
        this.#failed(error);
      })
      .then(() => void this.#working.delete(working));
    this.#working.add(working);
  }

  /** The store; undefined while it is still being opened, which nobody is to wait for. */
  async #soon(): Promise<KeyedStore | undefined> {
    const opening = this.#open();
    const late = () => {
      this.#isSlow = true;
      const done = () => {
        this.#isSlow = false;
      };
      opening.then(done, done);
      return undefined;
    };
    return within(ANSWER_MS, opening).catch(late);
  }

  #open(): Promise<KeyedStore> {
    this.#opened ??= this.#source.open().catch((error: unknown) => {
      this.#opened = undefined;
      this.#failed(error);
      throw error;
    });
    return this.#opened;
  }

  #groupOf({ tenant, system }: Pick<StoredPlace, "tenant" | "system">): string | undefined {
    const identity = this.#systems.get(system)?.identity();
    if (identity === undefined) return undefined;
    const name = JSON.stringify([tenant, system]);
    const known = this.#groups.get(name);
    if (known?.identity === identity) return known.group;
    const group = digest(JSON.stringify([tenant, system, identity]));
    this.#groups.set(name, { identity, group });
    return group;
  }

  #failed(error: unknown): void {
    this.#pausedUntil = performance.now() + PAUSE_MS;
    if (this.#hasWarned || this.#isClosed) return;
    this.#hasWarned = true;
    process.emitWarning(
      `${this.#source.name} cannot be used at the moment: what is looked up is kept in memory only. ${reasonOf(error)}`,
      { code: "PMO_CACHE_STORE" },
    );
  }
}

function reasonOf(error: unknown): string {
  if (isPmoError(error)) return redactText([error.message, ...error.suggestions].join(" "));
  return redactText(error instanceof Error ? error.message : String(error));
}

function namesOf(group: string, place: StoredPlace) {
  const { slot, key } = place;
  return {
    entry: entryName(group, place),
    forgotten: [forgottenName(group, slot), forgottenName(group, slot, key)],
  };
}
