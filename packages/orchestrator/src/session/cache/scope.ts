import type { CacheSlotDefinition } from "@pm-orchestrator/core";
import type { LookupCounts } from "../statistics.js";
import type { GateMaker } from "./background.js";

/** The part of the cache that one step may use, and how it is counted. */
export interface CacheScope {
  tenant: string;
  system: string;
  operation: string;
  slots: Readonly<Record<string, CacheSlotDefinition>>;
  /** Only a read is answered with an entry that has just expired, or with one that says that there is nothing. */
  isRead: boolean;
  /** Skip every read and overwrite. */
  refresh: boolean;
  signal: AbortSignal;
  /** When the step began. Unit: epoch milliseconds. */
  begunAt: number;
  /** Counts of this step alone. */
  counts: LookupCounts;
  /** Waits for what another step loads. Rejects when {@link signal} aborts first. */
  waitFor: <Value>(load: Promise<Value>) => Promise<Value>;
  /** For what is read anew after the step was answered. */
  backgroundGate: GateMaker;
}

/** An entry, to one step. */
export interface Place {
  scope: CacheScope;
  slot: string;
  key: string;
  /** The entry's own name: it begins with tenant and system. */
  id: string;
}

/** The slot's name, if the adapter declares it. Throws a TypeError otherwise: that is a defect of the adapter. */
export function requireSlot(scope: CacheScope, slot: string): string {
  if (!Object.hasOwn(scope.slots, slot))
    throw new TypeError(`${scope.operation} uses the undeclared cache slot ${slot}.`);
  return slot;
}

/** The entry as the store knows it. */
export function placeOf({ scope: { tenant, system }, slot, key }: Place) {
  return { tenant, system, slot, key };
}

export function slotOf({ scope, slot }: Place): CacheSlotDefinition {
  return scope.slots[slot] as CacheSlotDefinition;
}
