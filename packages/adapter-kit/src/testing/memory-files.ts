import type { FileContent, FileStore } from "@pm-orchestrator/core";

/** A store of files without bounds, for tests of adapters. Handles are counted. */
export function memoryFiles(): FileStore {
  const files = new Map<string, FileContent>();
  return {
    put(file) {
      const handle = `file_${files.size + 1}`;
      files.set(handle, file);
      return handle;
    },
    get: (handle) => files.get(handle),
  };
}
