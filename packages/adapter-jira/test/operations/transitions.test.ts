import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

describe("get_transitions", () => {
  it("lists what the issue can do, and keeps it for a while", async () => {
    const jira = simulatedJira();
    const expected = {
      transitions: [
        { id: "21", name: "Request Review", to: "In Review" },
        { id: "41", name: "Finish", to: "Done" },
      ],
    };
    await expect(jira.run("get_transitions", { issue_key: "TRAIN-123" })).resolves.toEqual(expected);
    await expect(jira.run("get_transitions", { issue_key: "train-123" })).resolves.toEqual(expected);
    expect(jira.calls).toBe(1);
  });
});

describe("transition_issue", () => {
  it.each(["Finish", "41", "done"])("accepts name, id or target status: %s", async (transition) => {
    const jira = simulatedJira();
    const receipt = await jira.run("transition_issue", {
      issue_key: "TRAIN-123",
      transition,
      resolution: "Fixed",
      comment: "Shipped.",
    });
    expect(receipt).toMatchObject({
      key: "TRAIN-123",
      from: "In Progress",
      to: "Done",
      changed: ["status", "resolution", "comment"],
    });
    expect(await jira.sent.at(-1)?.json()).toMatchObject({
      transition: { id: "41" },
      fields: { resolution: { name: "Fixed" } },
      update: { comment: [{ add: { body: { type: "doc" } } }] },
    });
    await expect(jira.run("get_issue", { issue_key: "TRAIN-123" })).resolves.toMatchObject({
      status: "Done",
    });
  });

  it.each([
    ["Priya Natarajan", { name: "Priya Natarajan" }],
    ["me", { name: "Maya Lindqvist" }],
    [null, undefined],
  ])("gives the issue to %s on the way", async (assignee, shown) => {
    const jira = simulatedJira();
    const receipt = await jira.run("transition_issue", {
      issue_key: "TRAIN-123",
      transition: "In Review",
      assignee,
    });
    expect(receipt).toMatchObject({ changed: ["status", "assignee"] });
    const issue = (await jira.run("get_issue", { issue_key: "TRAIN-123" })) as { assignee?: unknown };
    expect(issue.assignee).toEqual(shown === undefined ? undefined : expect.objectContaining(shown));
  });

  it("forgets the issue's transitions", async () => {
    const jira = simulatedJira();
    await jira.run("get_transitions", { issue_key: "TRAIN-123" });
    await jira.run("transition_issue", { issue_key: "TRAIN-123", transition: "Done" });
    await expect(jira.run("get_transitions", { issue_key: "TRAIN-123" })).resolves.toMatchObject({
      transitions: [{ name: "Reopen" }],
    });
  });

  it("never takes a part of a name, and says what is possible", async () => {
    await expect(
      simulatedJira().run("transition_issue", { issue_key: "TRAIN-123", transition: "Fin" }),
    ).rejects.toMatchObject({
      number: 2102,
      details: { available_transitions: [{ name: "Request Review" }, { name: "Finish" }] },
    });
  });

  it("tells when the workflow refuses", async () => {
    await expect(
      simulatedJira().run("transition_issue", {
        issue_key: "TRAIN-123",
        transition: "Request Review",
        fields: { customfield_1: "x" },
      }),
    ).rejects.toMatchObject({ number: 2106, code: "WORKFLOW_VALIDATION_ERROR" });
  });
});
