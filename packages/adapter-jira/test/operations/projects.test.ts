import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";
import { sentTo } from "../sent.js";

const train = {
  id: "10000",
  key: "TRAIN",
  name: "Train Platform",
  type: "software",
  lead: { id: expect.any(String), name: "Jonas Weber" },
  url: "http://simulator.invalid/jira/browse/TRAIN",
};

describe("get_project", () => {
  it("answers by key or id, and remembers under both", async () => {
    const jira = simulatedJira();
    await expect(jira.run("get_project", { project: "TRAIN" })).resolves.toEqual(train);
    await expect(jira.run("get_project", { project: "train" })).resolves.toEqual(train);
    await expect(jira.run("get_project", { project: "10000" })).resolves.toEqual(train);
    expect(jira.calls).toBe(1);
    await expect(jira.run("cache_status", { detailed: true })).resolves.toMatchObject({
      hits: 2,
      misses: 1,
      operations: ["get_project"],
      slots: { projects: { hits: 2, misses: 1, entries: 2 } },
    });
  });

  it("finds it by its whole name", async () => {
    const jira = simulatedJira();
    await expect(jira.run("get_project", { project: "train platform" })).resolves.toEqual(train);
    // A single word may be a key, so it is asked for as one first.
    await expect(jira.run("get_project", { project: "Operations" })).resolves.toMatchObject({ key: "OPS" });
    const search = (query: string) =>
      `GET /rest/api/3/project/search?query=${query}&maxResults=100&expand=description,lead,issueTypes&startAt=0`;
    expect(sentTo(jira)).toEqual([
      search("train platform"),
      "GET /rest/api/3/project/Operations",
      search("Operations"),
    ]);
  });

  it("shows what is expanded", async () => {
    const expand = ["description", "lead", "issue_types"];
    await expect(simulatedJira().run("get_project", { project: "TRAIN", expand })).resolves.toMatchObject({
      ...train,
      description: "Booking, seats and timetables.",
      issue_types: expect.arrayContaining([
        { id: "10001", name: "Epic", subtask: false, level: 1, description: "Epic of this project" },
      ]),
    });
  });

  it.each([["NOPE"], ["99999"], ["Train Platfrom"]])(
    "names the project that is not there: %s",
    async (project) => {
      await expect(simulatedJira().run("get_project", { project })).rejects.toMatchObject({ number: 2001 });
    },
  );
});

describe("list_projects", () => {
  it("lists live projects, and remembers them", async () => {
    const jira = simulatedJira();
    await expect(jira.run("list_projects", { query: "train" })).resolves.toEqual({
      projects: [{ ...train, lead: "Jonas Weber" }],
      page: { total: 1, complete: true },
    });
    expect(sentTo(jira)).toEqual([
      "GET /rest/api/3/project/search?query=train&status=live&orderBy=key&expand=description,lead,issueTypes&startAt=0&maxResults=50",
    ]);
    await expect(jira.run("get_project", { project: "TRAIN" })).resolves.toEqual(train);
    expect(jira.calls).toBe(1);
  });

  it("pages, and brings archived ones on request", async () => {
    const jira = simulatedJira();
    const params = { include_archived: true, limit: 2 };
    await expect(jira.run("list_projects", params)).resolves.toMatchObject({
      projects: [{ key: "FERRY", archived: true }, { key: "OPS" }],
      page: { next: "2", total: 3, complete: false },
    });
    await expect(jira.run("list_projects", { ...params, page_token: "2" })).resolves.toMatchObject({
      projects: [{ key: "TRAIN" }],
      page: { total: 3, complete: true },
    });
  });
});
