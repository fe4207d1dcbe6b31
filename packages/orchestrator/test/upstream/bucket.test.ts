import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Bucket } from "../../src/upstream/bucket.js";

/** A vendor's limit: a token bucket that answers or refuses, and that takes nothing from whom it refuses. */
function vendor(perSecond: number, burst: number) {
  let tokens = burst;
  let at = 0;
  return (now: number): boolean => {
    tokens = Math.min(burst, tokens + ((now - at) * perSecond) / 1000);
    at = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/** Sends `count` calls one after another, each when the bucket has room; gives the time of the last and the refusals. */
function sendAll(bucket: Bucket, accepts: (now: number) => boolean, count: number, waitMs?: number) {
  let now = 0;
  let refusals = 0;
  for (let done = 0; done < count; ) {
    now = bucket.roomAt(now);
    bucket.take(now);
    if (accepts(now)) {
      bucket.answered();
      done += 1;
    } else {
      refusals += 1;
      bucket.refused({ sentAt: now, now, waitMs });
    }
    now += 1;
  }
  return { took: now, refusals };
}

describe("a budget with declared figures", () => {
  it("lets its burst go at once, then its pace", () => {
    const bucket = new Bucket({ requests: 10, perMs: 1000, burst: 3 }, 0);
    const starts = Array.from({ length: 5 }, () => {
      const at = bucket.roomAt(0);
      bucket.take(at);
      return at;
    });
    expect(starts).toEqual([0, 0, 0, 100, 200]);
  });

  it("takes back what was not needed, and never holds more than its burst", () => {
    const bucket = new Bucket({ requests: 1, perMs: 1000 }, 0);
    bucket.take(0);
    expect(bucket.roomAt(0)).toBe(1000);
    bucket.giveBack();
    bucket.giveBack();
    expect(bucket.roomAt(0)).toBe(0);
    bucket.take(0);
    expect(bucket.roomAt(0)).toBe(1000);
  });

  it("is held back by what the vendor says: nothing is left until then", () => {
    const bucket = new Bucket({ requests: 100, perMs: 1000 }, 0);
    bucket.closeUntil(700);
    expect(bucket.roomAt(10)).toBe(700);
    bucket.closeUntil(300);
    expect(bucket.roomAt(10)).toBe(700);
  });
});

describe("a budget that nobody declares", () => {
  it("has room until it is refused, and then from the time that the vendor names", () => {
    const bucket = new Bucket(undefined, 0);
    expect(bucket.roomAt(5)).toBe(5);
    bucket.refused({ sentAt: 5, now: 6, waitMs: 2000 });
    expect(bucket.roomAt(10)).toBe(2006);
  });

  it("takes the refusals of calls that were under way for one", () => {
    const bucket = new Bucket(undefined, 0, () => 0);
    bucket.refused({ sentAt: 0, now: 10 });
    const first = bucket.roomAt(10);
    for (const now of [11, 12, 13]) bucket.refused({ sentAt: 9, now });
    expect(bucket.roomAt(13)).toBe(first);
    // One that names a later time is believed all the same.
    bucket.refused({ sentAt: 9, now: 14, waitMs: 5000 });
    expect(bucket.roomAt(14)).toBe(5014);
  });

  it("waits longer each time that nothing went through", () => {
    const bucket = new Bucket(undefined, 0, () => 1);
    const waits = [0, 1, 2].map(() => {
      const now = bucket.roomAt(0);
      bucket.refused({ sentAt: now, now });
      return bucket.roomAt(now) - now;
    });
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
    expect(waits[2]).toBeGreaterThan(waits[1] ?? 0);
  });

  it("forgets what it learned when it was not refused for a minute", () => {
    const bucket = new Bucket(undefined, 0, () => 1);
    for (const now of [0, 2000]) {
      bucket.answered();
      bucket.refused({ sentAt: now, now, waitMs: 1000 });
    }
    expect(bucket.isIdle(3000)).toBe(false);
    bucket.take(3000);
    bucket.take(3000);
    expect(bucket.roomAt(3000)).toBeGreaterThan(3000);
    expect(bucket.roomAt(64_000)).toBe(64_000);
    expect(bucket.isIdle(64_000)).toBe(true);
  });

  /** How long it takes, and how long the limit itself takes, for a few seconds' worth of calls. Unit: milliseconds. */
  function learn({ perSecond, burst, seconds }: { perSecond: number; burst: number; seconds?: number }) {
    const count = 4 * perSecond + burst * 2;
    const waitMs = seconds === undefined ? undefined : seconds * 1000;
    const bucket = new Bucket(undefined, 0, () => 0.5);
    const sent = sendAll(bucket, vendor(perSecond, burst), count, waitMs);
    return { ...sent, least: ((count - burst) / perSecond) * 1000, overhead: count + (waitMs ?? 500) };
  }

  it("learns any limit: everything goes through, in hardly more time than the limit itself takes", () => {
    const limits = fc
      .record({
        perSecond: fc.integer({ min: 5, max: 100 }),
        seconds: fc.constantFrom(undefined, 1, 2),
        spare: fc.integer({ min: 0, max: 100 }),
      })
      .map(({ perSecond, seconds, spare }) => ({
        perSecond,
        // What a vendor asks us to wait for, it usually also lets us have at once.
        burst: perSecond * (seconds ?? 1) + spare,
        ...(seconds === undefined ? {} : { seconds }),
      }));
    fc.assert(
      fc.property(limits, (limit) => {
        const { took, refusals, least, overhead } = learn(limit);
        expect(took).toBeLessThan(least * 1.15 + overhead);
        expect(refusals).toBeLessThan(12);
      }),
    );
  });

  it("comes to an end also with a vendor that asks to wait for more than it lets us have at once", () => {
    const limits = fc.record({
      perSecond: fc.integer({ min: 5, max: 100 }),
      burst: fc.integer({ min: 1, max: 100 }),
      seconds: fc.constantFrom(1, 2),
    });
    fc.assert(
      fc.property(limits, (limit) => {
        const { took, least } = learn(limit);
        // Each wait is as long as it was asked for, and may bring no more than one burst.
        const bursts = (4 * limit.perSecond + limit.burst * 2) / limit.burst;
        expect(took).toBeLessThan(Math.max(least * 1.3, bursts * limit.seconds * 1000) + 2500);
      }),
    );
  });
});
