import { createHash } from "node:crypto";

/** Of Keyv what is used here. What is read is checked: anybody may have written it. */
export interface KeyedStore {
  /** In the order of the keys; undefined for what is not there. */
  getMany(keys: string[]): Promise<unknown[]>;
  /** `ttlMs`: after that it is not there any more. */
  set(key: string, value: unknown, ttlMs: number): Promise<unknown>;
  /** Removes everything; absent where a store is shared by several people. */
  clear?(): Promise<void>;
  /** What it holds of a group of entries, where that can be told. */
  sizeOf?(group: string): Promise<StoredSize>;
  disconnect(): Promise<void>;
}

export interface StoredSize {
  entries: number;
  bytes: number;
}

/** A store that can be opened. */
export interface StoreSource {
  /** Of one person on one machine, or of several machines. */
  kind: "disk" | "shared";
  /** For people: `the cache on disk`. No secret. */
  name: string;
  /** Called when it is first needed, and again after it failed. */
  open(): Promise<KeyedStore>;
}

/** Where an entry belongs. */
export interface StoredPlace {
  tenant: string;
  system: string;
  slot: string;
  key: string;
}

/** Names of entries in a store. They tell nobody anything: what is looked up may be confidential. */
export function entryName(group: string, { slot, key }: Pick<StoredPlace, "slot" | "key">): string {
  return `${group}.${digest(`${slot}\0${key}`)}`;
}

/** Where it is written when an entry was forgotten last, or without `key` all of its slot. */
export function forgottenName(group: string, slot: string, key?: string): string {
  return `${group}.${digest(key === undefined ? slot : `${slot}\0${key}`)}.f`;
}

/** Long enough that no two texts are met that come to the same. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 40);
}
