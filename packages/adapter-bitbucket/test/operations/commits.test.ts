import { describe, expect, it } from "vitest";
import { BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const at = { repository: "platform", workspace: "acme" };
const BRANCH = "feature/TRAIN-123-jwt-middleware";
const HASH = /^[0-9a-f]{40}$/;

interface Listed {
  commits: { hash: string; summary: string }[];
  page: { next?: string; total?: number; complete: boolean };
}

describe("list_commits", () => {
  it("looks both names up at once, and asks for what is on one and not on the other", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("list_commits", { ...at, branch: BRANCH, exclude: "main" })) as Listed;
    expect(bitbucket.sent.map(target)).toEqual([
      `/repositories/acme/platform/refs?q=name="${BRANCH}"`,
      '/repositories/acme/platform/refs?q=name="main"',
      expect.stringMatching(
        /^\/repositories\/acme\/platform\/commits\?include=[0-9a-f]{40}&exclude=[0-9a-f]{40}&pagelen=50$/,
      ),
    ]);
    expect(found.commits[0]).toEqual({
      hash: expect.stringMatching(HASH),
      summary: "Check the signature of tokens",
      author: "Maya Lindqvist",
      date: "2025-11-10T15:30:00.000Z",
      url: expect.stringMatching(/\/acme\/platform\/commits\/[0-9a-f]{40}$/),
    });
    expect(found.page.complete).toBe(true);
    expect(parsed("list_commits", found)).toEqual(found);
  });

  it("needs no look-up for every branch, and pages to the end", async () => {
    const bitbucket = simulatedBitbucket();
    const seen = new Set<string>();
    let page_token: string | undefined;
    do {
      const params = { ...at, path: "/docs/", limit: 2, ...(page_token === undefined ? {} : { page_token }) };
      const { commits, page } = (await bitbucket.run("list_commits", params)) as Listed;
      for (const { hash } of commits) seen.add(hash);
      page_token = page.next;
    } while (page_token !== undefined);
    expect(target(bitbucket.sent[0])).toBe("/repositories/acme/platform/commits?path=docs/&pagelen=2");
    expect(seen.size).toBeGreaterThan(2);
    expect(bitbucket.calls).toBe(Math.ceil(seen.size / 2));
  });

  it.each([
    [{ branch: "mian" }, 5003],
    [{ branch: "0123456789abcdef" }, 5008],
    [{ page_token: "nonsense", branch: "main" }, 5104],
    [{ repository: "nope" }, 5001],
  ])("tells what is wrong: %j", async (wrong, number) => {
    await expect(simulatedBitbucket().run("list_commits", { ...at, ...wrong })).rejects.toMatchObject({
      number,
    });
  });

  it.each([{ path: "../secrets" }, { path: "a/./b" }, { branch: "a b" }])("refuses %j", async (wrong) => {
    await expect(simulatedBitbucket().run("list_commits", { ...at, ...wrong })).rejects.toThrow();
  });
});

describe("get_commit", () => {
  it("answers the whole message and the parents", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("get_commit", { ...at, commit: BRANCH })) as { hash: string };
    expect(found).toEqual({
      hash: expect.stringMatching(HASH),
      message: "Check the signature of tokens\n\nAgainst the published JWKS, RS256 only. For TRAIN-123.",
      author: "Maya Lindqvist",
      date: "2025-11-10T15:30:00.000Z",
      parents: [expect.stringMatching(HASH)],
      url: `${BASE}/acme/platform/commits/${found.hash}`,
    });
    expect(parsed("get_commit", found)).toEqual(found);
    await expect(bitbucket.run("get_commit", { ...at, commit: found.hash.slice(0, 12) })).resolves.toEqual(
      found,
    );
    expect(bitbucket.calls).toBe(3);
  });

  it("takes digits for the name of a tag first, then for a hash", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("create_tag", { ...at, name: "20251201", target: BRANCH });
    await expect(bitbucket.run("get_commit", { ...at, commit: "20251201" })).resolves.toMatchObject({
      message: expect.stringContaining("Check the signature"),
    });
    await expect(bitbucket.run("get_commit", { ...at, commit: "20251202" })).rejects.toMatchObject({
      number: 5008,
    });
  });

  it("takes HEAD for the default branch", async () => {
    const bitbucket = simulatedBitbucket();
    const main = await bitbucket.run("get_commit", { ...at, commit: "main" });
    await expect(bitbucket.run("get_commit", { ...at, commit: "HEAD" })).resolves.toEqual(main);
    expect(target(bitbucket.sent[2])).toBe("/repositories/acme/platform");
    const listed = simulatedBitbucket().run("list_commits", { ...at, branch: "HEAD", limit: 1 });
    await expect(listed).resolves.toMatchObject({ commits: [{ hash: (main as { hash: string }).hash }] });
  });

  it("tells a hash that is not there", async () => {
    await expect(
      simulatedBitbucket().run("get_commit", { ...at, commit: "0123456789ab" }),
    ).rejects.toMatchObject({
      code: "COMMIT_NOT_FOUND",
      number: 5008,
      message: "acme/platform has no commit 0123456789ab.",
      details: { commit: "0123456789ab" },
    });
  });
});

