import fc from "fast-check";
import { expect, it } from "vitest";
import { allEqual, bbqlString } from "../src/bbql.js";
import { parseBbql } from "../src/simulator/bbql.js";

it("joins what is demanded", () => {
  expect(allEqual({ state: "OPEN", "author.uuid": "{1}" })).toBe('state="OPEN" AND author.uuid="{1}"');
});

it("lets no value end its string", () => {
  expect(bbqlString('" OR state="MERGED')).toBe('"\\" OR state=\\"MERGED"');
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (title, state) => {
      const test = parseBbql(allEqual({ title, state }), ["title", "state"]);
      expect(test({ title, state })).toBe(true);
      expect(test({ title, state: `${state}!` })).toBe(false);
    }),
  );
});
