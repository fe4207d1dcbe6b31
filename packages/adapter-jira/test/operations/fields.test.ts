import { describe, expect, it } from "vitest";
import { answering, simulatedJira } from "../bench.js";
import { sentTo } from "../sent.js";

const TYPES = "GET /rest/api/3/issue/createmeta/TRAIN/issuetypes?maxResults=200&startAt=0";
const bug = { project: "TRAIN", issue_type: "bug" };

describe("search_fields", () => {
  it("finds fields by a part of their name, and reads all once", async () => {
    const jira = simulatedJira();
    await expect(jira.run("search_fields", { keyword: "story" })).resolves.toEqual({
      fields: [{ id: "customfield_10016", name: "Story Points", type: "number", custom: true }],
      page: { total: 1, complete: true },
    });
    await expect(jira.run("search_fields", { keyword: "label" })).resolves.toMatchObject({
      fields: [{ id: "labels", type: "string[]", custom: false }],
    });
    expect(sentTo(jira)).toEqual(["GET /rest/api/3/field"]);
  });

  it("pages through those of the site alone", async () => {
    const jira = simulatedJira();
    const first = await jira.run("search_fields", { custom: true, limit: 1 });
    expect(first).toMatchObject({ fields: [{ custom: true }], page: { next: "1", complete: false } });
    await expect(jira.run("search_fields", { custom: false, page_token: "1" })).resolves.toMatchObject({
      fields: expect.not.arrayContaining([expect.objectContaining({ custom: true })]),
    });
  });
});

describe("get_create_fields", () => {
  it("tells what can be given", async () => {
    const jira = simulatedJira();
    await expect(jira.run("get_create_fields", bug)).resolves.toMatchObject({
      fields: expect.arrayContaining([
        { id: "summary", name: "Summary", required: true, type: "string" },
        {
          id: "priority",
          name: "Priority",
          required: false,
          type: "priority",
          has_default: true,
          allowed_values: ["Highest", "High", "Medium", "Low", "Lowest"],
        },
        expect.objectContaining({ name: "Severity", allowed_values: ["Critical", "Major", "Minor"] }),
      ]),
    });
    expect(sentTo(jira)).toEqual([
      TYPES,
      "GET /rest/api/3/issue/createmeta/TRAIN/issuetypes/10004?maxResults=200&startAt=0",
    ]);
  });

  it("tells what must be given", async () => {
    await expect(
      simulatedJira().run("get_create_fields", { ...bug, project: "Train Platform", required_only: true }),
    ).resolves.toMatchObject({ fields: [{ id: "summary" }, { id: "issuetype" }, { id: "project" }] });
  });

  it.each([
    [{ ...bug, issue_type: "Bugg" }, 2002],
    [{ ...bug, project: "NOPE" }, 2001],
  ])("tells what is missing: %j", async (params, number) => {
    await expect(simulatedJira().run("get_create_fields", params)).rejects.toMatchObject({ number });
  });
});

describe("get_project_fields", () => {
  it("shows each field once, with the types that use it", async () => {
    const jira = simulatedJira();
    const { fields } = (await jira.run("get_project_fields", { project: "TRAIN" })) as {
      fields: { name: string }[];
    };
    const all = ["Epic", "Story", "Task", "Bug", "Sub-task"];
    expect(fields.find(({ name }) => name === "Summary")).toEqual({
      id: "summary",
      name: "Summary",
      type: "string",
      issue_types: all,
      required_for: all,
    });
    expect(fields.find(({ name }) => name === "Severity")).toMatchObject({ issue_types: ["Bug"] });
    expect(sentTo(jira).slice(0, 3).sort()).toEqual([
      "GET /rest/api/3/field",
      TYPES,
      "GET /rest/api/3/project/TRAIN",
    ]);
    expect(sentTo(jira)[3]).toBe(
      "GET /rest/api/3/projects/fields?projectId=10000&workTypeId=10001&workTypeId=10002&workTypeId=10003&workTypeId=10004&workTypeId=10005&maxResults=100&startAt=0",
    );
  });

  it("pages, for one type", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("get_project_fields", { ...bug, limit: 2, page_token: "1" }),
    ).resolves.toMatchObject({
      fields: [{ issue_types: ["Bug"] }, { issue_types: ["Bug"] }],
      page: { next: "3", complete: false },
    });
  });
});

describe("get_field_options", () => {
  it("reads them from the create screen", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("get_field_options", {
        field_id: "severity",
        ...bug,
        contains: "m",
        limit: 1,
        page_token: "1",
      }),
    ).resolves.toEqual({
      options: [{ id: "10102", value: "Minor" }],
      page: { total: 2, complete: true },
    });
    expect(sentTo(jira)).toHaveLength(3);
  });

  it("reads them context by context, for administrators", async () => {
    const jira = simulatedJira();
    const { options } = (await jira.run("get_field_options", { field_id: "Severity" })) as {
      options: object[];
    };
    expect(options).toHaveLength(5);
    expect(options[3]).toEqual({
      id: "10103",
      value: "Cosmetic",
      disabled: true,
      context: "Default Configuration Scheme",
    });
    const path = "GET /rest/api/3/field/customfield_10042/context";
    expect(sentTo(jira)).toEqual([
      "GET /rest/api/3/field",
      `${path}?maxResults=50&startAt=0`,
      `${path}/10300/option?maxResults=100&startAt=0`,
      `${path}/10301/option?maxResults=100&startAt=0`,
    ]);
    await expect(
      jira.run("get_field_options", { field_id: "Severity", context_id: "10301" }),
    ).resolves.toMatchObject({ options: [{ value: "Critical" }], page: { complete: true } });
  });

  it("names the option under which another stands", async () => {
    const answers = [
      [{ id: "customfield_1", name: "Region", schema: { type: "option-with-child" } }],
      { values: [{ id: "2", value: "Berlin", optionId: "1", disabled: false }], isLast: true },
    ];
    const jira = answering(() => Response.json(answers.shift()));
    await expect(
      jira.run("get_field_options", { field_id: "Region", context_id: "10300" }),
    ).resolves.toMatchObject({ options: [{ id: "2", value: "Berlin", parent_id: "1" }] });
  });

  it.each([
    [{ field_id: "Nope" }, 2008],
    [{ field_id: "summary" }, 2008],
    [{ field_id: "Story Points" }, 2104],
    [{ field_id: "Severity", context_id: "1" }, 2008],
    [{ field_id: "Severity", project: "TRAIN", issue_type: "Task" }, 2008],
  ])("tells what is wrong: %j", async (params, number) => {
    await expect(simulatedJira().run("get_field_options", params)).rejects.toMatchObject({ number });
  });

  it("wants project and issue type together", async () => {
    const params = { field_id: "Severity", project: "TRAIN" };
    await expect(simulatedJira().run("get_field_options", params)).rejects.toThrow("belong together");
  });
});
