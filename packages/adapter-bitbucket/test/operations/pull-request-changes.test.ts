import { describe, expect, it } from "vitest";
import { answering, BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const pr42 = { repository: "acme/platform", id: 42 };
const url = `${BASE}/acme/platform/pull-requests/42`;
const CHANGED = [
  "NOTES.md",
  "docs/authentication.md",
  "src/auth/jwt.ts",
  "src/auth/legacy-token.ts",
  "src/server.ts",
];

interface Diff {
  files: string[];
  diff: string;
}

describe("get_pull_request_diff", () => {
  it("follows Bitbucket to the diff, in one call", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("get_pull_request_diff", pr42)) as Diff;
    expect(bitbucket.sent.map(target)).toEqual([
      "/repositories/acme/platform/pullrequests/42/diff",
      expect.stringMatching(
        /^\/repositories\/acme\/platform\/diff\/acme\/platform:[0-9a-f]{12}\r[0-9a-f]{12}\?/,
      ),
    ]);
    expect(bitbucket.calls).toBe(1);
    expect(found).toEqual({ files: CHANGED, diff: expect.any(String), url });
    expect(found.diff).toContain("--- a/src/auth/legacy-token.ts\n+++ /dev/null\n");
    expect(found.diff).toContain('+import { subjectOf } from "./auth/jwt.js";\n');
    expect(parsed("get_pull_request_diff", found)).toEqual(found);
  });

  it.each([
    [["src/auth"], ["src/auth/jwt.ts", "src/auth/legacy-token.ts"]],
    [
      ["/src/server.ts", "docs/"],
      ["docs/authentication.md", "src/server.ts"],
    ],
    [["src/auth/jwt"], []],
  ])("gives the part of some files, and says how many it leaves out: %j", async (paths, files) => {
    const found = (await simulatedBitbucket().run("get_pull_request_diff", { ...pr42, paths })) as Diff;
    expect(found).toMatchObject({ files, left_out: CHANGED.length - files.length });
    expect(found.diff.match(/^diff --git /gm) ?? []).toHaveLength(files.length);
    expect(parsed("get_pull_request_diff", found)).toEqual(found);
  });

  it("asks for more or fewer lines around the changes between the two commits", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { ...pr42, paths: ["src/server.ts"] };
    const short = (await bitbucket.run("get_pull_request_diff", { ...params, context_lines: 0 })) as Diff;
    expect(bitbucket.sent.map(target)).toEqual([
      "/repositories/acme/platform/pullrequests/42",
      expect.stringMatching(
        /^\/repositories\/acme\/platform\/diff\/[0-9a-f]{12}\.\.[0-9a-f]{12}\?context=0&topic=true$/,
      ),
    ]);
    const whole = (await bitbucket.run("get_pull_request_diff", { ...params, context_lines: 100 })) as Diff;
    expect(short.diff.length).toBeLessThan(whole.diff.length);
    expect(whole.diff.match(/^@@ /gm)).toHaveLength(1);
  });

  it("names the repository of a fork's commit", async () => {
    const side = (full_name: string, hash: string) => ({ commit: { hash }, repository: { full_name } });
    const bitbucket = answering(({ url: asked }) =>
      asked.includes("/diff/")
        ? new Response("")
        : Response.json({
            id: 42,
            source: side("tom/platform", "aaa"),
            destination: side("acme/platform", "bbb"),
          }),
    );
    await bitbucket.run("get_pull_request_diff", { ...pr42, context_lines: 5 });
    expect(target(bitbucket.sent[1])).toBe(
      "/repositories/acme/platform/diff/tom/platform:aaa..bbb?context=5&topic=true",
    );
  });

  it("copes with a diff in another encoding", async () => {
    const head = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n+";
    const bytes = new Uint8Array([...new TextEncoder().encode(head), 0xe9, 0x0a]);
    const found = await answering(() => new Response(bytes)).run("get_pull_request_diff", pr42);
    expect(found).toMatchObject({ files: ["x"], diff: `${head}\uFFFD\n` });
  });

  it("goes nowhere when Bitbucket does not say where", async () => {
    const bitbucket = answering(() => new Response(null, { status: 302 }));
    await expect(bitbucket.run("get_pull_request_diff", pr42)).rejects.toMatchObject({ number: 5401 });
  });

  it("tells which pull request is missing", async () => {
    for (const operation of [
      "get_pull_request_diff",
      "get_pull_request_diffstat",
      "get_pull_request_patch",
    ]) {
      await expect(simulatedBitbucket().run(operation, { ...pr42, id: 9999 })).rejects.toMatchObject({
        number: 5002,
      });
    }
  });
});

describe("get_pull_request_diffstat", () => {
  it("counts the lines of every file", async () => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("get_pull_request_diffstat", pr42);
    expect(bitbucket.sent.map(target)).toEqual([
      "/repositories/acme/platform/pullrequests/42",
      expect.stringMatching(/\/diffstat\/[0-9a-f]{12}\.\.[0-9a-f]{12}\?topic=true&pagelen=50$/),
    ]);
    expect(found).toEqual({
      files: [
        { path: "NOTES.md", status: "modified", added: 1, removed: expect.any(Number) },
        { path: "docs/authentication.md", status: "modified", added: 5, removed: 1 },
        { path: "src/auth/jwt.ts", status: "added", added: 13, removed: 0 },
        { path: "src/auth/legacy-token.ts", status: "removed", added: 0, removed: 1 },
        { path: "src/server.ts", status: "modified", added: expect.any(Number), removed: 2 },
      ],
      page: { total: 5, complete: true },
    });
    expect(parsed("get_pull_request_diffstat", found)).toEqual(found);
  });

  it("goes on where it stopped", async () => {
    const bitbucket = simulatedBitbucket();
    const first = (await bitbucket.run("get_pull_request_diffstat", { ...pr42, limit: 3 })) as {
      page: { next: string };
    };
    expect(first).toMatchObject({ files: { length: 3 }, page: { complete: false, total: 5 } });
    await expect(
      bitbucket.run("get_pull_request_diffstat", { ...pr42, page_token: first.page.next }),
    ).resolves.toMatchObject({
      files: [{ path: CHANGED[3] }, { path: CHANGED[4] }],
      page: { complete: true },
    });
  });

  it("names a renamed file by both names", async () => {
    const value = { type: "diffstat", status: "renamed", old: { path: "a.md" }, new: { path: "b.md" } };
    const side = { commit: { hash: "abc" }, repository: { full_name: "acme/platform" } };
    const bitbucket = answering(() => Response.json({ source: side, destination: side, values: [value] }));
    await expect(bitbucket.run("get_pull_request_diffstat", pr42)).resolves.toMatchObject({
      files: [{ path: "b.md", old_path: "a.md", status: "renamed" }],
    });
  });
});

it("get_pull_request_patch gives the commits, the oldest first", async () => {
  const bitbucket = simulatedBitbucket();
  const found = (await bitbucket.run("get_pull_request_patch", pr42)) as { patch: string };
  expect(target(bitbucket.sent[0])).toBe("/repositories/acme/platform/pullrequests/42/patch");
  expect(found).toEqual({ patch: expect.any(String), url });
  expect(found.patch.match(/^Subject: .*$/gm)).toEqual([
    "Subject: [PATCH] Add JWT middleware to the public API",
    "Subject: [PATCH] Check the signature of tokens",
  ]);
  expect(parsed("get_pull_request_patch", found)).toEqual(found);
});
