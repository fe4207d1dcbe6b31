import type {
  BudgetReading,
  FailedAttempt,
  LimitDomainDefinition,
  OperationManifest,
  PmoError,
} from "@pm-orchestrator/core";
import { Bucket } from "./bucket.js";

/** One budget on which a step draws. */
export interface Draw {
  readonly domain: string;
  /** Which of the domain's budgets: that of an operation, of a channel. */
  readonly key: string;
  readonly definition: LimitDomainDefinition;
}

/** Domains by their name, as the manifest declares them. */
export type LimitDomains = Readonly<Record<string, LimitDomainDefinition>>;

interface DrawsOfAll {
  operation: string;
  domains: LimitDomains;
  draws: readonly Draw[];
}

/** Of operations whose params do not matter for it: on what each of their steps draws. */
const drawsOfAll = new WeakMap<OperationManifest, DrawsOfAll>();

/** On what a step draws. A param that is a reference has no value yet: then its domain is left to the call itself. */
export function drawsOf(
  step: { operation: string; params: Readonly<Record<string, unknown>> },
  manifest: OperationManifest,
  domains: LimitDomains,
): readonly Draw[] {
  const { operation } = step;
  const known = drawsOfAll.get(manifest);
  if (known?.operation === operation && known.domains === domains) return known.draws;
  const draws = drawsByParams(step, manifest, domains);
  if (
    draws.every(({ definition }) => definition.by === undefined) &&
    draws.length === manifest.limits?.length
  )
    drawsOfAll.set(manifest, { operation, domains, draws });
  return draws;
}

function drawsByParams(
  step: { operation: string; params: Readonly<Record<string, unknown>> },
  manifest: OperationManifest,
  domains: LimitDomains,
): Draw[] {
  return (manifest.limits ?? []).flatMap((domain): Draw[] => {
    const definition = Object.hasOwn(domains, domain) ? domains[domain] : undefined;
    if (definition === undefined) return [];
    const value = definition.by === undefined ? "" : step.params[definition.by];
    if (typeof value !== "string" && typeof value !== "number") return [];
    const operation = definition.each === "operation" ? step.operation : "";
    return [{ domain, key: [domain, operation, value].join("\0"), definition }];
  });
}

/** Whether every call draws on it, and not only each step once. */
export function countsCalls({ definition }: Draw): boolean {
  return definition.counts !== "steps";
}

/** Of which of these the vendor speaks. It counts calls, so where nothing is named those that count steps are the last to think of. */
function concerned(draws: readonly Draw[], domain: string | undefined): readonly Draw[] {
  if (domain !== undefined) return draws.filter((draw) => draw.domain === domain);
  const counting = draws.filter(countsCalls);
  return counting.length > 0 ? counting : draws;
}

/** More budgets than these are a sign of budgets that nobody uses any more: per issue, per channel. */
const SWEEP_ABOVE = 1000;

/** The budgets of one system and credential, for all requests of a session. */
export class SystemLimits {
  readonly #buckets = new Map<string, Bucket>();
  readonly #refusals = new Map<string, PmoError>();
  #sweepAbove = SWEEP_ABOVE;

  constructor(readonly now: () => number = () => performance.now()) {}

  /** How many budgets are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Whether all of them have room now. */
  hasRoom(draws: readonly Draw[]): boolean {
    const now = this.now();
    return draws.every((draw) => this.#bucket(draw, now).roomAt(now) <= now);
  }

  /** When all of them have room: the present, or later. Unit: milliseconds of {@link now}. */
  roomAt(draws: readonly Draw[]): number {
    const now = this.now();
    let at = now;
    for (const draw of draws) at = Math.max(at, this.#bucket(draw, now).roomAt(now));
    return at;
  }

  take(draws: readonly Draw[]): void {
    const now = this.now();
    for (const draw of draws) this.#bucket(draw, now).take(now);
  }

  giveBack(draws: readonly Draw[]): void {
    for (const draw of draws) this.#bucket(draw, this.now()).giveBack();
  }

  answered(draws: readonly Draw[]): void {
    const now = this.now();
    for (const draw of draws) this.#bucket(draw, now).answered();
  }

  /** What an answer says is left of those that it is about. */
  told(draws: readonly Draw[], { remaining, resetsInMs, domain }: BudgetReading): void {
    if (remaining > 0) return;
    const now = this.now();
    for (const draw of concerned(draws, domain)) this.#bucket(draw, now).closeUntil(now + resetsInMs);
  }

  /** Closes those that a refusal is about, and answers which: none when it names another. */
  refused(draws: readonly Draw[], { waitMs, domain, error }: FailedAttempt, sentAt: number): readonly Draw[] {
    const now = this.now();
    const closed = concerned(draws, domain);
    for (const draw of closed) {
      this.#bucket(draw, now).refused({ sentAt, now, waitMs });
      this.#refusals.set(draw.key, error);
    }
    return closed;
  }

  /** The latest refusal by one of those that have no room now. */
  refusal(draws: readonly Draw[]): PmoError | undefined {
    const now = this.now();
    const full = draws.filter((draw) => this.#bucket(draw, now).roomAt(now) > now);
    return full.map(({ key }) => this.#refusals.get(key)).find((error) => error !== undefined);
  }

  #bucket({ key, definition }: Draw, now: number): Bucket {
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      if (this.#buckets.size >= this.#sweepAbove) this.#sweep(now);
      bucket = new Bucket(definition.budget, now);
      this.#buckets.set(key, bucket);
    }
    return bucket;
  }

  #sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (!bucket.isIdle(now)) continue;
      this.#buckets.delete(key);
      this.#refusals.delete(key);
    }
    this.#sweepAbove = Math.max(SWEEP_ABOVE, 2 * this.#buckets.size);
  }
}
