import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { allPages, answering, asked, MINTED_ID, simulatedLinear, variablesOf } from "../bench.js";

const id = expect.stringMatching(MINTED_ID);
const NOWHERE = "00000000-0000-4000-8000-000000000000";
const ON_PROJECT = "43739b91-2f06-49d9-af95-cebbf24ebd76";
const ON_INITIATIVE = "7b9cf738-672e-48c8-abac-a84af10089d5";
const project = "API authentication";

describe("get_status_updates", () => {
  it("reads those of a project, of an initiative, or one by its id", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("get_status_updates", { type: "project", project });
    expect(await variablesOf(linear, "ProjectUpdates")).toEqual({
      filter: { project: { id: { eq: id } } },
      first: 50,
    });
    expect(answer).toEqual({
      updates: [
        {
          id: ON_PROJECT,
          health: "onTrack",
          body: "The threat model is done.",
          author: { id, name: "Priya Natarajan" },
          project: { id, name: project },
          created: expect.any(String),
          url: expect.stringContaining("/updates#"),
        },
      ],
      page: { complete: true },
    });
    expect(adapter.operations["get_status_updates"]?.result.parse(answer)).toEqual(answer);
    await expect(
      linear.run("get_status_updates", { type: "initiative", initiative: "trust" }),
    ).resolves.toMatchObject({ updates: [{ id: ON_INITIATIVE, initiative: { name: "Trust" } }] });
    await linear.run("get_status_updates", { type: "initiative", update_id: ON_INITIATIVE });
    expect(await variablesOf(linear, "InitiativeUpdates")).toEqual({
      filter: { id: { eq: ON_INITIATIVE } },
      first: 50,
    });
    await expect(
      linear.run("get_status_updates", { type: "project", update_id: NOWHERE }),
    ).rejects.toMatchObject({ number: 1013, details: { update_id: NOWHERE } });
  });

  it("pages to the end", async () => {
    const linear = simulatedLinear();
    await linear.run("save_status_update", { type: "project", project, body: "More" });
    const { items, pages } = await allPages(linear, "get_status_updates", {
      type: "project",
      limit: 1,
      list: "updates",
    });
    expect(items).toMatchObject([{ body: "More" }, { id: ON_PROJECT }]);
    expect(pages).toBe(2);
  });
});

describe.each([
  ["project", { project }, "Project", ON_PROJECT],
  ["initiative", { initiative: "Trust" }, "Initiative", ON_INITIATIVE],
])("updates of a %s", (type, owner, name, existing) => {
  it("are written with a minted id", async () => {
    const linear = simulatedLinear();
    const params = { type, ...owner, body: "Beta is **out**.", health: "offTrack" };
    const receipt = await linear.run("save_status_update", params);
    expect(await variablesOf(linear, `Create${name}Update`)).toEqual({
      input: { id, [`${type}Id`]: id, body: "Beta is **out**.", health: "offTrack" },
    });
    expect(receipt).toEqual({ id, url: expect.stringContaining("/updates#"), changed: ["body", "health"] });
  });

  it("are changed and taken away by id", async () => {
    const linear = simulatedLinear();
    await linear.run("save_status_update", { type, update_id: existing, health: "onTrack" });
    expect(await asked(linear)).toEqual([
      { document: `Change${name}Update`, variables: { id: existing, input: { health: "onTrack" } } },
    ]);
    await expect(linear.run("delete_status_update", { type, update_id: existing })).resolves.toEqual({
      id: existing,
      changed: ["archived"],
    });
    expect(await variablesOf(linear, `Archive${name}Update`)).toEqual({ id: existing });
    await expect(linear.run("delete_status_update", { type, update_id: existing })).rejects.toMatchObject({
      number: 1013,
    });
    await expect(linear.run("get_status_updates", { type, ...owner })).resolves.toMatchObject({
      updates: [],
    });
  });

  it("need an owner and a text, and Linear's word that they were written", async () => {
    const linear = simulatedLinear();
    for (const params of [
      { type, body: "x" },
      { type, ...owner },
      { type: "initiative", project, body: "x" },
    ])
      await expect(linear.run("save_status_update", params)).rejects.toMatchObject({ number: 1106 });
    await expect(
      linear.run("save_status_update", { type, update_id: NOWHERE, body: "x" }),
    ).rejects.toMatchObject({ number: 1013 });
    const refusing = answering(() =>
      Response.json({ data: { [`${type}UpdateArchive`]: { success: false } } }),
    );
    await expect(refusing.run("delete_status_update", { type, update_id: existing })).rejects.toMatchObject({
      number: 1303,
    });
  });
});
