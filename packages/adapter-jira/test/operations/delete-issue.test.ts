import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

describe("delete_issue", () => {
  it("deletes", async () => {
    const jira = simulatedJira();
    await expect(jira.run("delete_issue", { issue_key: "TRAIN-7" })).resolves.toMatchObject({
      key: "TRAIN-7",
      changed: ["issue"],
    });
    expect(jira.sent[0]?.method).toBe("DELETE");
    await expect(jira.run("get_issue", { issue_key: "TRAIN-7" })).rejects.toMatchObject({ number: 2003 });
  });

  it("takes sub-tasks along only when told to", async () => {
    const jira = simulatedJira();
    await expect(jira.run("delete_issue", { issue_key: "TRAIN-123" })).rejects.toMatchObject({
      number: 2107,
      message: expect.stringContaining("has subtasks"),
    });
    await jira.run("delete_issue", { issue_key: "TRAIN-123", delete_subtasks: true });
    await expect(jira.run("get_issue", { issue_key: "TRAIN-124" })).rejects.toMatchObject({ number: 2003 });
  });
});
