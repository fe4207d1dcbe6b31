import type { LimitDomainDefinition } from "@pm-orchestrator/core";

/** What a bucket needs to know of a refusal. Times in milliseconds of one clock. */
export interface Refusal {
  /** When the refused call was sent. */
  sentAt: number;
  now: number;
  /** What the vendor asks for. */
  waitMs?: number | undefined;
}

/** After a refusal that names no time we try again after this long, twice as long each time that nothing went through. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** A learned pace grows by this part of itself in a millisecond: nobody tells when a limit is lifted. */
const GROWTH = 0.03 / 1000;
/** A pace is reckoned from about so much time. */
const REMEMBERED_MS = 20_000;
/** So long without a refusal, and it is forgotten. */
const FORGET_AFTER_MS = 60_000;

interface Tokens {
  count: number;
  at: number;
  perMs: number;
  most: number;
  /** By how much `perMs` grows, as a part of itself, in a millisecond. */
  growth: number;
}

/**
 * What is left of one budget of requests: a token bucket with the declared figures, if there are any, and with what the
 * system lets us learn: when it will take requests again, and, from the second refusal on, how many it takes in the
 * time between two.
 */
export class Bucket {
  readonly #declared: Tokens | undefined;
  #learned: Tokens | undefined;
  /** Nothing before this time. */
  #closedUntil = 0;
  #closedAt = Number.NEGATIVE_INFINITY;
  /** Answers since it was closed last. */
  #answered = 0;
  /** Answers before that, since {@link #countedFrom}. */
  #answeredBefore = 0;
  #countedFrom = 0;
  #refusals = 0;
  /** Refusals in a row between which nothing went through. */
  #inVain = 0;

  constructor(
    budget: LimitDomainDefinition["budget"],
    now: number,
    private readonly random: () => number = Math.random,
  ) {
    if (budget === undefined) return;
    const most = budget.burst ?? budget.requests;
    this.#declared = { count: most, at: now, perMs: budget.requests / budget.perMs, most, growth: 0 };
  }

  /** When there is room for one more: `now`, or later. */
  roomAt(now: number): number {
    this.#forget(now);
    return Math.max(now, this.#closedUntil, nextToken(this.#declared, now), nextToken(this.#learned, now));
  }

  take(now: number): void {
    for (const tokens of [this.#declared, this.#learned]) {
      if (tokens === undefined) continue;
      fill(tokens, now);
      tokens.count -= 1;
    }
  }

  /** What was taken was not needed: a cache answered. */
  giveBack(): void {
    for (const tokens of [this.#declared, this.#learned])
      if (tokens !== undefined) tokens.count = Math.min(tokens.most, tokens.count + 1);
  }

  answered(): void {
    this.#answered += 1;
    this.#inVain = 0;
  }

  /** The system has no room. Calls that were under way when that was learned are refused for the same reason. */
  refused({ sentAt, now, waitMs }: Refusal): void {
    if (sentAt < this.#closedAt) {
      if (waitMs !== undefined) this.#closedUntil = Math.max(this.#closedUntil, now + waitMs);
      return;
    }
    const wait = waitMs ?? this.#ownWait();
    if (this.#refusals === 0) this.#countedFrom = now;
    else if (this.#answered > 0) this.#learned = this.#tokensFrom(now, wait);
    this.#inVain = this.#answered === 0 ? this.#inVain + 1 : 0;
    this.#refusals += 1;
    this.#answered = 0;
    this.#closedAt = now;
    this.#closedUntil = Math.max(this.#closedUntil, now + wait);
  }

  /** The vendor says that nothing is left until then. */
  closeUntil(time: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, time);
  }

  /** Whether it is as new: then nothing is lost when it is dropped. */
  isIdle(now: number): boolean {
    this.#forget(now);
    if (this.#declared !== undefined) fill(this.#declared, now);
    return (
      this.#closedUntil <= now &&
      this.#refusals === 0 &&
      (this.#declared === undefined || this.#declared.count >= this.#declared.most)
    );
  }

  /**
   * From refusal to refusal the system took what it takes: what it let us have at once before the first is over by then.
   * Counted over several refusals, since a single wait may be too short for more than one or two calls.
   */
  #tokensFrom(now: number, wait: number): Tokens {
    this.#answeredBefore += this.#answered;
    const elapsed = Math.max(1, now - this.#countedFrom);
    // It had less than one more to give: rather too much than too little, since too much is corrected by the next refusal.
    const perMs = (this.#answeredBefore + 1) / elapsed;
    if (elapsed > REMEMBERED_MS) {
      // Limits change: what was longer ago counts half.
      this.#answeredBefore /= 2;
      this.#countedFrom = now - elapsed / 2;
    }
    const most = Math.max(1, perMs * wait);
    return { count: most, at: now + wait, perMs, most, growth: GROWTH };
  }

  /** Half jitter: a vendor that says nothing is asked by all who wait, and not by all at once. */
  #ownWait(): number {
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#inVain);
    return longest * (0.5 + this.random() / 2);
  }

  #forget(now: number): void {
    if (this.#refusals === 0 || now - this.#closedUntil < FORGET_AFTER_MS) return;
    this.#learned = undefined;
    this.#refusals = 0;
    this.#inVain = 0;
    this.#answeredBefore = 0;
  }
}

function nextToken(tokens: Tokens | undefined, now: number): number {
  if (tokens === undefined) return now;
  fill(tokens, now);
  return tokens.count >= 1 ? now : Math.max(now, tokens.at) + (1 - tokens.count) / tokens.perMs;
}

function fill(tokens: Tokens, now: number): void {
  if (now <= tokens.at) return;
  tokens.perMs *= 1 + (now - tokens.at) * tokens.growth;
  tokens.count = Math.min(tokens.most, tokens.count + (now - tokens.at) * tokens.perMs);
  tokens.at = now;
}
