import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { simulatedJira } from "../bench.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: new Date("2025-12-01T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const HOUR = 3_600_000;

it("get_issue_dates adds up the time in each status", async () => {
  const jira = simulatedJira();
  const issue_key = "TRAIN-123";
  await jira.run("update_issue", { issue_key, custom_fields: { "Due date": "2025-12-24" } });
  await expect(jira.run("get_issue_dates", { issue_key })).resolves.toEqual({
    key: issue_key,
    status: "In Progress",
    created: "2025-11-03T09:12:00.000Z",
    updated: expect.any(String),
    due: "2025-12-24",
    age_ms: Date.parse("2025-12-01T10:00:00Z") - Date.parse("2025-11-03T09:12:00Z"),
    statuses: [
      {
        status: "To Do",
        entered: "2025-11-03T09:12:00.000Z",
        left: "2025-11-05T09:00:00.000Z",
        duration_ms: 47.8 * HOUR,
      },
      { status: "In Progress", entered: "2025-11-05T09:00:00.000Z", duration_ms: 625 * HOUR },
    ],
    time_in_status: [
      { status: "In Progress", duration_ms: 625 * HOUR },
      { status: "To Do", duration_ms: 47.8 * HOUR },
    ],
  });
});

it("get_issue_dates takes a history without moves for one stay", async () => {
  await expect(simulatedJira().run("get_issue_dates", { issue_key: "TRAIN-1" })).resolves.toMatchObject({
    statuses: [{ status: expect.any(String), entered: expect.any(String) }],
  });
});
