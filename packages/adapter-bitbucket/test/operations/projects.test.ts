import { describe, expect, it } from "vitest";
import { answering, parsed, simulatedBitbucket, target } from "../bench.js";

describe("list_projects", () => {
  it("lists, and remembers what it saw", async () => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("list_projects", { workspace: "acme", limit: 1 });
    expect(found).toMatchObject({
      projects: [{ key: "PLAT", name: "Platform", private: true }],
      page: { next: expect.any(String), total: 2, complete: false },
    });
    expect(parsed("list_projects", found)).toEqual(found);
    const { next } = (found as { page: { next: string } }).page;
    await expect(bitbucket.run("list_projects", { limit: 1, page_token: next })).resolves.toMatchObject({
      projects: [{ key: "OPS" }],
      page: { complete: true },
    });
    await bitbucket.run("get_project", { project: "PLAT" });
    await bitbucket.run("get_project", { project: "OPS" });
    expect(bitbucket.sent.map(target)).toEqual([
      "/workspaces/acme/projects?pagelen=1",
      "/workspaces/acme/projects?pagelen=1&page=2",
    ]);
  });
});

describe("get_project", () => {
  it("answers by key with one call, by name with the list, once", async () => {
    const bitbucket = simulatedBitbucket();
    const byKey = await bitbucket.run("get_project", { project: "OPS", workspace: "acme" });
    expect(byKey).toMatchObject({ key: "OPS", name: "Operations", id: expect.stringMatching(/^\{/) });
    expect(parsed("get_project", byKey)).toEqual(byKey);
    await expect(bitbucket.run("get_project", { project: "operations" })).resolves.toEqual(byKey);
    await expect(bitbucket.run("get_project", { project: "platform" })).resolves.toMatchObject({
      key: "PLAT",
    });
    expect(bitbucket.sent.map(target)).toEqual([
      "/workspaces/acme/projects/OPS",
      "/workspaces/acme/projects?pagelen=100",
    ]);
  });

  it.each([
    ["NOPE", { workspace: "acme", project: "NOPE" }],
    [
      "Platfrom",
      {
        available: [
          { key: "PLAT", name: "Platform" },
          { key: "OPS", name: "Operations" },
        ],
      },
    ],
  ])("tells what is missing: %s", async (project, details) => {
    await expect(simulatedBitbucket().run("get_project", { project })).rejects.toMatchObject({
      code: "PROJECT_NOT_FOUND",
      number: 5011,
      details,
    });
  });

  it("suggests the nearest name", async () => {
    await expect(simulatedBitbucket().run("get_project", { project: "Platfrom" })).rejects.toMatchObject({
      suggestions: expect.arrayContaining([expect.stringContaining("Did you mean Platform")]),
    });
  });

  it("lists two of one name", async () => {
    const values = [
      { key: "A", name: "Apps" },
      { key: "B", name: "apps" },
    ];
    await expect(
      answering(() => Response.json({ values })).run("get_project", { project: "APPS " }),
    ).rejects.toMatchObject({
      number: 5110,
      details: {
        candidates: [
          { id: "A", name: "Apps" },
          { id: "B", name: "apps" },
        ],
      },
    });
  });
});
