import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { orchestratorError, registerSecret } from "@pm-orchestrator/core";
import { expand } from "../../../systems/settings.js";
import type { StoreSource } from "../keyed-store.js";
import { isShared } from "./names.js";

export interface StoreSurroundings {
  /** Where packages are looked up. */
  folders: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
}

/** The store that a configuration names, unopened; undefined for `memory`. Imports nothing before it is opened. */
export function storeSource(store: string, { folders, env }: StoreSurroundings): StoreSource | undefined {
  if (store === "memory") return undefined;
  if (store === "disk") {
    return {
      kind: "disk",
      name: "The cache on disk",
      open: async () => (await import("./disk-store.js")).DiskStore.open(cacheFolder(env)),
    };
  }
  return {
    kind: "shared",
    name: "The shared cache",
    open: async () => {
      const url = expand(store, env);
      if (url === undefined || !URL.canParse(url) || !isShared(url)) throw unusable(store);
      registerSecret(url);
      const { password } = new URL(url);
      if (password !== "") registerSecret(decodeURIComponent(password));
      return (await import("./keyv-store.js")).openShared(url, folders);
    },
  };
}

/** Of this person: `PMO_CACHE_DIR`, or `pmo` below XDG_CACHE_HOME or ~/.cache. */
function cacheFolder(env: StoreSurroundings["env"]): string {
  const own = env["PMO_CACHE_DIR"];
  if (own !== undefined && own !== "") return join(own, "look-ups");
  const base = env["XDG_CACHE_HOME"];
  // The specification says that a relative one is to be ignored.
  const caches = base !== undefined && isAbsolute(base) ? base : join(homedir(), ".cache");
  return join(caches, "pmo", "look-ups");
}

/** CONFIG_INVALID (6018). The text itself may be a secret. */
function unusable(store: string) {
  const names = [...store.matchAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g)].map(([, name]) => name);
  return orchestratorError("CONFIG_INVALID", {
    message:
      names.length > 0
        ? `cache.store is made of ${names.join(", ")}, which is not set or gives no address.`
        : "cache.store is no address.",
    details: { key: "cache.store", environment: names },
    suggestions: ["Write memory, disk, redis://…, rediss://… or postgres://…."],
  });
}
