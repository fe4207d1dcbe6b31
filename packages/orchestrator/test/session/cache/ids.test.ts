import fc from "fast-check";
import { expect, it } from "vitest";
import { prefix, prefixOf } from "../../../src/session/cache/ids.js";

it("an id's beginning is found again, whatever the names and the key are", () => {
  const name = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(name, name, name, (tenant, system, rest) => {
      const start = prefix(tenant, system);
      expect(prefixOf(`${start}${rest}`)).toBe(start);
    }),
  );
});
