/** Stores without an address. */
export const LOCAL_STORES = ["memory", "disk"] as const;

/** What the addresses of stores begin with that several machines share. */
export const SHARED_PROTOCOLS = ["redis:", "rediss:", "postgres:", "postgresql:"] as const;

export type SharedProtocol = (typeof SHARED_PROTOCOLS)[number];

/** Whether it names a store, as far as can be told before `${ENV_NAME}` is filled in. */
export function isStore(store: string): boolean {
  if (LOCAL_STORES.some((local) => local === store)) return true;
  if (store.startsWith("${")) return true;
  return isShared(store);
}

/** Whether it is the address of a store that several machines share. */
export function isShared(url: string): boolean {
  return SHARED_PROTOCOLS.some((protocol) => url.startsWith(`${protocol}//`));
}
