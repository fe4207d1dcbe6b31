import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filesOfDiff, withinPaths } from "../src/diff.js";
import { diffOf, sizeOf } from "../src/simulator/diff.js";

describe("a diff is cut into its files", () => {
  it.each([
    [
      "changed",
      "diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-x\n+y\n",
      "src/a.ts",
    ],
    [
      "new",
      "diff --git a/n.md b/n.md\nnew file mode 100644\n--- /dev/null\n+++ b/n.md\n@@ -0,0 +1 @@\n+x\n",
      "n.md",
    ],
    [
      "gone",
      "diff --git a/o.md b/o.md\ndeleted file mode 100644\n--- a/o.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n",
      "o.md",
    ],
    [
      "renamed",
      "diff --git a/a b.md b/c d.md\nsimilarity index 100%\nrename from a b.md\nrename to c d.md\n",
      "c d.md",
    ],
    ["binary", "diff --git a/x.png b/x.png\nBinary files a/x.png and b/x.png differ\n", "x.png"],
    [
      "quoted",
      'diff --git "a/\\303\\251.md" "b/\\303\\251.md"\n--- "a/\\303\\251.md"\n+++ "b/\\303\\251.md"\n',
      "é.md",
    ],
    ["with a tab", "diff --git a/a b b/a b\n--- a/a b\t\n+++ b/a b\t\n", "a b"],
  ])("%s", (_name, text, path) => {
    expect(filesOfDiff(text)).toEqual([{ path, text }]);
  });

  it("not at lines of files that only look like a head", () => {
    const text =
      "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-diff --git a/y b/y\n+diff --git a/z b/z\n";
    expect(filesOfDiff(text)).toHaveLength(1);
  });

  it("and loses nothing of them", () => {
    const path = fc.stringMatching(/^[a-z]{1,5}(\/[a-z]{1,5}){0,2}$/);
    const lines = fc.array(fc.stringMatching(/^[ a-z+-]{0,8}$/), { maxLength: 12 });
    const change = fc.record({ path, before: lines, after: lines }).map((made) => ({
      path: made.path,
      before: made.before.join("\n"),
      after: made.after.join("\n"),
    }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
        const diff = changes.map((one) => diffOf(one)).join("");
        const files = filesOfDiff(diff);
        expect(files.map(({ text }) => text).join("")).toBe(diff);
        expect(files.map((file) => file.path)).toEqual(changes.map((one) => one.path));
      }),
      { numRuns: 50 },
    );
  });
});

it("whole folders are meant by their name, and nothing that only begins so", () => {
  const files = ["src/a.ts", "src/b/c.ts", "srcs/d.ts", "e.md"].map((path) => ({ path, text: path }));
  const paths = (wanted: string[]) => withinPaths(files, wanted).map(({ path }) => path);
  expect(paths(["src"])).toEqual(["src/a.ts", "src/b/c.ts"]);
  expect(paths(["/src/b/", "e.md"])).toEqual(["src/b/c.ts", "e.md"]);
  expect(paths(["constructor"])).toEqual([]);
});

it("the simulator's diff leads from the one text to the other", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const change = { path: "x", before: `${before.join("\n")}\n`, after: `${after.join("\n")}\n` };
      const body = diffOf(change, 100).split("\n").slice(3, -1);
      const side = (kind: string) =>
        body.filter((line) => line.startsWith(" ") || line.startsWith(kind)).map((line) => line.slice(1));
      if (before.join() === after.join()) {
        expect(body).toEqual([]);
        return;
      }
      const told = (kept: readonly string[]) => (kept.length === 0 ? [""] : kept);
      expect(side("-")).toEqual(told(before));
      expect(side("+")).toEqual(told(after));
      const { added, removed } = sizeOf(change);
      expect(told(after).length - told(before).length).toBe(added - removed);
    }),
  );
});
