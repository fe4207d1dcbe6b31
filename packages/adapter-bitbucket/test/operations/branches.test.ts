import { describe, expect, it } from "vitest";
import { BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const repository = "acme/platform";
const refs = "/repositories/acme/platform/refs";

interface Listed {
  branches: { name: string; commit: string }[];
  page: { next?: string; total?: number; complete: boolean };
}

describe("list_branches", () => {
  it("filters by name, the last committed to first", async () => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("list_branches", { repository, filter: "TRAIN-12", limit: 2 });
    expect(bitbucket.sent.map(target)).toEqual([
      `${refs}/branches?q=name~"TRAIN-12"&sort=-target.date&pagelen=2`,
    ]);
    expect(found).toMatchObject({
      branches: [{ name: expect.stringContaining("TRAIN-12") }, {}],
      page: { next: expect.any(String), total: 4, complete: false },
    });
    expect(parsed("list_branches", found)).toEqual(found);
    const { page } = found as Listed;
    const rest = await bitbucket.run("list_branches", {
      repository: "platform",
      workspace: "acme",
      filter: "TRAIN-12",
      page_token: page.next,
    });
    expect(rest).toMatchObject({ page: { complete: true } });
  });

  it("sorts by name", async () => {
    const { branches } = (await simulatedBitbucket().run("list_branches", {
      repository,
      sort: "name",
    })) as Listed;
    const names = branches.map(({ name }) => name);
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
  });
});

describe("get_branch", () => {
  it("answers a name with slashes", async () => {
    const bitbucket = simulatedBitbucket();
    const name = "feature/TRAIN-123-jwt-middleware";
    const found = await bitbucket.run("get_branch", { repository: "platform", workspace: "acme", name });
    expect(bitbucket.sent[0]?.url).toBe(`${BASE}${refs}/branches/feature%2FTRAIN-123-jwt-middleware`);
    expect(found).toEqual({
      name,
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      summary: "Check the signature of tokens",
      author: "Maya Lindqvist",
      date: "2025-11-10T15:30:00.000Z",
      url: `${BASE}/acme/platform/branch/${name}`,
      merge_strategies: ["merge_commit", "squash", "fast_forward"],
    });
    expect(parsed("get_branch", found)).toEqual(found);
  });

  it("tells a misspelt name with the nearest ones", async () => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("get_branch", { repository, name: "release/2.5" })).rejects.toMatchObject({
      code: "BRANCH_NOT_FOUND",
      number: 5003,
      details: { branch: "release/2.5", available: expect.arrayContaining(["release/2.4"]) },
      suggestions: expect.arrayContaining([expect.stringContaining("release/2.4")]),
    });
    expect(bitbucket.calls).toBe(2);
  });

  it("tells a repository that is not there as such", async () => {
    await expect(
      simulatedBitbucket().run("get_branch", { repository: "nope", name: "main" }),
    ).rejects.toMatchObject({ number: 5001 });
  });
});

describe("create_branch", () => {
  it.each([
    ["a branch", "release/2.4", "release/2.4"],
    ["a tag", "v2.3.0", "v2.3.0"],
  ])("begins at %s", async (_what, from, name) => {
    const bitbucket = simulatedBitbucket();
    const made = { name: "fix/signals", from };
    const receipt = await bitbucket.run("create_branch", {
      repository: "platform",
      workspace: "acme",
      ...made,
    });
    expect(receipt).toEqual({
      id: "fix/signals",
      url: `${BASE}/acme/platform/branch/fix/signals`,
      changed: ["name", "from"],
    });
    expect(parsed("create_branch", receipt)).toEqual(receipt);
    expect(target(bitbucket.sent[0])).toBe(`${refs}?q=name="${name}"`);
    expect(await bitbucket.sent[1]?.json()).toEqual({
      name: "fix/signals",
      target: { hash: expect.stringMatching(/^[0-9a-f]{40}$/) },
    });
    const branch = (await bitbucket.run("get_branch", { repository, name: "fix/signals" })) as {
      commit: string;
    };
    expect(target(bitbucket.sent[2])).toBe(`${refs}/branches/fix/signals`);
    expect(branch.commit).toMatch(/^[0-9a-f]{40}$/);
  });

  it("begins at the default branch, which it asks for once", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("create_branch", { repository, name: "one" });
    await bitbucket.run("create_branch", { repository, name: "two", from: "HEAD" });
    expect(bitbucket.sent.map(({ method }) => method)).toEqual(["GET", "GET", "POST", "GET", "POST"]);
    expect(bitbucket.sent.slice(0, 2).map(target)).toEqual([
      "/repositories/acme/platform",
      `${refs}?q=name="main"`,
    ]);
  });

  it("takes a hash without a look-up", async () => {
    const bitbucket = simulatedBitbucket();
    const { commit } = (await bitbucket.run("get_branch", { repository, name: "release/2.4" })) as {
      commit: string;
    };
    await bitbucket.run("create_branch", { repository, name: "one", from: commit });
    expect(bitbucket.calls).toBe(2);
  });

  it("sends nothing when the beginning is not there", async () => {
    const bitbucket = simulatedBitbucket();
    await expect(
      bitbucket.run("create_branch", { repository, name: "one", from: "mian" }),
    ).rejects.toMatchObject({ number: 5003, suggestions: expect.arrayContaining(["Did you mean main?"]) });
    expect(bitbucket.sent.map(({ method }) => method)).toEqual(["GET", "GET"]);
  });

  it("asks which is meant when a branch and a tag share a name", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("create_branch", { repository, name: "v2.3.0", from: "main" });
    await expect(
      bitbucket.run("create_branch", { repository, name: "one", from: "v2.3.0" }),
    ).rejects.toMatchObject({
      number: 5110,
      details: {
        branch: "v2.3.0",
        candidates: [
          { id: expect.stringMatching(/^[0-9a-f]{40}$/), name: "the branch v2.3.0" },
          { id: expect.stringMatching(/^[0-9a-f]{40}$/), name: "the tag v2.3.0" },
        ],
      },
    });
  });

  it("tells one that is there already", async () => {
    await expect(
      simulatedBitbucket().run("create_branch", { repository, name: "main" }),
    ).rejects.toMatchObject({ number: 5104, message: '"main" already exists' });
  });
});

describe("delete_branch", () => {
  it("deletes", async () => {
    const bitbucket = simulatedBitbucket();
    const name = "feature/TRAIN-126-token-metrics";
    const receipt = await bitbucket.run("delete_branch", { repository: "platform", workspace: "acme", name });
    expect(receipt).toEqual({ id: name, url: `${BASE}/acme/platform/branches`, changed: ["deleted"] });
    await expect(bitbucket.run("delete_branch", { repository, name })).rejects.toMatchObject({
      number: 5003,
    });
  });

  it("leaves the main branch alone", async () => {
    await expect(
      simulatedBitbucket().run("delete_branch", { repository, name: "main" }),
    ).rejects.toMatchObject({ number: 5104 });
  });
});
