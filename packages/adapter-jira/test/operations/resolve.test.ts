import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

describe("what a name means", () => {
  it.each([
    ["resolve_project", { name: "train platform" }, { id: "10000", key: "TRAIN", name: "Train Platform" }],
    ["resolve_project", { name: "ops" }, { id: "10010", key: "OPS", name: "Operations" }],
    ["resolve_issue_type", { project: "TRAIN", name: "bug" }, { id: "10004", name: "Bug" }],
    ["resolve_issue_type", { project: "train", name: "10002" }, { id: "10002", name: "Story" }],
    ["resolve_issue_type", { project: "Train Platform", name: "Task" }, { id: "10003", name: "Task" }],
    ["resolve_priority", { name: "HIGH" }, { id: "2", name: "High" }],
    [
      "resolve_assignee",
      { name: "Priya Natarajan" },
      { id: "4690f3d2b1b84fbd019b1696", name: "Priya Natarajan", email: "priya@acme.example" },
    ],
    ["resolve_assignee", { name: "me" }, { name: "Maya Lindqvist" }],
  ])("%s %j", async (operation, params, result) => {
    const jira = simulatedJira();
    await expect(jira.run(operation, params)).resolves.toMatchObject(result);
    const { calls } = jira;
    await jira.run(operation, params);
    expect(jira.calls - calls, "the same name a second time").toBeLessThanOrEqual(1);
  });

  it.each([
    ["resolve_project", { name: "Trane Platform" }, 2001],
    ["resolve_issue_type", { project: "TRAIN", name: "Taks" }, 2002],
    ["resolve_issue_type", { project: "NOPE", name: "Task" }, 2001],
    ["resolve_priority", { name: "Hihg" }, 2007],
    ["resolve_assignee", { name: "Nobody" }, 2004],
    ["resolve_assignee", { name: "Alex Kim" }, 2110],
  ])("%s %j is refused", async (operation, params, number) => {
    await expect(simulatedJira().run(operation, params)).rejects.toMatchObject({ number, retryable: false });
  });

  it("suggests the nearest name, and lists what there is", async () => {
    await expect(simulatedJira().run("resolve_priority", { name: "Hihg" })).rejects.toMatchObject({
      message: 'There is no priority "Hihg".',
      details: { available: ["Highest", "High", "Medium", "Low", "Lowest"] },
      suggestions: ['Did you mean "High"?', expect.any(String)],
    });
    await expect(
      simulatedJira().run("resolve_issue_type", { project: "TRAIN", name: "xyzzy" }),
    ).rejects.toMatchObject({
      suggestions: ["There are: Epic, Story, Task, Bug, Sub-task.", expect.any(String)],
    });
  });
});
