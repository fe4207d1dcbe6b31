import { describe, expect, it } from "vitest";
import { answering, BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const at = { repository: "platform", workspace: "acme" };

interface Found {
  matches: { path: string; line_count: number; lines: { line: number; text: string }[] }[];
  searched: number;
  skipped: number;
  page: { next?: string; complete: boolean };
}

describe("search_code", () => {
  it("reads the files of a folder, and shows the lines with their numbers", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("search_code", {
      ...at,
      query: "CHECKAPIKEY request",
      path: "/src/",
      branch: "main",
      ext: ".ts",
    })) as Found;
    expect(target(bitbucket.sent[1])).toMatch(/\/src\/[0-9a-f]{40}\/src\/\?max_depth=50&pagelen=100$/);
    expect(found.matches.map(({ path }) => path)).toEqual(["src/auth/api-key.ts", "src/server.ts"]);
    expect(found.matches[1]).toMatchObject({
      line_count: expect.any(Number),
      lines: expect.arrayContaining([{ line: 5, text: "checkApiKey(request);" }]),
      url: expect.stringMatching(new RegExp(`^${BASE}/acme/platform/src/[0-9a-f]{40}/src/server.ts$`)),
    });
    expect(found).toMatchObject({ searched: 4, skipped: 0, page: { complete: true } });
    expect(parsed("search_code", found)).toEqual(found);
  });

  it("goes on in the same commit where it stopped", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { ...at, query: "export", path: "src", branch: "main", limit: 1 };
    const paths: string[] = [];
    let page_token: string | undefined;
    do {
      const more = page_token === undefined ? {} : { page_token };
      const { matches, page } = (await bitbucket.run("search_code", { ...params, ...more })) as Found;
      expect(matches).toHaveLength(1);
      paths.push(...matches.map(({ path }) => path));
      page_token = page.next;
      // Whatever is pushed in between, the pages are of one tree.
      await bitbucket.run("create_branch", { ...at, name: `x${paths.length}`, from: "main" });
    } while (page_token !== undefined);
    expect(paths).toEqual([
      "src/auth/api-key.ts",
      "src/auth/legacy-token.ts",
      "src/routes.ts",
      "src/server.ts",
    ]);
  });

  it("reads neither pictures nor other extensions", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("search_code", { ...at, query: "acme", ext: "md", branch: "main" });
    const read = bitbucket.sent.slice(2).map(target);
    expect(read.length).toBeGreaterThan(1);
    expect(read.every((path) => path.endsWith(".md"))).toBe(true);
  });

  it("reads so many files at most, and says that there are more", async () => {
    const files = Array.from({ length: 200 }, (_, index) => ({
      type: "commit_file",
      path: `f${index}.ts`,
      size: 1,
    }));
    const bitbucket = answering(({ url }) => {
      const { searchParams, pathname } = new URL(url);
      if (!pathname.endsWith("/")) return new Response("nothing here");
      const second = searchParams.get("page") === "two";
      return Response.json({
        values: second ? files.slice(100) : files.slice(0, 100),
        ...(second ? {} : { next: `${BASE}/x?page=two&pagelen=100` }),
      });
    });
    const params = { ...at, query: "something", branch: "0123456789ab" };
    const counts: number[] = [];
    let page_token: string | undefined;
    do {
      const more = page_token === undefined ? {} : { page_token };
      const { searched, matches, page } = (await bitbucket.run("search_code", {
        ...params,
        ...more,
      })) as Found;
      expect(matches).toEqual([]);
      counts.push(searched);
      page_token = page.next;
    } while (page_token !== undefined);
    expect(counts).toEqual([80, 80, 40]);
  });

  it("passes over what turns out to be no text, or too large", async () => {
    const bitbucket = answering(({ url }) => {
      const { pathname } = new URL(url);
      if (pathname.endsWith("/")) {
        const entry = (path: string) => ({ type: "commit_file", path, size: path === "e.ts" ? 2 ** 21 : 1 });
        return Response.json({ values: ["a.ts", "b.ts", "c.ts", "d.ts", "e.ts"].map(entry) });
      }
      if (pathname.endsWith("a.ts")) return new Response(new Uint8Array([0, 1, 2]));
      if (pathname.endsWith("b.ts")) return new Response("word ".repeat(300_000));
      if (pathname.endsWith("c.ts")) return Response.json({}, { status: 404 });
      return new Response(`a word${"x".repeat(400)}`);
    });
    const found = (await bitbucket.run("search_code", {
      ...at,
      query: "word",
      branch: "0123456789ab",
    })) as Found;
    expect(found).toMatchObject({ searched: 5, skipped: 4, matches: [{ path: "d.ts", line_count: 1 }] });
    expect(found.matches[0]?.lines[0]?.text).toHaveLength(301);
  });

  it.each(["nonsense", Buffer.from("commit=main&from=1").toString("base64url")])(
    "refuses a token that is not its own before any call: %s",
    async (page_token) => {
      const bitbucket = simulatedBitbucket();
      await expect(bitbucket.run("search_code", { ...at, query: "x", page_token })).rejects.toMatchObject({
        number: 5104,
        details: { fields: ["page_token"] },
      });
      expect(bitbucket.calls).toBe(0);
    },
  );

  it.each([
    [{ path: "nope" }, 5004],
    [{ branch: "mian" }, 5003],
    [{ repository: "nope" }, 5001],
  ])("tells what is not there: %j", async (wrong, number) => {
    await expect(
      simulatedBitbucket().run("search_code", { ...at, query: "x", ...wrong }),
    ).rejects.toMatchObject({ number });
  });
});

describe("grep", () => {
  it.each([
    [{ query: "throw new Error" }, ["src/auth/api-key.ts"]],
    [{ query: "THROW new error" }, []],
    [{ query: "THROW new error", ignore_case: true }, ["src/auth/api-key.ts"]],
    [{ query: "export", glob: "src/*.ts" }, ["src/routes.ts", "src/server.ts"]],
    [{ query: "export", glob: "legacy-*" }, ["src/auth/legacy-token.ts"]],
    [{ query: "a.*b" }, []],
  ])("finds a text as it is written: %j", async (wanted, paths) => {
    const found = (await simulatedBitbucket().run("grep", {
      ...at,
      branch: "main",
      path: "src",
      ...wanted,
    })) as Found;
    expect(found.matches.map(({ path }) => path)).toEqual(paths);
    expect(parsed("grep", found)).toEqual(found);
  });

  it("begins at the root, and pages", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { ...at, query: "export", glob: "src/**", limit: 1 };
    const { page } = (await bitbucket.run("grep", params)) as Found;
    await expect(bitbucket.run("grep", { ...params, page_token: page.next })).resolves.toMatchObject({
      matches: [{ path: "src/auth/legacy-token.ts" }],
    });
  });
});
