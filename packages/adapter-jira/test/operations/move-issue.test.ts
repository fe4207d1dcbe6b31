import { afterEach, describe, expect, it, vi } from "vitest";
import { answering, simulatedJira } from "../bench.js";

afterEach(() => void vi.useRealTimers());

describe("move_issue", () => {
  it("moves, waits for Jira, and answers the new key", async () => {
    const jira = simulatedJira();
    const receipt = await jira.run("move_issue", {
      issue_key: "TRAIN-50",
      target_project: "operations",
      issue_type: "Task",
    });
    const request = jira.sent.find(({ url }) => url.endsWith("/bulk/issues/move"));
    expect(await request?.json()).toMatchObject({
      sendBulkNotification: false,
      targetToSourcesMapping: { "OPS,10003": { issueIdsOrKeys: ["TRAIN-50"], inferStatusDefaults: true } },
    });
    expect(receipt).toEqual({
      id: "20050",
      key: "OPS-41",
      url: "http://simulator.invalid/jira/browse/OPS-41",
      changed: ["project", "key", "issue_type"],
      from: "TRAIN-50",
      task_id: expect.any(String),
      status: "complete",
    });
  });

  it("says which types there are when the target has none of that name", async () => {
    await expect(
      simulatedJira().run("move_issue", { issue_key: "TRAIN-50", target_project: "OPS", issue_type: "Tsak" }),
    ).rejects.toMatchObject({ number: 2002 });
  });

  it("moves a sub-task below another parent, and tells the watchers when wanted", async () => {
    const jira = simulatedJira();
    await jira.run("move_issue", {
      issue_key: "TRAIN-124",
      target_project: "OPS",
      parent: "OPS-1",
      notify: true,
    });
    const request = jira.sent.find(({ url }) => url.endsWith("/bulk/issues/move"));
    expect(await request?.json()).toMatchObject({
      sendBulkNotification: true,
      targetToSourcesMapping: { "OPS,10005,OPS-1": { issueIdsOrKeys: ["TRAIN-124"] } },
    });
    await expect(jira.run("get_issue", { issue_key: "OPS-41" })).resolves.toMatchObject({
      parent: { key: "OPS-1" },
    });
  });

  const remote = (...states: object[]) =>
    answering(({ url }) => {
      if (url.includes("/issuetypes")) return Response.json({ issueTypes: [{ id: "1", name: "Task" }] });
      if (url.endsWith("/move")) return Response.json({ taskId: "9" }, { status: 201 });
      if (url.endsWith("/queue/9")) return Response.json(states.length > 1 ? states.shift() : states[0]);
      return Response.json({ id: "1", key: "TRAIN-1", fields: { issuetype: { name: "Task" } } });
    });
  const move = { issue_key: "TRAIN-1", target_project: "OPS" };

  it.each([
    ["in the end done", [{ status: "ENQUEUED" }, { status: "RUNNING" }, { status: "COMPLETE" }], "complete"],
    ["still at it", [{ status: "RUNNING" }], "running"],
  ])("waits until it is %s", async (_what, states, status) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const answer = remote(...states).run("move_issue", move);
    await vi.runAllTimersAsync();
    await expect(answer).resolves.toMatchObject({ task_id: "9", status });
  });

  it.each([
    [{ status: "FAILED" }, "failed"],
    [{ status: "COMPLETE", failedAccessibleIssues: { 1: ["Team is required."] } }, "Team is required."],
    [{ status: "COMPLETE", invalidOrInaccessibleIssueCount: 1 }, "complete"],
  ])("fails when the task ends as %j", async (state, words) => {
    await expect(remote(state).run("move_issue", move)).rejects.toMatchObject({
      number: 2301,
      message: expect.stringContaining(words),
    });
  });

  it("does not lose a move at which it cannot look", async () => {
    const jira = answering(({ url }) => {
      if (url.includes("/queue/")) return new Response(null, { status: 503 });
      if (url.includes("/issuetypes")) return Response.json({ issueTypes: [{ id: "1", name: "Task" }] });
      if (url.endsWith("/move")) return Response.json({ taskId: "9" }, { status: 201 });
      return Response.json({ id: "1", key: "TRAIN-1", fields: { issuetype: { name: "Task" } } });
    });
    await expect(jira.run("move_issue", move)).resolves.toMatchObject({ task_id: "9", status: "running" });
  });
});
