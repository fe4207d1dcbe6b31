import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { allPages, asked, MINTED_ID, simulatedLinear, variablesOf } from "../bench.js";

const id = expect.stringMatching(MINTED_ID);
const NOWHERE = "00000000-0000-4000-8000-000000000000";
const BETA = "27cb5ea9-4287-470f-ad49-b83e5b8c7cd6";
const project = "API authentication";

describe("list_milestones and get_milestone", () => {
  it("read the milestones of a project", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("list_milestones", { project });
    expect(await variablesOf(linear, "ListMilestones")).toEqual({
      filter: { project: { id: { eq: id } } },
      first: 50,
    });
    const beta = {
      id: BETA,
      name: "Beta for partners",
      status: "unstarted",
      target_date: "2025-12-12",
      progress: 0,
    };
    expect(answer).toEqual({
      milestones: [expect.objectContaining({ name: "Design agreed" }), beta],
      page: { complete: true },
    });
    expect(adapter.operations["list_milestones"]?.result.parse(answer)).toEqual(answer);
    for (const milestone of ["beta for partners", BETA])
      await expect(linear.run("get_milestone", { project, milestone })).resolves.toEqual({
        ...beta,
        project: { id, name: project },
      });
    const { pages } = await allPages(linear, "list_milestones", { project, limit: 1, list: "milestones" });
    expect(pages).toBe(2);
  });

  it.each([
    ["list_milestones", { project: "Nowhere" }, 1002],
    ["get_milestone", { project, milestone: "Beta" }, 1010],
  ])("%s refuses %j", async (operation, params, number) => {
    await expect(simulatedLinear().run(operation, params)).rejects.toMatchObject({ number });
  });
});

describe("save_milestone", () => {
  it("creates with a minted id", async () => {
    const linear = simulatedLinear();
    const params = { project, name: "GA", description: "For **all**", target_date: "2026-01-30" };
    const receipt = await linear.run("save_milestone", params);
    expect(await variablesOf(linear, "CreateMilestone")).toEqual({
      input: { id, projectId: id, name: "GA", description: "For **all**", targetDate: "2026-01-30" },
    });
    expect(receipt).toEqual({
      id,
      url: expect.stringContaining("/project/api-authentication-"),
      changed: ["name", "description", "target_date"],
    });
    await expect(linear.run("get_milestone", { project, milestone: "GA" })).resolves.toMatchObject({
      description: "For **all**",
    });
  });

  it("changes the one of an id, in one call", async () => {
    const linear = simulatedLinear();
    await expect(
      linear.run("save_milestone", { milestone_id: BETA, name: "Beta", target_date: null }),
    ).resolves.toMatchObject({ id: BETA, changed: ["name", "target_date"] });
    expect(await asked(linear)).toEqual([
      { document: "UpdateMilestone", variables: { id: BETA, input: { name: "Beta", targetDate: null } } },
    ]);
  });

  it.each([
    [{ name: "x" }, 1106],
    [{ project }, 1106],
    [{ milestone_id: NOWHERE, name: "x" }, 1010],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedLinear().run("save_milestone", params)).rejects.toMatchObject({ number });
  });
});
