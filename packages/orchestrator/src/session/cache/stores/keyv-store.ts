import { pathToFileURL } from "node:url";
import { orchestratorError } from "@pm-orchestrator/core";
import { resolvePackageFile } from "../../../systems/packages.js";
import type { KeyedStore } from "../keyed-store.js";
import type { SharedProtocol } from "./names.js";

/** The part of Keyv's class that is used. */
type KeyvClass = new (options: {
  store: unknown;
  namespace: string;
  /** The store does that by itself, or has a table of its own. */
  useKeyPrefix: boolean;
  throwOnErrors: boolean;
}) => {
  getMany(keys: string[]): Promise<unknown[]>;
  set(key: string, value: unknown, ttlMs?: number): Promise<boolean>;
  on(event: "error", listener: (error: unknown) => void): unknown;
  disconnect(): Promise<void>;
};

/** The part of the class of a store of Keyv's that is used. */
type StoreClass = new (
  ...args: unknown[]
) => {
  on(event: "error", listener: () => void): unknown;
  query?(sql: string, values: unknown[]): Promise<unknown>;
};

interface Flavour {
  title: string;
  packageName: string;
  /** The export that makes the store. */
  className: string;
  /** What is installed: the versions that this code was written against. */
  install: string;
  args(url: string): unknown[];
  /** Removes what has ended, where the server does not do that by itself. */
  sweep?(store: InstanceType<StoreClass>): Promise<unknown> | undefined;
}

const NAMESPACE = "pmo";

const TABLE = "pmo_cache";

/** A server that does not take a connection within this is no help. Unit: milliseconds. */
const CONNECT_MS = 900;

const REDIS: Flavour = {
  title: "Redis",
  packageName: "@keyv/redis",
  className: "default",
  install: "npm install keyv@5 @keyv/redis@5",
  args: (url) => [
    { url, socket: { connectTimeout: CONNECT_MS } },
    { throwOnConnectError: true, throwOnErrors: true, connectionTimeout: CONNECT_MS },
  ],
};

const POSTGRES: Flavour = {
  title: "Postgres",
  packageName: "@keyv/postgres",
  className: "KeyvPostgres",
  install: "npm install keyv@5 @keyv/postgres@2",
  // What is looked up can be looked up again: it need not survive the server.
  args: (url) => [
    {
      uri: url,
      table: TABLE,
      useUnloggedTable: true,
      allowExitOnIdle: true,
      connectionTimeoutMillis: CONNECT_MS,
    },
  ],
  sweep: (store) =>
    store.query?.(`DELETE FROM ${TABLE} WHERE (value::json->>'expires')::bigint < $1`, [Date.now()]),
};

/** By the protocol of the store's address. */
const FLAVOURS: Readonly<Record<SharedProtocol, Flavour>> = {
  "redis:": REDIS,
  "rediss:": REDIS,
  "postgres:": POSTGRES,
  "postgresql:": POSTGRES,
};

/** One connection for everybody in the process who names the same address. */
const opened = new Map<string, { store: Promise<KeyedStore>; users: number }>();

/**
 * Opens a store that several machines share. Its packages are imported from the folders of the configuration, as adapters
 * are. Rejects with CONFIG_INVALID (6018) and the install command when one is missing.
 */
export async function openShared(url: string, folders: readonly string[]): Promise<KeyedStore> {
  const shared = opened.get(url) ?? { store: connect(url, folders), users: 0 };
  opened.set(url, shared);
  shared.users += 1;
  const leave = () => {
    shared.users -= 1;
    if (shared.users === 0 && opened.get(url) === shared) opened.delete(url);
    return shared.users;
  };
  try {
    const store = await shared.store;
    return {
      getMany: (names) => store.getMany(names),
      set: (name, value, ttlMs) => store.set(name, value, ttlMs),
      disconnect: async () => {
        if (leave() === 0) await store.disconnect();
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

async function connect(url: string, folders: readonly string[]): Promise<KeyedStore> {
  const flavour = FLAVOURS[new URL(url).protocol as SharedProtocol];
  if (flavour === undefined) throw new TypeError("This is no address of a shared store.");
  const { packageName, className } = flavour;
  const [Keyv, Store] = await Promise.all([
    importClass<KeyvClass>({ packageName: "keyv", className: "Keyv" }, flavour, folders),
    importClass<StoreClass>({ packageName, className }, flavour, folders),
  ]);
  const store = new Store(...flavour.args(url));
  const keyv = new Keyv({ store, namespace: NAMESPACE, useKeyPrefix: false, throwOnErrors: true });
  // What fails rejects as well; an event that nobody listens to would end the process.
  store.on("error", () => {});
  keyv.on("error", () => {});
  void flavour.sweep?.(store)?.catch(() => {});
  return {
    getMany: (names) => keyv.getMany(names),
    set: async (name, value, ttlMs) => {
      if (!(await keyv.set(name, value, Math.ceil(ttlMs)))) throw new Error("it was not kept");
    },
    disconnect: () => keyv.disconnect(),
  };
}

async function importClass<Class>(
  { packageName, className }: { packageName: string; className: string },
  { title, install }: Flavour,
  folders: readonly string[],
): Promise<Class> {
  const file = resolvePackageFile(packageName, folders);
  if (file === undefined) {
    throw orchestratorError("CONFIG_INVALID", {
      message: `cache.store names ${title}, and the package ${packageName} is not installed.`,
      details: { key: "cache.store", package: packageName },
      suggestions: [`Run \`${install}\` next to the configuration.`],
    });
  }
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  // What is resolved as CommonJS has its exports below `default` as well.
  const inner = module["default"] as Record<string, unknown> | undefined;
  const found = [module[className], inner?.[className]].find((value) => typeof value === "function");
  if (found === undefined)
    throw new Error(`${packageName} has no ${className}; \`${install}\` installs one that has`);
  return found as Class;
}
