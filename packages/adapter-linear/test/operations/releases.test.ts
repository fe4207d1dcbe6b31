import { describe, expect, it } from "vitest";
import { allPages, documentsOf, MINTED_ID, resultOf, simulatedLinear, variablesOf } from "../bench.js";

const id = expect.stringMatching(MINTED_ID);
const RELEASE = "6cf6282c-558d-49ce-aa67-6cc47fb301c5";
const pipeline = "Public API";

describe("list_release_pipelines", () => {
  it("gives pipelines with their stages", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("list_release_pipelines", { query: "api", team: "PSN", limit: 5 });
    expect(await variablesOf(linear, "ListPipelines")).toEqual({
      filter: { name: { containsIgnoreCase: "api" }, teams: { some: { id: { eq: id } } } },
      first: 5,
    });
    expect(answer).toEqual({
      pipelines: [
        {
          id,
          name: pipeline,
          type: "scheduled",
          production: true,
          teams: ["PSN"],
          stages: [
            { id, name: "Planned", type: "planned" },
            { id, name: "In staging", type: "started" },
            { id, name: "Released", type: "completed" },
            { id, name: "Cancelled", type: "canceled" },
          ],
          url: expect.any(String),
        },
      ],
      page: { complete: true },
    });
    expect(resultOf("list_release_pipelines")?.parse(answer)).toEqual(answer);
    const all = await allPages(linear, "list_release_pipelines", { limit: 1, list: "pipelines" });
    expect(all.pages).toBe(1);
  });
});

describe("list_releases and get_release", () => {
  it("read releases", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("list_releases", { pipeline, query: "2.4" });
    const text = { containsIgnoreCase: "2.4" };
    expect(await variablesOf(linear, "ListReleases")).toEqual({
      filter: { pipeline: { id: { eq: id } }, or: [{ name: text }, { version: text }] },
      first: 50,
    });
    const release = {
      id: RELEASE,
      name: "API 2.4.0",
      version: "2.4.0",
      stage: "In staging",
      pipeline: { id, name: pipeline },
      updated: expect.any(String),
      url: expect.any(String),
    };
    expect(answer).toEqual({ releases: [release], page: { complete: true } });
    expect(resultOf("list_releases")?.parse(answer)).toEqual(answer);
    const one = await linear.run("get_release", { release_id: RELEASE });
    expect(one).toEqual({ ...release, created: expect.any(String) });
    const { pages } = await allPages(linear, "list_releases", { limit: 1, list: "releases" });
    expect(pages).toBe(2);
    await expect(linear.run("get_release", { release_id: "nope" })).rejects.toMatchObject({
      number: 1016,
      details: { release_id: "nope" },
    });
  });
});

describe("save_release", () => {
  const fields = {
    name: "API 2.5.0",
    version: "2.5.0",
    stage: "planned",
    description: "**Keys**",
    commit: "abc123",
    start_date: "2026-01-05",
    target_date: "2026-01-30",
  };
  const sent = {
    name: "API 2.5.0",
    version: "2.5.0",
    stageId: id,
    description: "**Keys**",
    commitSha: "abc123",
    startDate: "2026-01-05",
    targetDate: "2026-01-30",
  };

  it("creates with a minted id", async () => {
    const linear = simulatedLinear();
    const receipt = (await linear.run("save_release", { pipeline, ...fields })) as { id: string };
    expect(await variablesOf(linear, "CreateRelease")).toEqual({ input: { id, pipelineId: id, ...sent } });
    expect(receipt).toEqual({
      id,
      url: expect.any(String),
      changed: expect.arrayContaining(["name", "version", "stage"]),
    });
    await expect(linear.run("get_release", { release_id: receipt.id })).resolves.toMatchObject({
      description: "**Keys**",
      commit: "abc123",
      start_date: "2026-01-05",
      stage: "Planned",
    });
  });

  it("changes the one of an id", async () => {
    const linear = simulatedLinear();
    await linear.run("save_release", { release_id: RELEASE, ...fields });
    expect(await documentsOf(linear)).toEqual(["GetRelease", "ListPipelines", "UpdateRelease"]);
    expect(await variablesOf(linear, "UpdateRelease")).toEqual({ id: RELEASE, input: sent });
    await linear.run("save_release", { release_id: RELEASE, version: "2.4.1" });
    expect(linear.calls).toBe(4);
  });

  it.each([
    [{ name: "x" }, 1106],
    [{ pipeline }, 1106],
    [{ pipeline: "Nowhere", name: "x" }, 1017],
    [{ pipeline, name: "x", stage: "Nowhere" }, 1017],
    [{ release_id: "nope", name: "x" }, 1016],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedLinear().run("save_release", params)).rejects.toMatchObject({ number });
  });
});
