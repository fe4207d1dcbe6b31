import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";
import { sentTo } from "../sent.js";

/** What a site or a project has one list of: each is read once in a session. */
describe.each([
  {
    operation: "get_issue_types",
    params: { project: "TRAIN" },
    sent: "GET /rest/api/3/issue/createmeta/TRAIN/issuetypes?maxResults=200&startAt=0",
    result: {
      issue_types: expect.arrayContaining([
        { id: "10005", name: "Sub-task", subtask: true, level: -1, description: "Sub-task of this project" },
      ]),
    },
  },
  {
    operation: "get_priorities",
    params: {},
    sent: "GET /rest/api/3/priority/search?maxResults=50&startAt=0",
    result: {
      priorities: [
        { id: "1", name: "Highest" },
        { id: "2", name: "High" },
        { id: "3", name: "Medium", default: true },
        { id: "4", name: "Low" },
        { id: "5", name: "Lowest" },
      ],
    },
  },
  {
    operation: "get_resolutions",
    params: {},
    sent: "GET /rest/api/3/resolution/search?maxResults=50&startAt=0",
    result: {
      resolutions: expect.arrayContaining([
        {
          id: "10000",
          name: "Done",
          default: true,
          description: "Work has been completed on this issue.",
        },
      ]),
    },
  },
  {
    operation: "get_statuses",
    params: {},
    sent: "GET /rest/api/3/status",
    result: {
      statuses: [
        { id: "1", name: "To Do", category: "To Do" },
        { id: "3", name: "In Progress", category: "In Progress" },
        { id: "4", name: "In Review", category: "In Progress" },
        { id: "5", name: "Done", category: "Done" },
      ],
    },
  },
  {
    operation: "get_statuses",
    params: { project: "TRAIN" },
    sent: "GET /rest/api/3/project/TRAIN/statuses",
    result: {
      statuses: expect.arrayContaining([
        {
          id: "4",
          name: "In Review",
          category: "In Progress",
          issue_types: ["Epic", "Story", "Task", "Bug", "Sub-task"],
        },
      ]),
    },
  },
])("$operation $params", ({ operation, params, sent, result }) => {
  it("reads the list once", async () => {
    const jira = simulatedJira();
    await expect(jira.run(operation, params)).resolves.toEqual(result);
    await jira.run(operation, params);
    expect(sentTo(jira)).toEqual([sent]);
  });
});

it.each(["get_issue_types", "get_statuses"])(
  "%s takes a project's name, and tells when there is none",
  async (name) => {
    const jira = simulatedJira();
    await jira.run(name, { project: "Operations" });
    expect(sentTo(jira).at(-1)).toContain("/OPS/");
    await expect(jira.run(name, { project: "NOPE" })).rejects.toMatchObject({ number: 2001 });
  },
);

it("list_labels pages through the labels in use", async () => {
  const jira = simulatedJira();
  await expect(jira.run("list_labels", { limit: 2 })).resolves.toEqual({
    labels: ["authentication", "backend"],
    page: { next: "2", total: 3, complete: false },
  });
  await expect(jira.run("list_labels", { limit: 2, page_token: "2" })).resolves.toEqual({
    labels: ["security"],
    page: { total: 3, complete: true },
  });
  expect(sentTo(jira).at(-1)).toBe("GET /rest/api/3/label?startAt=2&maxResults=2");
});
