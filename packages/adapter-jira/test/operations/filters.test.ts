import { describe, expect, it } from "vitest";
import { answering, simulatedJira } from "../bench.js";
import { sentTo } from "../sent.js";

const maya = "11f7fdf8c96fbd4e3b613205";
const bugs = {
  id: "10600",
  name: "Open bugs",
  jql: "project = TRAIN AND type = Bug AND status != Done",
  owner: { id: maya, name: "Maya Lindqvist" },
  favourite: true,
  description: "Bugs that nobody has fixed",
  url: "http://simulator.invalid/jira/issues/?filter=10600",
};
const byName = (name: string) =>
  `GET /rest/api/3/filter/search?filterName=${name}&isSubstringMatch=true&maxResults=100&startAt=0`;

describe("list_filters", () => {
  it("finds filters by name, owner and project", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("list_filters", { query: "BUGS", owner: "me", project: "Train Platform" }),
    ).resolves.toEqual({ filters: [bugs], page: { total: 1, complete: true } });
    expect(sentTo(jira).at(-1)).toBe(
      `GET /rest/api/3/filter/search?filterName=BUGS&isSubstringMatch=true&accountId=${maya}&projectId=10000&expand=description,owner,jql,favourite&orderBy=name&startAt=0&maxResults=50`,
    );
  });

  it("pages", async () => {
    const jira = simulatedJira();
    await expect(jira.run("list_filters", { limit: 2 })).resolves.toMatchObject({
      filters: [{ name: "Alerts" }, { name: "My reviews" }],
      page: { next: "2", total: 3, complete: false },
    });
    await expect(jira.run("list_filters", { limit: 2, page_token: "2" })).resolves.toMatchObject({
      filters: [bugs],
      page: { complete: true },
    });
  });
});

describe("get_filter", () => {
  it("finds it by id or name", async () => {
    const jira = simulatedJira();
    await expect(jira.run("get_filter", { filter_id: 10600 })).resolves.toEqual(bugs);
    await expect(jira.run("get_filter", { filter_id: "open bugs" })).resolves.toEqual(bugs);
    expect(sentTo(jira)).toEqual([
      "GET /rest/api/3/filter/10600",
      byName("open bugs"),
      "GET /rest/api/3/filter/10600",
    ]);
  });

  it.each([["99"], ["bugs"]])("tells when there is none: %s", async (filter_id) => {
    await expect(simulatedJira().run("get_filter", { filter_id })).rejects.toMatchObject({ number: 2022 });
  });
});

it("a filter that is answered with 404 is missing as well", async () => {
  const gone = () => Response.json({ errorMessages: ["gone"], errors: {} }, { status: 404 });
  await expect(answering(gone).run("get_filter", { filter_id: 1 })).rejects.toMatchObject({ number: 2022 });
});

describe("create_filter", () => {
  const reviews = { name: "Reviews", jql: "status = 'In Review'", description: "To do now", favourite: true };

  it("saves a query", async () => {
    const jira = simulatedJira();
    const receipt = (await jira.run("create_filter", reviews)) as { id: string };
    expect(receipt).toMatchObject({ changed: ["name", "jql", "description", "favourite"] });
    expect(await jira.sent[0]?.json()).toEqual(reviews);
    await expect(jira.run("get_filter", { filter_id: receipt.id })).resolves.toMatchObject(reviews);
  });

  it.each([
    [{ ...reviews, name: "Open bugs" }, "same name"],
    [{ ...reviews, jql: "nonsense = 1" }, "'nonsense' does not exist"],
  ])("refuses %j", async (params, message) => {
    await expect(simulatedJira().run("create_filter", params)).rejects.toMatchObject({
      number: 2104,
      message: expect.stringContaining(message),
    });
  });
});

describe("update_filter", () => {
  it("keeps what is not changed", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("update_filter", { filter_id: "Open bugs", jql: "type = Bug" }),
    ).resolves.toMatchObject({ id: "10600", changed: ["jql"] });
    expect(sentTo(jira).at(-1)).toBe("PUT /rest/api/3/filter/10600");
    expect(await jira.sent.at(-1)?.json()).toEqual({
      name: "Open bugs",
      description: "Bugs that nobody has fixed",
      jql: "type = Bug",
      favourite: true,
    });
  });

  it("changes the rest", async () => {
    const jira = simulatedJira();
    const changes = { name: "Bugs", description: "All", favourite: false };
    await jira.run("update_filter", { filter_id: 10600, ...changes });
    await expect(jira.run("get_filter", { filter_id: 10600 })).resolves.toEqual({
      id: "10600",
      name: "Bugs",
      jql: bugs.jql,
      owner: bugs.owner,
      description: "All",
      url: bugs.url,
    });
    await expect(jira.run("update_filter", { filter_id: 10600 })).rejects.toThrow("nothing to change");
  });
});

it("delete_filter deletes it", async () => {
  const jira = simulatedJira();
  await expect(jira.run("delete_filter", { filter_id: "My reviews" })).resolves.toMatchObject({
    id: "10601",
    changed: ["filter"],
  });
  expect(sentTo(jira)).toEqual([byName("My reviews"), "DELETE /rest/api/3/filter/10601"]);
  await expect(jira.run("delete_filter", { filter_id: 10601 })).rejects.toMatchObject({ number: 2022 });
});

it("validate_jql judges queries without running them", async () => {
  const jira = simulatedJira();
  const queries = ["project = TRAIN", "nonsense = 1"];
  await expect(jira.run("validate_jql", { queries })).resolves.toEqual({
    queries: [
      { query: queries[0], valid: true, errors: [] },
      { query: queries[1], valid: false, errors: [expect.stringContaining("'nonsense' does not exist")] },
    ],
  });
  expect(sentTo(jira)).toEqual(["POST /rest/api/3/jql/parse?validation=strict"]);
  expect(await jira.sent[0]?.json()).toEqual({ queries });
});
