import type { LimitDomainDefinition, OperationManifest } from "@pm-orchestrator/core";
import { orchestratorError } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { drawsOf, SystemLimits } from "../../src/upstream/limits.js";
import { Reservation } from "../../src/upstream/reservation.js";

const domains: Record<string, LimitDomainDefinition> = {
  tenant: { summary: "all", budget: { requests: 2, perMs: 1000 } },
  method: { summary: "each operation", each: "operation", budget: { requests: 1, perMs: 1000 } },
  channel: { summary: "each channel", by: "channel", budget: { requests: 1, perMs: 1000 } },
  writes: { summary: "what steps do", counts: "steps" },
  quiet: { summary: "nothing is known of it" },
};
const post = { limits: ["tenant", "channel"] } as OperationManifest;
const draws = (operation: string, params: object, limits = post.limits) =>
  drawsOf({ operation, params: { ...params } }, { limits } as OperationManifest, domains);
const refused = { error: orchestratorError("OPERATION_EXECUTION_FAILED", { message: "429" }), again: true };

describe("what a step draws on", () => {
  it("is one budget for each domain: of all, of its operation, of the value of a param", () => {
    const keys = (operation: string, params: object, limits?: string[]) =>
      draws(operation, params, limits).map(({ key }) => key);
    expect(keys("post", { channel: "a" })).not.toEqual(keys("post", { channel: "b" }));
    expect(keys("post", { channel: "a" })).toEqual(keys("reply", { channel: "a" }));
    expect(keys("list", {}, ["method"])).not.toEqual(keys("get", {}, ["method"]));
  });

  it("leaves out a param that is not there yet, and domains that nobody declared", () => {
    expect(draws("post", {}).map(({ domain }) => domain)).toEqual(["tenant"]);
    expect(draws("post", {}, ["unknown", "toString"])).toEqual([]);
  });
});

describe("the limits of a system", () => {
  it("have room when every domain has, each value of a param by itself", () => {
    let now = 0;
    const limits = new SystemLimits(() => now);
    limits.take(draws("post", { channel: "a" }));
    expect(limits.roomAt(draws("post", { channel: "a" }))).toBe(1000);
    expect(limits.hasRoom(draws("post", { channel: "b" }))).toBe(true);
    limits.take(draws("post", { channel: "b" }));
    expect(limits.roomAt(draws("post", { channel: "c" }))).toBe(500);
    now = 1000;
    expect(limits.hasRoom(draws("post", { channel: "a" }))).toBe(true);
  });

  it("blame the domain that a refusal names, or all of them", () => {
    const limits = new SystemLimits(() => 10);
    const both = draws("post", { channel: "a" });
    limits.refused(both, { ...refused, why: "rate_limited", waitMs: 5000, domain: "channel" }, 10);
    expect(limits.hasRoom(draws("list", {}, ["tenant"]))).toBe(true);
    expect(limits.roomAt(both)).toBe(5010);
    expect(limits.refusal(both)).toBe(refused.error);
    limits.refused(both, { ...refused, why: "rate_limited", waitMs: 7000 }, 10);
    expect(limits.roomAt(draws("list", {}, ["tenant"]))).toBe(7010);
  });

  it("blame none for a refusal that names another", () => {
    const limits = new SystemLimits(() => 10);
    const both = draws("post", { channel: "a" });
    const other = { ...refused, why: "rate_limited", waitMs: 5000, domain: "method" } as const;
    expect(limits.refused(both, other, 10)).toEqual([]);
    expect(limits.hasRoom(both)).toBe(true);
    expect(limits.refusal(both)).toBeUndefined();
  });

  it("blame what counts steps when it is named, or when nothing counts calls", () => {
    const of = (...domains: string[]) => draws("post", {}, domains);
    const blamed = (drawn: ReturnType<typeof of>, domain?: string) =>
      new SystemLimits(() => 10)
        .refused(drawn, { ...refused, why: "rate_limited", waitMs: 5000, domain }, 10)
        .map((draw) => draw.domain);
    expect(blamed(of("tenant", "writes"))).toEqual(["tenant"]);
    expect(blamed(of("tenant", "writes"), "writes")).toEqual(["writes"]);
    expect(blamed(of("writes"))).toEqual(["writes"]);
    const limits = new SystemLimits(() => 0);
    limits.told(of("tenant", "writes"), { remaining: 0, resetsInMs: 9000 });
    expect([limits.roomAt(of("tenant")), limits.roomAt(of("writes"))]).toEqual([9000, 0]);
  });

  it("are corrected by what an answer says is left", () => {
    const limits = new SystemLimits(() => 0);
    const quiet = draws("list", {}, ["quiet"]);
    limits.told(quiet, { remaining: 3, resetsInMs: 9000 });
    expect(limits.hasRoom(quiet)).toBe(true);
    limits.told(quiet, { remaining: 0, resetsInMs: 9000, domain: "tenant" });
    expect(limits.hasRoom(quiet)).toBe(true);
    limits.told(quiet, { remaining: 0, resetsInMs: 9000 });
    expect(limits.roomAt(quiet)).toBe(9000);
  });

  it("forget budgets that nobody uses any more", () => {
    let now = 0;
    const limits = new SystemLimits(() => now);
    for (let channel = 0; channel < 5000; channel += 1) {
      now += 2000;
      limits.take(draws("post", { channel: `c${channel}` }));
    }
    expect(limits.size).toBeLessThan(1100);
  });
});

describe("a reservation", () => {
  it("takes room once, for the first call, and gives back what nobody used", () => {
    const limits = new SystemLimits(() => 0);
    const reservation = new Reservation(limits);
    const [tenant, channel] = draws("post", { channel: "a" });
    if (tenant === undefined || channel === undefined) throw new Error("Two draws are expected.");
    expect(reservation.take([tenant, channel])).toBe(true);
    expect(limits.hasRoom([channel])).toBe(false);
    expect(reservation.use([tenant])).toEqual([]);
    expect(reservation.use([tenant])).toEqual([tenant]);
    reservation.release();
    reservation.release();
    expect(limits.hasRoom([channel])).toBe(true);
  });

  it("takes nothing where anything has no room", () => {
    const limits = new SystemLimits(() => 0);
    const both = draws("post", { channel: "a" });
    limits.take(both);
    const reservation = new Reservation(limits);
    expect(reservation.take(both)).toBe(false);
    expect(reservation.use(both)).toBe(both);
    expect(limits.hasRoom(draws("list", {}, ["tenant"]))).toBe(true);
  });
});
