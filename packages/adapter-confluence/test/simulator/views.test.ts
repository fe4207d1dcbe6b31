import { expect, it } from "vitest";
import { tinyPath } from "../../src/simulator/views.js";

it.each([
  // As Confluence Cloud has answered them.
  ["24281301", "/x/1YByAQ"],
  ["227171538", "/x/0lyKDQ"],
  ["90379558", "/x/JhVjBQ"],
])("the short address of %s is %s", (id, path) => {
  expect(tinyPath(id)).toBe(path);
});
