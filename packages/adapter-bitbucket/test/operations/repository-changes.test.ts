import { describe, expect, it } from "vitest";
import { BASE, parsed, simulatedBitbucket, target } from "../bench.js";

describe("list_repositories", () => {
  it("filters by project and name, and remembers what it saw", async () => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("list_repositories", {
      workspace: "acme",
      project: "Platform",
      name: "Plat",
      role: "member",
      limit: 10,
    });
    expect(bitbucket.sent.map(target)).toEqual([
      "/workspaces/acme/projects?pagelen=100",
      '/repositories/acme?q=project.key="PLAT" AND (name~"Plat" OR slug~"Plat")&role=member&sort=-updated_on&pagelen=10',
    ]);
    expect(found).toEqual({
      repositories: [
        {
          full_name: "acme/platform",
          name: "Platform",
          project: "PLAT",
          default_branch: "main",
          private: true,
          language: "typescript",
          updated: "2025-11-19T16:20:00.000Z",
          url: `${BASE}/acme/platform`,
        },
      ],
      page: { total: 1, complete: true },
    });
    expect(parsed("list_repositories", found)).toEqual(found);
    await bitbucket.run("get_repository", { repository: "platform" });
    expect(bitbucket.calls).toBe(2);
  });

  it("pages to the end", async () => {
    const bitbucket = simulatedBitbucket();
    const names: string[] = [];
    let page_token: string | undefined;
    do {
      const params = { limit: 3, ...(page_token === undefined ? {} : { page_token }) };
      const found = (await bitbucket.run("list_repositories", params)) as {
        repositories: { name: string }[];
        page: { next?: string };
      };
      names.push(...found.repositories.map(({ name }) => name));
      page_token = found.page.next;
    } while (page_token !== undefined);
    expect(names.sort()).toEqual(["Handbook", "Infrastructure", "Platform", "Web"]);
    expect(bitbucket.calls).toBe(2);
  });

  it("refuses an unknown project before it lists", async () => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("list_repositories", { project: "NOPE" })).rejects.toMatchObject({
      number: 5011,
    });
    expect(bitbucket.calls).toBe(1);
  });
});

describe("create_repository", () => {
  const repository = "acme/signal-box";

  it("makes it as it was told", async () => {
    const bitbucket = simulatedBitbucket();
    const receipt = await bitbucket.run("create_repository", {
      repository: "signal-box",
      workspace: "acme",
      name: "Signal Box",
      project: "operations",
      description: "Rules",
      private: false,
      language: "typescript",
      fork_policy: "no_forks",
    });
    expect(await bitbucket.sent[1]?.json()).toEqual({
      scm: "git",
      name: "Signal Box",
      description: "Rules",
      project: { key: "OPS" },
      is_private: false,
      language: "typescript",
      fork_policy: "no_forks",
    });
    expect(receipt).toEqual({
      id: expect.stringMatching(/^\{/),
      key: "acme/signal-box",
      url: `${BASE}/acme/signal-box`,
      changed: ["name", "project", "description", "private", "language", "fork_policy"],
    });
    expect(parsed("create_repository", receipt)).toEqual(receipt);
    await expect(bitbucket.run("get_repository", { repository })).resolves.toMatchObject({
      name: "Signal Box",
      private: false,
    });
  });

  it("is private unless told otherwise, and refused where there is one", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("create_repository", { repository });
    expect(await bitbucket.sent[0]?.json()).toEqual({ scm: "git", is_private: true });
    await expect(bitbucket.run("create_repository", { repository })).rejects.toMatchObject({
      number: 5104,
      message: expect.stringContaining("already exists"),
    });
  });

  it("tells an empty repository that has no branch yet", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("create_repository", { repository });
    await expect(bitbucket.run("get_file", { repository, path: "README.md" })).rejects.toMatchObject({
      code: "BRANCH_NOT_FOUND",
      message: expect.stringContaining("empty"),
    });
  });
});

describe("update_repository", () => {
  it("changes what is given, and forgets what was known of it", async () => {
    const bitbucket = simulatedBitbucket();
    const repository = "acme/platform";
    await bitbucket.run("get_repository", { repository });
    const receipt = await bitbucket.run("update_repository", {
      repository: "platform",
      workspace: "acme",
      name: "Core Platform",
      project: "Operations",
      description: "",
      private: false,
      language: "go",
      fork_policy: "allow_forks",
      default_branch: "release/2.4",
    });
    expect(receipt).toMatchObject({ key: "acme/core-platform", url: `${BASE}/acme/core-platform` });
    expect(parsed("update_repository", receipt)).toEqual(receipt);
    expect(await bitbucket.sent.at(-1)?.json()).toEqual({
      name: "Core Platform",
      description: "",
      project: { key: "OPS" },
      is_private: false,
      language: "go",
      fork_policy: "allow_forks",
      mainbranch: { name: "release/2.4" },
    });
    await expect(
      bitbucket.run("get_repository", { repository: "acme/core-platform" }),
    ).resolves.toMatchObject({ project: { key: "OPS" }, default_branch: "release/2.4", private: false });
    await expect(bitbucket.run("get_repository", { repository })).rejects.toMatchObject({ number: 5001 });
  });

  it("never makes a repository that is not there", async () => {
    const bitbucket = simulatedBitbucket();
    await expect(
      bitbucket.run("update_repository", { repository: "platfrom", description: "x" }),
    ).rejects.toMatchObject({ number: 5001, details: { repository: "acme/platfrom" } });
    expect(bitbucket.sent.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("takes a project by its key with one call", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("update_repository", { repository: "handbook", project: "OPS" });
    expect(bitbucket.sent.map(({ method }) => method)).toEqual(["GET", "GET", "PUT"]);
    await expect(bitbucket.run("get_repository", { repository: "handbook" })).resolves.toMatchObject({
      project: { key: "OPS", name: "Operations" },
    });
  });

  it("tells a branch that is not there", async () => {
    await expect(
      simulatedBitbucket().run("update_repository", { repository: "platform", default_branch: "nope" }),
    ).rejects.toMatchObject({ number: 5003, details: { branch: "nope", field: "mainbranch" } });
  });

  it("wants something to change", async () => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("update_repository", { repository: "platform" })).rejects.toMatchObject({
      number: 6008,
    });
    expect(bitbucket.calls).toBe(0);
  });
});

describe("delete_repository", () => {
  it("deletes, and forgets", async () => {
    const bitbucket = simulatedBitbucket();
    const repository = "acme/handbook";
    await bitbucket.run("get_repository", { repository });
    const receipt = await bitbucket.run("delete_repository", { repository: "handbook", workspace: "acme" });
    expect(receipt).toEqual({ id: repository, url: `${BASE}/acme/handbook`, changed: ["deleted"] });
    await expect(bitbucket.run("get_repository", { repository })).rejects.toMatchObject({ number: 5001 });
    await expect(bitbucket.run("delete_repository", { repository })).rejects.toMatchObject({ number: 5001 });
  });
});
