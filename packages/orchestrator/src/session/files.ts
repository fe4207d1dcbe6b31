import { randomUUID } from "node:crypto";
import type { FileContent, FileStore } from "@pm-orchestrator/core";
import { LRUCache } from "lru-cache";

/** What a session keeps of files in all. */
const LARGEST_BYTES = 64 * 1024 * 1024;

/** The files of one session, in memory: the ones used longest ago go first when it is full. */
export class SessionFiles {
  readonly #files = new LRUCache<string, FileContent>({ maxSize: LARGEST_BYTES });

  /** The store as one tenant sees it: a handle of another tenant's is unknown. */
  scoped(tenant: string): FileStore {
    return {
      put: (file) => {
        const handle = `file_${randomUUID()}`;
        this.#files.set(`${tenant}\0${handle}`, file, { size: Math.max(1, file.bytes.byteLength) });
        return handle;
      },
      get: (handle) => this.#files.get(`${tenant}\0${handle}`),
    };
  }
}
