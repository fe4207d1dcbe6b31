import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { answering, asked, MINTED_ID, sentBody, simulatedLinear, variablesOf } from "../bench.js";

const id = expect.stringMatching(MINTED_ID);

const fields = {
  summary: "Every key has an end.",
  description: "## Why\n\nKeys leak.",
  state: "Planned",
  priority: 2,
  labels: ["Compliance"],
  lead: "me",
  members: ["priya@acme.example", "tom@acme.example"],
  start_date: "2026-01-05",
  target_date: "2026-02-27",
};
const input = {
  description: "Every key has an end.",
  content: "## Why\n\nKeys leak.",
  statusId: id,
  priority: 2,
  labelIds: [id],
  leadId: id,
  memberIds: [id, id],
  startDate: "2026-01-05",
  targetDate: "2026-02-27",
};

describe("create_project", () => {
  it("resolves names, sends ids with a minted one, and answers a receipt", async () => {
    const linear = simulatedLinear();
    const params = { name: "Key rotation", team: ["PSN", "WEB"], ...fields };
    const receipt = await linear.run("create_project", params);
    expect(await variablesOf(linear, "CreateProject")).toEqual({
      input: { id, name: "Key rotation", teamIds: [id, id], ...input },
    });
    expect(receipt).toEqual({
      id,
      url: expect.stringContaining("/project/key-rotation-"),
      changed: expect.arrayContaining(Object.keys(params)),
    });
    expect(adapter.operations["create_project"]?.result.parse(receipt)).toEqual(receipt);
    await expect(linear.run("get_project", { project: "Key rotation" })).resolves.toMatchObject({
      status: "Planned",
      lead: { name: "Maya Lindqvist" },
      teams: [{ key: "PSN" }, { key: "WEB" }],
      labels: ["Compliance"],
    });
  });

  it("tells the minted id when Linear does not say that it created", async () => {
    const teams = { nodes: [{ id: "t", key: "PSN", name: "P", states: { nodes: [], pageInfo: {} } }] };
    const linear = answering(async (request) =>
      Response.json({
        data: (await sentBody(request)).query.includes("mutation")
          ? { projectCreate: { success: true, project: null } }
          : { teams },
      }),
    );
    await expect(linear.run("create_project", { name: "One", team: "PSN" })).rejects.toMatchObject({
      number: 1204,
      details: { id },
    });
  });
});

describe("update_project", () => {
  it("changes what is given, clears with null, and forgets what the project was called", async () => {
    const linear = simulatedLinear();
    const params = { project: "Zero trust network", name: "Zero trust", teams: ["PSN", "WEB"], ...fields };
    const receipt = await linear.run("update_project", params);
    expect(await variablesOf(linear, "UpdateProject")).toEqual({
      id,
      input: { name: "Zero trust", teamIds: [id, id], ...input },
    });
    expect(receipt).toMatchObject({ changed: expect.arrayContaining(["name", "teams", "summary", "state"]) });
    await expect(linear.run("get_project", { project: "Zero trust network" })).rejects.toMatchObject({
      number: 1002,
    });
    await linear.run("update_project", {
      project: "Zero trust",
      lead: null,
      start_date: null,
      target_date: null,
    });
    const project = await linear.run("get_project", { project: "Zero trust" });
    for (const name of ["lead", "start_date", "target_date"]) expect(project).not.toHaveProperty(name);
  });

  it("needs two calls when there is nothing else to look up", async () => {
    const linear = simulatedLinear();
    await linear.run("update_project", { project: "API authentication", priority: 1 });
    expect((await asked(linear)).map(({ document }) => document)).toEqual(["FindProjects", "UpdateProject"]);
    const failing = answering(async (request) =>
      Response.json({
        data: (await sentBody(request)).query.includes("mutation")
          ? { projectUpdate: { success: false } }
          : { projects: { nodes: [{ id: "1", name: "One" }] } },
      }),
    );
    await expect(failing.run("update_project", { project: "One", priority: 1 })).rejects.toMatchObject({
      number: 1302,
    });
  });
});
