import type { OperationManifest, TargetLead } from "@pm-orchestrator/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leadsOf } from "../../src/context/leads.js";

/** What a result leads to, by these fields. */
function leads(data: unknown, ...leads_to: Omit<TargetLead, "because">[]): string[] {
  const manifest = { leads_to: leads_to.map((lead) => ({ ...lead, because: "it" })) };
  return leadsOf(data, manifest as unknown as OperationManifest).map(({ text }) => text);
}

describe("leadsOf", () => {
  const issue = {
    parent: { key: "TRAIN-1" },
    links: [{ key: "TRAIN-2" }, { key: "TRAIN-3" }, { other: true }, null, "TRAIN-9"],
    page: 98752,
    summary: "TRAIN-4",
  };

  it("takes the declared fields, in their order, and nothing else", () => {
    expect(
      leads(issue, { at: "links[].key" }, { at: "parent.key" }, { at: "page" }, { at: "parent" }),
    ).toEqual(["TRAIN-2", "TRAIN-3", "TRAIN-1", "98752"]);
  });

  it.each([
    "links.key",
    "summary[].key",
    "nothing.key",
    "constructor",
    "__proto__.toString",
    "links[].key.length",
  ])("finds nothing at %s", (at) => {
    expect(leads(issue, { at })).toEqual([]);
  });

  it.each<[string, TargetLead["within"], string[]]>([
    [
      "see [it](https://a.example/browse/T-1), https://b.example/x.",
      "addresses",
      ["https://a.example/browse/T-1", "https://b.example/x"],
    ],
    ["**https://a.example/x** and <https://a.example/x|it>", "addresses", ["https://a.example/x"]],
    ["TRAIN-123 and javascript:alert(1)", "addresses", []],
    ["feature/TRAIN-123-jwt-middleware", "keys", ["TRAIN-123"]],
    ["XTRAIN-12x TRAIN-7_a a-TRAIN-8 utf-8 TRAIN-9", "keys", ["TRAIN-9"]],
  ])("in the text %j %s", (text, within, expected) => {
    expect(leads({ text }, { at: "text", within: within ?? "addresses" })).toEqual(expected);
  });

  it("takes any result and any text, and at most fifty names of one", () => {
    fc.assert(
      fc.property(fc.anything(), fc.string({ unit: "binary" }), (data, text) => {
        leads(data, { at: "a.b[].c" }, { at: "a", within: "keys" });
        expect(leads({ text }, { at: "text", within: "keys" }).length).toBeLessThanOrEqual(50);
      }),
    );
    const long = Array.from({ length: 5000 }, (_, index) => `https://a.example/${index}`).join(" ");
    expect(leads({ long }, { at: "long", within: "addresses" })).toHaveLength(50);
    expect(
      leads({ long: "https://".repeat(50_000) + "-A".repeat(50_000) }, { at: "long", within: "keys" }).length,
    ).toBeLessThan(51);
  });

  it("without a manifest there is nothing", () => {
    expect(leadsOf({ key: "TRAIN-1" }, undefined)).toEqual([]);
  });
});
