import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";
import { sentTo } from "../sent.js";

describe("get_my_permissions", () => {
  it("tells what is granted and what is not, in a project", async () => {
    const jira = simulatedJira();
    await expect(jira.run("get_my_permissions", { project: "Train Platform" })).resolves.toEqual({
      granted: expect.arrayContaining(["BROWSE_PROJECTS", "EDIT_ISSUES"]),
      denied: ["DELETE_ISSUES", "ADMINISTER"],
    });
    expect(sentTo(jira).at(-1)).toMatch(
      /^GET \/rest\/api\/3\/mypermissions\?permissions=BROWSE_PROJECTS,.*&projectKey=TRAIN$/,
    );
  });

  it.each([
    [{ issue_key: "TRAIN-1" }, "&issueKey=TRAIN-1"],
    [{ project: "10000" }, "&projectId=10000"],
    [{}, ""],
  ])("asks for what is wanted: %j", async (where, query) => {
    const jira = simulatedJira();
    await expect(jira.run("get_my_permissions", { ...where, permissions: ["EDIT_ISSUES"] })).resolves.toEqual(
      { granted: ["EDIT_ISSUES"], denied: [] },
    );
    expect(sentTo(jira)).toEqual([`GET /rest/api/3/mypermissions?permissions=EDIT_ISSUES${query}`]);
  });

  it.each([
    [{ project: "NOPE" }, 2001],
    [{ issue_key: "TRAIN-9999" }, 2003],
  ])("tells what is missing: %j", async (where, number) => {
    await expect(simulatedJira().run("get_my_permissions", where)).rejects.toMatchObject({ number });
  });
});

describe("roles", () => {
  const ROLES = "GET /rest/api/3/project/TRAIN/role";

  it("are listed with their ids", async () => {
    const jira = simulatedJira();
    await expect(jira.run("get_project_roles", { project: "TRAIN" })).resolves.toEqual({
      roles: [
        { id: "10002", name: "Administrators" },
        { id: "10003", name: "Developers" },
        { id: "10004", name: "Viewers" },
      ],
    });
    expect(sentTo(jira)).toEqual([ROLES]);
    await expect(jira.run("get_project_roles", { project: "NOPE" })).rejects.toMatchObject({ number: 2001 });
  });

  it("have people and groups", async () => {
    const jira = simulatedJira();
    await expect(jira.run("get_project_role", { project: "TRAIN", role: "developers" })).resolves.toEqual({
      id: "10003",
      name: "Developers",
      members: [
        { id: "11f7fdf8c96fbd4e3b613205", name: "Maya Lindqvist", type: "user" },
        { id: expect.any(String), name: "Tom Okafor", type: "user" },
        { id: "group-engineering", name: "engineering", type: "group" },
      ],
      description: "Developers of a project",
    });
    expect(sentTo(jira)).toEqual([ROLES, `${ROLES}/10003`]);
  });

  it.each([["99"], ["Developer"]])("are told to be missing: %s", async (role) => {
    await expect(
      simulatedJira().run("get_project_role", { project: "Train Platform", role }),
    ).rejects.toMatchObject({ number: 2023 });
  });
});

it("get_security_levels lists those of a project", async () => {
  const jira = simulatedJira();
  await expect(jira.run("get_security_levels", { project: "TRAIN" })).resolves.toEqual({
    levels: [{ id: "10700", name: "Security team", description: "Only those who mend it see it" }],
  });
  expect(sentTo(jira)).toEqual(["GET /rest/api/3/project/TRAIN/securitylevel"]);
  await expect(jira.run("get_security_levels", { project: "Operations" })).resolves.toEqual({ levels: [] });
  await expect(jira.run("get_security_levels", { project: "NOPE" })).rejects.toMatchObject({ number: 2001 });
});
