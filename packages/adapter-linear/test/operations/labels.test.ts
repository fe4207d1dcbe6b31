import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { allPages, asked, documentsOf, MINTED_ID, simulatedLinear, variablesOf } from "../bench.js";

type Labels = { labels: { id: string; name: string; group?: string }[] };

const id = expect.stringMatching(MINTED_ID);
const named = async (linear: ReturnType<typeof simulatedLinear>, name: string) =>
  ((await linear.run("list_labels", { query: name })) as Labels).labels[0];

describe("list_labels", () => {
  it("gives what a team's issues can bear, from the cache the second time", async () => {
    const linear = simulatedLinear();
    const answer = (await linear.run("list_labels", { team: "PSN" })) as Labels;
    expect(await variablesOf(linear, "TeamLabels")).toEqual({
      filter: { or: [{ team: { null: true } }, { team: { id: { eq: id } } }] },
    });
    expect(answer).toMatchObject({ page: { total: 11, complete: true } });
    expect(answer.labels).toEqual(
      expect.arrayContaining([
        { id, name: "security", color: "#26b5ce" },
        { id, name: "Area", is_group: true, color: "#26b5ce" },
        { id, name: "API", group: "Partner", color: "#26b5ce" },
        { id, name: "threat-model", color: "#26b5ce", team: "PSN" },
      ]),
    );
    expect(adapter.operations["list_labels"]?.result.parse(answer)).toEqual(answer);
    await linear.run("list_labels", { team: "PSN" });
    await linear.run("create_issue", { team: "PSN", title: "One", labels: ["security"] });
    expect(await documentsOf(linear)).toEqual(["FindTeams", "TeamLabels", "CreateIssue"]);
  });

  it("finds by a part of the name in the whole workspace, and pages", async () => {
    const linear = simulatedLinear();
    await expect(linear.run("list_labels", { query: "design" })).resolves.toMatchObject({
      labels: [{ name: "design", team: "WEB" }],
    });
    const { items, pages } = await allPages(linear, "list_labels", { limit: 5, list: "labels" });
    expect(items).toHaveLength(12);
    expect(pages).toBe(3);
    await expect(linear.run("list_labels", { page_token: "nonsense" })).rejects.toMatchObject({
      number: 1108,
    });
  });
});

describe("get_or_create_label", () => {
  it("gives the label that is there, whatever the case, and creates nothing", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("get_or_create_label", { team: "PSN", name: "Security" });
    expect(answer).toEqual({ id, name: "security", color: "#26b5ce", created: false });
    expect(adapter.operations["get_or_create_label"]?.result.parse(answer)).toEqual(answer);
    expect(await documentsOf(linear)).toEqual(["FindTeams", "TeamLabels"]);
  });

  it("creates what is missing, once, in a colour that fits the name", async () => {
    const linear = simulatedLinear();
    const params = { team: "PSN", name: "Epic", description: "Large" };
    await expect(linear.run("get_or_create_label", params)).resolves.toEqual({
      id,
      name: "Epic",
      color: "#f7c8c1",
      description: "Large",
      team: "PSN",
      created: true,
    });
    expect(await variablesOf(linear, "CreateLabel")).toEqual({
      input: { id, name: "Epic", description: "Large", color: "#f7c8c1", teamId: id },
    });
    await expect(linear.run("get_or_create_label", params)).resolves.toMatchObject({ created: false });
    const own = { team: "PSN", name: "own", color: "#123abc" };
    await expect(linear.run("get_or_create_label", own)).resolves.toMatchObject({ color: "#123abc" });
    await expect(linear.run("get_or_create_label", { ...own, name: "plain", color: "red" })).rejects.toThrow(
      "#eb5757",
    );
  });

  it("looks again before it creates, when all it has is the cache's", async () => {
    const linear = simulatedLinear();
    await linear.run("list_labels", { team: "PSN" });
    const outside = await linear.host.fetch("http://simulator.invalid/linear/graphql", {
      method: "POST",
      headers: { authorization: "simulated-api_key", "content-type": "application/json" },
      body: JSON.stringify({ query: 'mutation { issueLabelCreate(input: { name: "fresh" }) { success } }' }),
    });
    expect(outside.status).toBe(200);
    await expect(linear.run("get_or_create_label", { team: "PSN", name: "fresh" })).resolves.toMatchObject({
      created: false,
    });
    expect(await documentsOf(linear)).toEqual(["FindTeams", "TeamLabels", "TeamLabels"]);
  });

  it("refuses a name that two labels have", async () => {
    await expect(
      simulatedLinear().run("get_or_create_label", { team: "PSN", name: "API" }),
    ).rejects.toMatchObject({ number: 1110 });
  });
});

