import { expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

it("get_changelog pages through the history", async () => {
  const jira = simulatedJira();
  await expect(jira.run("get_changelog", { issue_key: "TRAIN-123", limit: 1 })).resolves.toEqual({
    changes: [
      {
        at: "2025-11-04T08:00:00.000Z",
        author: { id: expect.any(String), name: "Jonas Weber" },
        field: "assignee",
        to: "Maya Lindqvist",
      },
    ],
    page: { next: "1", total: 2, complete: false },
  });
  await expect(
    jira.run("get_changelog", { issue_key: "TRAIN-123", limit: 1, page_token: "1" }),
  ).resolves.toMatchObject({ changes: [{ field: "status", from: "To Do", to: "In Progress" }] });
});

it("batch_get_changelogs reads many at once, of the fields that matter", async () => {
  const jira = simulatedJira();
  await jira.run("transition_issue", { issue_key: "TRAIN-124", transition: "Start Progress" });
  const sent = jira.sent.length;
  const answer = await jira.run("batch_get_changelogs", {
    keys: ["TRAIN-123", "TRAIN-124", "TRAIN-9999"],
    fields: ["Status"],
    limit: 1,
  });
  const request = jira.sent.find(({ url }) => url.endsWith("/changelog/bulkfetch"));
  expect(await request?.json()).toEqual({
    issueIdsOrKeys: ["TRAIN-123", "TRAIN-124", "TRAIN-9999"],
    fieldIds: ["status"],
    maxResults: 1,
  });
  expect(jira.sent.length - sent).toBe(3);
  expect(answer).toMatchObject({
    changelogs: [{ key: "TRAIN-123", issue_id: "20123", changes: [{ field: "status" }] }],
    missing: ["TRAIN-9999"],
    page: { next: expect.any(String), complete: false },
  });
  const { page } = answer as { page: { next: string } };
  await expect(
    jira.run("batch_get_changelogs", {
      keys: ["TRAIN-123", "TRAIN-124"],
      fields: ["Status"],
      limit: 1,
      page_token: page.next,
    }),
  ).resolves.toMatchObject({
    changelogs: [{ key: "TRAIN-124", issue_id: "20124", changes: [{ to: "In Progress" }] }],
    page: { complete: true },
  });
});
