import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

const issue_key = "TRAIN-123";

describe("update_issue", () => {
  it("resolves names, sends only what changes, and answers a receipt", async () => {
    const jira = simulatedJira();
    const receipt = await jira.run("update_issue", {
      issue_key,
      summary: "Add short-lived tokens",
      description: "Now with **rotation**.",
      assignee: "Priya Natarajan",
      priority: "highest",
      components: ["Web"],
      custom_fields: { "story points": 8 },
    });
    const request = jira.sent.at(-1);
    expect(request?.method).toBe("PUT");
    expect(await request?.json()).toEqual({
      fields: {
        summary: "Add short-lived tokens",
        description: expect.objectContaining({ type: "doc" }),
        assignee: { accountId: expect.any(String) },
        priority: { id: "1" },
        components: [{ id: expect.any(String) }],
        customfield_10016: 8,
      },
    });
    expect(receipt).toEqual({
      id: "20123",
      key: issue_key,
      url: "http://simulator.invalid/jira/browse/TRAIN-123",
      changed: ["summary", "description", "assignee", "priority", "components", "custom_fields"],
    });
    await expect(
      jira.run("get_issue", { issue_key, expand: ["changelog"], fields: ["components"] }),
    ).resolves.toMatchObject({
      summary: "Add short-lived tokens",
      description: "Now with **rotation**.",
      assignee: { name: "Priya Natarajan" },
      fields: { components: ["Web"] },
      changelog: expect.arrayContaining([expect.objectContaining({ field: "priority", to: "Highest" })]),
    });
  });

  it.each([
    [{ labels: ["one"] }, ["one"]],
    [{ labels: [] }, []],
    [{ add_labels: ["urgent"], remove_labels: ["security"] }, ["authentication", "urgent"]],
    [{ add_labels: ["security"] }, ["security", "authentication"]],
  ])("with %j leaves the labels %j", async (change, labels) => {
    const jira = simulatedJira();
    await jira.run("update_issue", { issue_key, ...change });
    await expect(jira.run("get_issue", { issue_key })).resolves.toMatchObject({ labels });
  });

  it.each([
    [{ description: null }, "description", { fields: { description: null } }],
    [{ description: "" }, "description", { fields: { description: null } }],
    [{ assignee: null }, "assignee", { fields: { assignee: null } }],
    [{ assignee: "unassigned" }, "assignee", { fields: { assignee: null } }],
    [{ parent: null }, "parent", { fields: {}, update: { parent: [{ set: { none: true } }] } }],
  ])("with %j empties the field", async (change, field, body) => {
    const jira = simulatedJira();
    await jira.run("update_issue", { issue_key, ...change });
    expect(await jira.sent.at(-1)?.json()).toEqual(body);
    await expect(jira.run("get_issue", { issue_key })).resolves.not.toHaveProperty(field);
  });

  it.each([
    ["nothing to change", {}],
    ["labels that are replaced and added to", { labels: ["a"], add_labels: ["b"] }],
    ["a label with a space", { add_labels: ["two words"] }],
  ])("refuses %s before anything is sent", async (_what, change) => {
    const jira = simulatedJira();
    await expect(jira.run("update_issue", { issue_key, ...change })).rejects.toThrow();
    expect(jira.calls).toBe(0);
  });

  it.each([
    [{ priority: "Urgent" }, 2007],
    [{ assignee: "Alex Kim" }, 2110],
    [{ custom_fields: { Severtiy: "High" } }, 2008],
    [{ components: ["Nope"] }, 2005],
    [{ custom_fields: { "Story Points": "many" } }, 2104],
  ])("refuses %j", async (change, number) => {
    await expect(simulatedJira().run("update_issue", { issue_key, ...change })).rejects.toMatchObject({
      number,
    });
  });

  it("leaves components to Jira where an id does not tell the project", async () => {
    const jira = simulatedJira();
    const receipt = await jira.run("update_issue", {
      issue_key: "20123",
      components: ["Web"],
      assignee: "me",
    });
    expect(await jira.sent.at(-1)?.json()).toMatchObject({ fields: { components: [{ name: "Web" }] } });
    expect(receipt).toMatchObject({ id: "20123", key: issue_key });
  });

  it("forgets what the issue could do next", async () => {
    const jira = simulatedJira();
    await jira.run("get_transitions", { issue_key });
    await jira.run("update_issue", { issue_key, add_labels: ["x"] });
    await jira.run("get_transitions", { issue_key });
    expect(jira.calls).toBe(3);
  });
});

describe("assign_issue", () => {
  it.each([
    ["priya@acme.example", { name: "Priya Natarajan" }],
    ["me", { name: "Maya Lindqvist" }],
    [null, undefined],
  ])("gives the issue to %s", async (assignee, shown) => {
    const jira = simulatedJira();
    const receipt = await jira.run("assign_issue", { issue_key, assignee });
    expect(new URL(jira.sent.at(-1)?.url ?? "").pathname).toBe("/jira/rest/api/3/issue/TRAIN-123/assignee");
    expect(await jira.sent.at(-1)?.json()).toEqual({
      accountId: assignee === null ? null : expect.any(String),
    });
    expect(receipt).toMatchObject({ key: issue_key, changed: ["assignee"] });
    expect(((await jira.run("get_issue", { issue_key })) as { assignee?: unknown }).assignee).toEqual(
      shown === undefined ? undefined : expect.objectContaining(shown),
    );
  });

  it("names the issue that is not there", async () => {
    await expect(
      simulatedJira().run("assign_issue", { issue_key: "TRAIN-9999", assignee: null }),
    ).rejects.toMatchObject({ number: 2003 });
  });
});

it("link_to_epic makes the epic the parent", async () => {
  const jira = simulatedJira();
  const receipt = await jira.run("link_to_epic", { issue_key: "TRAIN-130", epic_key: "TRAIN-100" });
  expect(await jira.sent[0]?.json()).toEqual({ fields: { parent: { key: "TRAIN-100" } } });
  expect(receipt).toMatchObject({ id: "20130", key: "TRAIN-130", changed: ["parent"] });
  await expect(jira.run("get_issue", { issue_key: "TRAIN-130" })).resolves.toMatchObject({
    parent: { key: "TRAIN-100", summary: "API security" },
  });
});