describe("ensure_labels_exist", () => {
  it("reads once and creates only what is missing", async () => {
    const linear = simulatedLinear();
    const labels = ["Bug", "one", { name: "two", color: "#eb5757" }, "ONE"];
    const answer = await linear.run("ensure_labels_exist", { team: "PSN", labels });
    expect(await documentsOf(linear)).toEqual(["FindTeams", "TeamLabels", "CreateLabel", "CreateLabel"]);
    expect(answer).toMatchObject({
      labels: [
        { name: "Bug", created: false },
        { name: "one", created: true },
        { name: "two", created: true, color: "#eb5757" },
      ],
    });
    expect(adapter.operations["ensure_labels_exist"]?.result.parse(answer)).toEqual(answer);
    await expect(linear.run("ensure_labels_exist", { team: "PSN", labels })).resolves.toMatchObject({
      labels: [{ created: false }, { created: false }, { created: false }],
    });
  });

  it("tells which could not be created, and fails when none could", async () => {
    const linear = simulatedLinear();
    const labels = ["Bug", " "];
    await expect(linear.run("ensure_labels_exist", { team: "PSN", labels })).resolves.toMatchObject({
      labels: [{ name: "Bug" }],
      warnings: [{ what: " ", message: expect.stringContaining("empty") }],
    });
    await expect(linear.run("ensure_labels_exist", { team: "PSN", labels: [" "] })).rejects.toMatchObject({
      number: 1106,
    });
  });
});

describe("create_label, update_label and delete_label", () => {
  it("creates in a team or group, and forgets the lists that are no longer whole", async () => {
    const linear = simulatedLinear();
    await linear.run("list_labels", { team: "PSN" });
    const params = {
      name: "CLI",
      team: "PSN",
      parent: "Area",
      color: "#f2c94c",
      description: "Command line",
      is_group: false,
    };
    const receipt = await linear.run("create_label", params);
    expect(await variablesOf(linear, "CreateLabel")).toEqual({
      input: {
        id,
        name: "CLI",
        color: "#f2c94c",
        description: "Command line",
        isGroup: false,
        parentId: id,
        teamId: id,
      },
    });
    expect(receipt).toEqual({ id, name: "CLI", changed: expect.arrayContaining(Object.keys(params)) });
    expect(adapter.operations["create_label"]?.result.parse(receipt)).toEqual(receipt);
    await expect(
      linear.run("create_issue", { team: "PSN", title: "One", labels: ["Area/CLI"] }),
    ).resolves.toMatchObject({ identifier: "PSN-124" });
  });

  it("changes by name or id", async () => {
    const linear = simulatedLinear();
    const params = {
      label: "threat-model",
      team: "PSN",
      name: "threats",
      color: "#000000",
      description: "Who attacks",
      parent: "Area",
    };
    const receipt = await linear.run("update_label", params);
    expect(await variablesOf(linear, "UpdateLabel")).toEqual({
      id,
      input: { name: "threats", color: "#000000", description: "Who attacks", parentId: id },
    });
    expect(receipt).toEqual({ id, name: "threats", changed: ["name", "color", "description", "parent"] });
    const label = await named(linear, "threats");
    await linear.run("update_label", { label: label?.id, description: "Again" });
    expect(await named(linear, "threats")).toMatchObject({ group: "Area", description: "Again" });
  });

  it("deletes, and takes it off every issue", async () => {
    const linear = simulatedLinear();
    await expect(linear.run("delete_label", { label: "security", team: "PSN" })).resolves.toMatchObject({
      name: "security",
      changed: ["deleted"],
    });
    expect(await variablesOf(linear, "DeleteLabel")).toEqual({ id });
    await expect(linear.run("get_issue", { issue_id: "PSN-120" })).resolves.toMatchObject({
      labels: ["authentication"],
    });
  });

  it.each([
    ["create_label", { name: "Bug" }, 1405],
    ["create_label", { name: "x", parent: "Nowhere" }, 1003],
    ["update_label", { label: "secruity", name: "x" }, 1003],
    ["delete_label", { label: "API" }, 1110],
  ])("%s refuses %j", async (operation, params, number) => {
    const linear = simulatedLinear();
    await expect(linear.run(operation, params)).rejects.toMatchObject({ number });
  });
});

describe("list_project_labels", () => {
  it("finds by a part of the name, and pages", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("list_project_labels", { query: "cust" });
    expect(await asked(linear)).toEqual([
      {
        document: "ListProjectLabels",
        variables: { filter: { name: { containsIgnoreCase: "cust" } }, first: 50 },
      },
    ]);
    expect(answer).toEqual({
      labels: [{ id, name: "Customer", color: "#f2c94c" }],
      page: { complete: true },
    });
    const { items } = await allPages(linear, "list_project_labels", { limit: 1, list: "labels" });
    expect(items).toHaveLength(2);
  });
});
