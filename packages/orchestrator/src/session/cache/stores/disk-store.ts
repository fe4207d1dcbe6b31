import { randomUUID } from "node:crypto";
import { chmod, lstat, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { KeyedStore, StoredSize } from "../keyed-store.js";

export interface DiskLimits {
  entries: number;
  bytes: number;
}

const LIMITS: DiskLimits = { entries: 5000, bytes: 64 * 1024 * 1024 };

/** So many are written between two looks at the whole folder, beside the one when the store is let go. */
const WRITES_PER_SWEEP = 500;

/** What a process that ended in the midst of writing has left behind is older than this. Unit: milliseconds. */
const DRAFT_MS = 10 * 60_000;

/** Forgettings of the last minute may still matter to a process that is about to write. Unit: milliseconds. */
const RECENT_MS = 60_000;

const NAME = /^[0-9a-f]+\.[0-9a-f]+(\.f)?$/;

/**
 * The cache of one person on one machine: a file an entry, which nobody else may read. A file is whole or not there (it is
 * renamed into its place), so any number of processes may use the folder at once; one that cannot be read is a miss.
 */
export class DiskStore implements KeyedStore {
  #writes = 0;

  private constructor(
    private readonly folder: string,
    private readonly limits: DiskLimits,
  ) {}

  /** Makes the folder. Rejects when it is not ours alone. */
  static async open(folder: string, limits: DiskLimits = LIMITS): Promise<DiskStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const found = await lstat(folder);
    if (!found.isDirectory()) throw new Error(`${folder} is not a folder`);
    if (process.getuid !== undefined && found.uid !== process.getuid())
      throw new Error(`${folder} belongs to somebody else`);
    // An umask, or an earlier hand, may have decided otherwise.
    if ((found.mode & 0o777) !== 0o700) await chmod(folder, 0o700);
    return new DiskStore(folder, limits);
  }

  async getMany(names: string[]): Promise<unknown[]> {
    return Promise.all(names.map((name) => this.#read(name)));
  }

  async set(name: string, value: unknown, ttlMs: number): Promise<void> {
    const until = Date.now() + ttlMs;
    const draft = join(this.folder, `${randomUUID()}.draft`);
    try {
      const file = await open(draft, "wx", 0o600);
      try {
        await file.writeFile(JSON.stringify({ until, value }));
        // The folder's listing tells when an entry ends, without reading it.
        await file.utimes(until / 1000, until / 1000);
      } finally {
        await file.close();
      }
      await rename(draft, this.#path(name));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    this.#writes += 1;
    if (this.#writes % WRITES_PER_SWEEP === 0) await this.#sweep();
  }

  /** What was forgotten stays written down: another process may be about to write what it was asked before. */
  async clear(): Promise<void> {
    const entries = (await this.#files()).filter(({ isEntry }) => isEntry);
    await this.#remove(entries);
  }

  async sizeOf(group: string): Promise<StoredSize> {
    const now = Date.now();
    const own = (await this.#files(`${group}.`)).filter(({ isEntry, until }) => isEntry && until > now);
    return { entries: own.length, bytes: own.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  async disconnect(): Promise<void> {
    if (this.#writes > 0) await this.#sweep();
  }

  async #read(name: string): Promise<unknown> {
    let text: string;
    try {
      text = await readFile(this.#path(name), "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
    try {
      const { until, value } = JSON.parse(text) as { until?: unknown; value?: unknown };
      return typeof until === "number" && until > Date.now() ? value : undefined;
    } catch {
      // Spoilt by whomever: as if it were not there.
      return undefined;
    }
  }

  /** Removes what has ended, then what ends next until the rest is within the bounds. */
  async #sweep(): Promise<void> {
    const now = Date.now();
    const files = await this.#files();
    const isOver = ({ name, until }: StoredFile) =>
      name.endsWith(".draft") ? until < now - DRAFT_MS : until <= now;
    await this.#remove(files.filter(isOver));
    const kept = files.filter((file) => !isOver(file) && file.isEntry).sort((a, b) => b.until - a.until);
    const forgotten = files.filter((file) => !isOver(file) && file.name.endsWith(".f"));
    if (forgotten.length > this.limits.entries) {
      // More than can be remembered. Without any entry there is nothing that they would have to hold back.
      await this.#remove(kept);
      const newest = Math.max(...forgotten.map(({ until }) => until));
      return this.#remove(forgotten.filter(({ until }) => until < newest - RECENT_MS));
    }
    let bytes = 0;
    const surplus = kept.filter((file, index) => {
      bytes += file.bytes;
      return index >= this.limits.entries || bytes > this.limits.bytes;
    });
    await this.#remove(surplus);
  }

  async #files(start = ""): Promise<StoredFile[]> {
    const names = (await readdir(this.folder)).filter(
      (name) => name.startsWith(start) && (NAME.test(name) || name.endsWith(".draft")),
    );
    const files = await Promise.all(
      names.map(async (name): Promise<StoredFile[]> => {
        try {
          const { size, mtimeMs } = await stat(join(this.folder, name));
          return [{ name, bytes: size, until: mtimeMs, isEntry: !/\.(f|draft)$/.test(name) }];
        } catch {
          // Another process was faster.
          return [];
        }
      }),
    );
    return files.flat();
  }

  async #remove(files: readonly StoredFile[]): Promise<void> {
    await Promise.all(files.map(({ name }) => rm(join(this.folder, name), { force: true })));
  }

  #path(name: string): string {
    if (!NAME.test(name)) throw new TypeError(`${name} is not the name of an entry.`);
    return join(this.folder, name);
  }
}

interface StoredFile {
  name: string;
  bytes: number;
  /** When it ends. Unit: epoch milliseconds. */
  until: number;
  isEntry: boolean;
}
