import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";
import { scopeOfCall, scopesOf } from "../src/scopes.js";

describe("scopes", () => {
  it("are known of every operation, and of nothing else", () => {
    for (const [name, { scopes, upstream }] of Object.entries(adapter.operations)) {
      if (upstream.length === 0) continue;
      // What only a look-up takes is told as a part; that it may lack must not keep the operation from being used.
      const all = scopes?.map((need) => (typeof need === "string" ? need : need.any[0]));
      expect([name, all]).toEqual([name, scopesOf(upstream)]);
    }
    expect(adapter.operations.create_page.scopes).toContainEqual({
      any: ["read:page:confluence"],
      partly: true,
    });
    expect(() => scopesOf(["GET /wiki/api/v2/nothing"])).toThrow("not known");
  });

  it("are found by the address of a call, whatever stands in it", () => {
    for (const endpoint of new Set(Object.values(adapter.operations).flatMap(({ upstream }) => upstream))) {
      const [method = "", path = ""] = endpoint.split(" ");
      const called = path.replace(/\{[^}]*\}/g, "98752");
      expect([endpoint, scopeOfCall(method, called)]).toEqual([endpoint, scopesOf([endpoint])[0]]);
    }
    expect(scopeOfCall("GET", "/wiki/rest/api/template/page")).toBe("read:confluence-content.summary");
    expect(scopeOfCall("GET", "/wiki/nothing")).toBeUndefined();
  });
});