describe("set_build_status and get_commit_statuses", () => {
  const build = {
    ...at,
    commit: BRANCH,
    key: "smoke",
    state: "INPROGRESS",
    url: "https://ci.acme.example/7",
    name: "Smoke test",
    description: "3 of 9",
    branch: BRANCH,
  };

  it("say it, say it again otherwise, and read it", async () => {
    const bitbucket = simulatedBitbucket();
    const receipt = await bitbucket.run("set_build_status", build);
    expect(await bitbucket.sent[1]?.json()).toEqual({
      key: "smoke",
      state: "INPROGRESS",
      url: "https://ci.acme.example/7",
      name: "Smoke test",
      description: "3 of 9",
      refname: BRANCH,
    });
    expect(receipt).toEqual({
      id: "smoke",
      key: "smoke",
      url: expect.stringMatching(/\/acme\/platform\/commits\/[0-9a-f]{40}$/),
      changed: ["state", "url", "name", "description", "branch"],
    });
    expect(parsed("set_build_status", receipt)).toEqual(receipt);
    await bitbucket.run("set_build_status", { ...build, state: "SUCCESSFUL" });
    const found = (await bitbucket.run("get_commit_statuses", { ...at, commit: BRANCH })) as {
      statuses: { key: string }[];
    };
    expect(found.statuses.filter(({ key }) => key === "smoke")).toEqual([
      {
        key: "smoke",
        state: "SUCCESSFUL",
        name: "Smoke test",
        description: "3 of 9",
        branch: BRANCH,
        url: "https://ci.acme.example/7",
        updated: "2025-12-01T10:00:00.000Z",
      },
    ]);
    expect(parsed("get_commit_statuses", found)).toEqual(found);
  });

  it("take HEAD for the default branch", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("set_build_status", { ...build, commit: "HEAD" });
    await expect(bitbucket.run("get_commit_statuses", { ...at, commit: "main" })).resolves.toMatchObject({
      statuses: expect.arrayContaining([expect.objectContaining({ key: "smoke" })]),
    });
    await expect(
      simulatedBitbucket().run("get_commit_statuses", { ...at, commit: "HEAD" }),
    ).resolves.toMatchObject({ page: { complete: true } });
  });

  it("show only what belongs to a branch, page by page", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("set_build_status", build);
    await bitbucket.run("set_build_status", { ...build, key: "other", branch: "main" });
    const query = { ...at, commit: BRANCH, branch: "main", limit: 1 };
    const keys: string[] = [];
    let page_token: string | undefined;
    do {
      const params = { ...query, ...(page_token === undefined ? {} : { page_token }) };
      const { statuses, page } = (await bitbucket.run("get_commit_statuses", params)) as {
        statuses: { key: string }[];
        page: { next?: string };
      };
      keys.push(...statuses.map(({ key }) => key));
      page_token = page.next;
    } while (page_token !== undefined);
    expect(keys).toContain("other");
    expect(keys).not.toContain("smoke");
  });

  it.each([{ state: "GREEN" }, { url: "javascript:alert(1)" }, { key: "" }])("refuse %j", async (wrong) => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("set_build_status", { ...build, ...wrong })).rejects.toThrow();
    expect(bitbucket.calls).toBe(0);
  });

  it("tell a commit that is not there", async () => {
    await expect(
      simulatedBitbucket().run("set_build_status", { ...build, commit: "0123456789ab" }),
    ).rejects.toMatchObject({ number: 5008 });
  });
});
