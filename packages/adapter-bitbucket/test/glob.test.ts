import fc from "fast-check";
import { expect, it } from "vitest";
import { fitsGlob } from "../src/glob.js";

it.each([
  ["*.ts", "index.ts", true],
  ["*.ts", "src/auth/jwt.ts", true],
  ["*.ts", "src/auth/jwt.tsx", false],
  ["src/*.ts", "src/server.ts", true],
  ["src/*.ts", "src/auth/jwt.ts", false],
  ["src/**/*.ts", "src/server.ts", true],
  ["src/**/*.ts", "src/a/b/c.ts", true],
  ["**/auth/**", "src/auth/jwt.ts", true],
  ["**/auth/**", "src/oauth/jwt.ts", false],
  ["/README.md", "README.md", true],
  ["/README.md", "docs/README.md", false],
  ["jwt.?s", "src/jwt.ts", true],
  ["jwt.?s", "src/jwt.tts", false],
  ["a.b", "axb", false],
  ["[ab].ts", "a.ts", false],
  ["**", "any/thing", true],
])("%s and %s: %s", (glob, path, fits) => {
  expect(fitsGlob(path, glob)).toBe(fits);
});

it("fits every path with itself", () => {
  const name = fc.stringMatching(/^[\w.-]+$/);
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (parts) => {
      const path = parts.join("/");
      expect(fitsGlob(path, `/${path}`)).toBe(true);
      expect(fitsGlob(`${path}x`, `/${path}`)).toBe(false);
    }),
  );
});

it("is quick however many stars there are", () => {
  const began = performance.now();
  expect(fitsGlob("a".repeat(500), `${"*a".repeat(60)}*b`)).toBe(false);
  expect(performance.now() - began).toBeLessThan(2000);
});
