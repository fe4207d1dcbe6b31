import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

const issue_key = "TRAIN-123";

it("get_worklog lists who spent how long", async () => {
  await expect(simulatedJira().run("get_worklog", { issue_key })).resolves.toEqual({
    worklogs: [
      {
        id: "30001",
        author: { id: expect.any(String), name: "Maya Lindqvist" },
        time_spent: "3h",
        seconds: 10_800,
        started: "2025-11-06T09:00:00.000Z",
        comment: "Token endpoint",
      },
    ],
    page: { total: 1, complete: true },
  });
});

describe("add_worklog", () => {
  it("sends the duration, the start as Jira writes it, and what is left", async () => {
    const jira = simulatedJira();
    const receipt = await jira.run("add_worklog", {
      issue_key,
      time_spent: "1d 2h",
      comment: "Wrote **tests**.",
      started: "2025-11-18T10:00:00+01:00",
      remaining_estimate: "4h",
      visibility: { type: "role", value: "Developers" },
    });
    expect(Object.fromEntries(new URL(jira.sent[0]?.url ?? "").searchParams)).toEqual({
      adjustEstimate: "new",
      newEstimate: "4h",
    });
    expect(await jira.sent[0]?.json()).toEqual({
      properties: [{ key: "pm-orchestrator.step", value: { id: expect.any(String) } }],
      timeSpent: "1d 2h",
      comment: expect.objectContaining({ type: "doc" }),
      started: "2025-11-18T09:00:00.000+0000",
      visibility: { type: "role", value: "Developers" },
    });
    expect(receipt).toMatchObject({
      key: issue_key,
      seconds: 36_000,
      changed: ["time_spent", "comment", "started", "remaining_estimate", "visibility"],
    });
    await expect(jira.run("get_worklog", { issue_key, limit: 1, page_token: "1" })).resolves.toMatchObject({
      worklogs: [{ seconds: 36_000, comment: "Wrote **tests**.", started: "2025-11-18T09:00:00.000Z" }],
      page: { total: 2, complete: true },
    });
  });

  it("starts now unless told otherwise", async () => {
    const jira = simulatedJira();
    await jira.run("add_worklog", { issue_key, time_spent: "30m" });
    expect(await jira.sent[0]?.json()).toEqual({
      properties: [{ key: "pm-orchestrator.step", value: { id: expect.any(String) } }],
      timeSpent: "30m",
      started: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+0000$/),
    });
  });

  it.each(["soon", "2 hours", "-1h", ""])("refuses the duration %j", async (time_spent) => {
    await expect(simulatedJira().run("add_worklog", { issue_key, time_spent })).rejects.toThrow();
  });
});
