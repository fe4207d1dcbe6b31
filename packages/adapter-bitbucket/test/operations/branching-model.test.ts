import { describe, expect, it } from "vitest";
import { BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const at = { repository: "platform", workspace: "acme" };
const project = { project: "Platform", workspace: "acme" };
const prefixes = ["feature", "bugfix", "release"].map((kind) => ({ kind, prefix: `${kind}/` }));

describe("the branching model", () => {
  it.each([
    ["get_branching_model", at, "/repositories/acme/platform/branching-model"],
    ["get_effective_branching_model", at, "/repositories/acme/platform/effective-branching-model"],
    ["get_project_branching_model", project, "/workspaces/acme/projects/PLAT/branching-model"],
  ])("is answered as it is in force: %s", async (operation, params, path) => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run(operation, params);
    expect(target(bitbucket.sent.at(-1))).toBe(path);
    expect(found).toEqual({
      development: { branch: "main", use_mainbranch: true },
      branch_types: prefixes,
    });
    expect(parsed(operation, found)).toEqual(found);
  });

  it.each([
    ["get_branching_model_settings", at, "/repositories/acme/platform/branching-model/settings"],
    [
      "get_project_branching_model_settings",
      project,
      "/workspaces/acme/projects/PLAT/branching-model/settings",
    ],
  ])("is answered as it is set up: %s", async (operation, params, path) => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run(operation, params);
    expect(target(bitbucket.sent.at(-1))).toBe(path);
    expect(found).toMatchObject({
      development: { use_mainbranch: true, valid: true },
      production: { use_mainbranch: false, enabled: false, valid: true },
      branch_types: expect.arrayContaining([{ kind: "hotfix", prefix: "hotfix/", enabled: false }]),
    });
    expect(parsed(operation, found)).toEqual(found);
  });

  it("of a repository is changed where it is told, and nowhere else", async () => {
    const bitbucket = simulatedBitbucket();
    const receipt = await bitbucket.run("update_branching_model_settings", {
      ...at,
      development: { branch: "release/2.4" },
      production: { use_mainbranch: true, enabled: true },
      branch_types: [{ kind: "hotfix", enabled: true, prefix: "hot/" }],
    });
    expect(await bitbucket.sent[0]?.json()).toEqual({
      development: { name: "release/2.4", use_mainbranch: false },
      production: { use_mainbranch: true, enabled: true },
      branch_types: [{ kind: "hotfix", enabled: true, prefix: "hot/" }],
    });
    expect(receipt).toEqual({
      id: "acme/platform",
      url: `${BASE}/acme/platform/admin/branching-model`,
      changed: ["development", "production", "branch_types"],
    });
    expect(parsed("update_branching_model_settings", receipt)).toEqual(receipt);
    await expect(bitbucket.run("get_branching_model", at)).resolves.toEqual({
      development: { branch: "release/2.4", use_mainbranch: false },
      production: { branch: "main", use_mainbranch: true },
      branch_types: [...prefixes, { kind: "hotfix", prefix: "hot/" }],
    });
  });

  it("of a project is changed", async () => {
    const bitbucket = simulatedBitbucket();
    const change = {
      development: { branch: "develop" },
      production: { branch: "main", enabled: true },
      branch_types: [{ kind: "release", enabled: false }],
    };
    const receipt = await bitbucket.run("update_project_branching_model_settings", { ...project, ...change });
    expect(receipt).toEqual({
      id: "PLAT",
      key: "PLAT",
      url: `${BASE}/acme/workspace/projects/PLAT/settings/branching-model`,
      changed: ["development", "production", "branch_types"],
    });
    expect(parsed("update_project_branching_model_settings", receipt)).toEqual(receipt);
    await expect(bitbucket.run("get_project_branching_model", project)).resolves.toMatchObject({
      development: { branch: "develop" },
      production: { branch: "main" },
    });
  });

  it.each([
    [{ development: { branch: "nope" } }, "Branch nope does not exist"],
    [{ branch_types: [{ kind: "bugfix", prefix: "feature/fix" }] }, "prefix"],
  ])("is left as it is when it would not hold: %j", async (wrong, message) => {
    await expect(
      simulatedBitbucket().run("update_branching_model_settings", { ...at, ...wrong }),
    ).rejects.toMatchObject({ number: 5104, message: expect.stringContaining(message) });
  });

  it.each([
    ["update_branching_model_settings", at],
    ["update_project_branching_model_settings", project],
  ])("wants something to change: %s", async (operation, params) => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run(operation, params)).rejects.toMatchObject({ number: 6008 });
    expect(bitbucket.calls).toBe(0);
  });
});
