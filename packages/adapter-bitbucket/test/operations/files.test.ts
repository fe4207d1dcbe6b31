import { answeringFetch, benchFor } from "@pm-orchestrator/adapter-kit/testing";
import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { answering, BASE, parsed, settings, simulatedBitbucket, target } from "../bench.js";

const at = { repository: "platform", workspace: "acme" };
const BRANCH = "feature/TRAIN-123-jwt-middleware";
const src = "/repositories/acme/platform/src";

interface File {
  text?: string;
  base64?: string;
  commit: string;
}

describe("get_file", () => {
  it("resolves a branch with a slash, and answers text", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("get_file", {
      ...at,
      path: "/src/auth/jwt.ts",
      branch: BRANCH,
    })) as File;
    expect(bitbucket.sent.map(target)).toEqual([
      `/repositories/acme/platform/refs?q=name="${BRANCH}"`,
      `${src}/${found.commit}/src/auth/jwt.ts?format=meta`,
      `${src}/${found.commit}/src/auth/jwt.ts`,
    ]);
    expect(found).toEqual({
      path: "src/auth/jwt.ts",
      text: expect.stringContaining("jwtVerify"),
      handle: expect.any(String),
      filename: "jwt.ts",
      media_type: "text/plain",
      size: found.text?.length,
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      url: `${BASE}/acme/platform/src/${found.commit}/src/auth/jwt.ts`,
    });
    expect(parsed("get_file", found)).toEqual(found);
  });

  it("takes the default branch, and some lines", async () => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("get_file", {
      ...at,
      path: "README.md",
      branch: "HEAD",
      start_line: 3,
      line_count: 2,
    });
    expect(bitbucket.sent.map(target)).toEqual([
      "/repositories/acme/platform",
      `${src}/main/README.md?format=meta`,
      `${src}/main/README.md`,
    ]);
    expect(found).toMatchObject({
      text: "Platform of the Acme trains.\n",
      lines: { from: 3, to: 4, total: 5 },
      media_type: "text/markdown",
    });
    expect(parsed("get_file", found)).toEqual(found);
  });

  it("gives bytes by handle, and as base64 when asked to", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { ...at, path: "assets/logo.png" };
    const found = await bitbucket.run("get_file", params);
    expect(found).toMatchObject({ media_type: "image/png", size: 10, attributes: ["binary"] });
    expect(found).not.toHaveProperty("text");
    const { base64 = "" } = (await bitbucket.run("get_file", { ...params, include: "base64" })) as File;
    expect([...Buffer.from(base64, "base64")].slice(0, 4)).toEqual([0x89, 0x50, 0x4e, 0x47]);
    await expect(bitbucket.run("get_file", { ...params, start_line: 1 })).rejects.toMatchObject({
      number: 5104,
      details: { fields: ["start_line", "line_count"] },
    });
  });

  it("refuses what is larger than wanted", async () => {
    await expect(
      simulatedBitbucket().run("get_file", { ...at, path: "README.md", max_bytes: 10 }),
    ).rejects.toMatchObject({ number: 5104, details: { fields: ["max_bytes"], max_bytes: 10 } });
  });

  it.each([
    [{ path: "nope.md" }, { number: 5004, details: { repository: "acme/platform", path: "nope.md" } }],
    [{ path: "src" }, { number: 5004, message: expect.stringContaining("is a folder") }],
    [
      { path: "README.md", branch: "0123456789ab" },
      { number: 5008, details: { commit: "0123456789ab" } },
    ],
    [
      { path: "README.md", branch: "release/2.5" },
      { number: 5003, details: { branch: "release/2.5" } },
    ],
    [{ path: "README.md", repository: "nope" }, { number: 5001 }],
  ])("tells what is not there: %j", async (wrong, expected) => {
    await expect(simulatedBitbucket().run("get_file", { ...at, ...wrong })).rejects.toMatchObject(expected);
  });

  it.each(["", "/", "../x", "a/../b", "a\0b"])("refuses the path %j before any call", async (path) => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("get_file", { ...at, path })).rejects.toThrow();
    expect(bitbucket.calls).toBe(0);
  });

  it("keeps names with unusual characters together", async () => {
    const bitbucket = answering(() => new Response("x"));
    const params = { ...at, branch: "0123456789ab", path: "docs/50% #1?.md" };
    await bitbucket.run("get_file", params).catch(() => undefined);
    expect(bitbucket.sent[1]?.url).toBe(`${BASE}${src}/0123456789ab/docs/50%25%20%231%3F.md`);
  });

  it("follows a file of Git LFS to where it lies, without the credentials", async () => {
    // Where it lies is no part of Bitbucket, and so of no description.
    const bitbucket = benchFor(adapter, {
      settings,
      fetch: answeringFetch(({ url }) => {
        if (url.includes("format=meta")) return Response.json({ type: "commit_file", path: "a.bin" });
        if (url.startsWith(BASE)) {
          return new Response(null, { status: 301, headers: { location: "https://media.example/a.bin" } });
        }
        return new Response(new Uint8Array([1, 0, 2]));
      }),
    });
    const params = { ...at, branch: "0123456789ab", path: "a.bin" };
    await expect(bitbucket.run("get_file", params)).resolves.toMatchObject({
      size: 3,
      media_type: "application/octet-stream",
    });
    expect(bitbucket.sent.at(-1)?.headers.get("authorization")).toBeNull();
  });
});

describe("list_directory", () => {
  it("lists the root, with a slash at the end of its address", async () => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("list_directory", at);
    expect(target(bitbucket.sent[1])).toBe(`${src}/main/?max_depth=1&pagelen=50`);
    expect(found).toMatchObject({
      entries: expect.arrayContaining([
        { path: "README.md", type: "file", size: expect.any(Number) },
        { path: "src", type: "folder" },
      ]),
      page: { complete: true },
    });
    expect(parsed("list_directory", found)).toEqual(found);
  });

  it("goes deeper, page by page", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { ...at, path: "src/", branch: BRANCH, max_depth: 2, limit: 3 };
    const paths: string[] = [];
    let page_token: string | undefined;
    do {
      const { entries, page } = (await bitbucket.run("list_directory", {
        ...params,
        ...(page_token === undefined ? {} : { page_token }),
      })) as { entries: { path: string }[]; page: { next?: string } };
      paths.push(...entries.map(({ path }) => path));
      page_token = page.next;
    } while (page_token !== undefined);
    expect(paths).toEqual([
      "src/auth",
      "src/auth/api-key.ts",
      "src/auth/jwt.ts",
      "src/routes.ts",
      "src/server.ts",
    ]);
  });

  it("tells a folder that is not there", async () => {
    await expect(simulatedBitbucket().run("list_directory", { ...at, path: "nope" })).rejects.toMatchObject({
      number: 5004,
      details: { path: "nope" },
    });
  });
});

describe("get_file_history", () => {
  it("asks for what commits say, and lists them, the newest first", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("get_file_history", {
      ...at,
      path: "docs/authentication.md",
      branch: BRANCH,
      follow_renames: false,
      limit: 1,
    })) as { commits: object[]; page: { next: string } };
    expect(target(bitbucket.sent[1])).toMatch(
      /^\/repositories\/acme\/platform\/filehistory\/[0-9a-f]{40}\/docs\/authentication\.md\?renames=false&fields=\+values\.commit\.message,/,
    );
    expect(found.commits).toEqual([
      {
        hash: expect.stringMatching(/^[0-9a-f]{40}$/),
        summary: "Check the signature of tokens",
        author: "Maya Lindqvist",
        date: "2025-11-10T15:30:00.000Z",
        url: expect.stringContaining("/acme/platform/commits/"),
      },
    ]);
    expect(parsed("get_file_history", found)).toEqual(found);
    await expect(
      bitbucket.run("get_file_history", {
        ...at,
        path: "docs/authentication.md",
        branch: BRANCH,
        limit: 1,
        page_token: found.page.next,
      }),
    ).resolves.toMatchObject({ commits: [{ summary: "Begin" }], page: { complete: true } });
  });

  it("shows an earlier name", async () => {
    const values = [
      { path: "new.md", commit: { hash: "a", message: "Rename" } },
      { path: "old.md", commit: { hash: "b", message: "Begin" } },
    ];
    const bitbucket = answering(() => Response.json({ values }));
    await expect(
      bitbucket.run("get_file_history", { ...at, branch: "0123456789ab", path: "new.md" }),
    ).resolves.toMatchObject({ commits: [{ summary: "Rename" }, { summary: "Begin", path: "old.md" }] });
  });
});
