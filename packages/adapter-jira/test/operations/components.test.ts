import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";
import { sentTo } from "../sent.js";

const train = { project: "TRAIN" };
const named = async (jira: ReturnType<typeof simulatedJira>) =>
  ((await jira.run("get_components", train)) as { components: { name: string }[] }).components.map(
    ({ name }) => name,
  );

describe("get_components", () => {
  it("lists them, page by page, and reads them once", async () => {
    const jira = simulatedJira();
    await expect(jira.run("get_components", { ...train, limit: 2 })).resolves.toEqual({
      components: [
        {
          id: "50000",
          name: "API",
          lead: "Jonas Weber",
          assignee: "PROJECT_DEFAULT",
          description: "The API of TRAIN",
        },
        expect.objectContaining({ name: "Web" }),
      ],
      page: { next: "2", total: 3, complete: false },
    });
    await expect(jira.run("get_components", { ...train, query: "mob", limit: 2 })).resolves.toMatchObject({
      components: [{ name: "Mobile" }],
      page: { total: 1, complete: true },
    });
    await expect(jira.run("get_components", { ...train, page_token: "2" })).resolves.toMatchObject({
      components: [{ name: "Mobile" }],
    });
    expect(sentTo(jira)).toEqual(["GET /rest/api/3/project/TRAIN/components"]);
  });

  it("tells when there is no such project", async () => {
    await expect(simulatedJira().run("get_components", { project: "NOPE" })).rejects.toMatchObject({
      number: 2001,
    });
  });
});

describe("create_component", () => {
  it("sends ids, and the list shows it", async () => {
    const jira = simulatedJira();
    await jira.run("get_components", train);
    const receipt = await jira.run("create_component", {
      project: "Train Platform",
      name: "Ticketing",
      description: "Tickets and refunds.",
      lead: "priya@acme.example",
      assignee: "COMPONENT_LEAD",
    });
    expect(await jira.sent.at(-1)?.json()).toEqual({
      project: "TRAIN",
      name: "Ticketing",
      description: "Tickets and refunds.",
      leadAccountId: "4690f3d2b1b84fbd019b1696",
      assigneeType: "COMPONENT_LEAD",
    });
    const { id } = receipt as { id: string };
    expect(receipt).toEqual({
      id,
      url: `http://simulator.invalid/jira/issues/?jql=component%20%3D%20${id}`,
      changed: ["project", "name", "description", "lead", "assignee"],
    });
    expect(await named(jira)).toEqual(["API", "Web", "Mobile", "Ticketing"]);
  });

  it("refuses a name twice", async () => {
    await expect(simulatedJira().run("create_component", { ...train, name: "API" })).rejects.toMatchObject({
      number: 2104,
      details: { fields: ["name"] },
    });
  });
});

describe("update_component", () => {
  it("finds it by name, and changes what is given", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("update_component", { component_id: "web", ...train, name: "Website", lead: null }),
    ).resolves.toMatchObject({ id: "50001", changed: ["name", "lead"] });
    expect(sentTo(jira)).toEqual([
      "GET /rest/api/3/project/TRAIN/components",
      "PUT /rest/api/3/component/50001",
    ]);
    expect(await jira.sent.at(-1)?.json()).toEqual({ name: "Website", leadAccountId: "" });
    await expect(jira.run("get_components", { ...train, query: "site" })).resolves.toEqual({
      components: [
        { id: "50001", name: "Website", assignee: "PROJECT_DEFAULT", description: "The Web of TRAIN" },
      ],
      page: { total: 1, complete: true },
    });
  });

  it("takes an id as it is", async () => {
    const jira = simulatedJira();
    await jira.run("update_component", {
      component_id: "50000",
      description: "",
      assignee: "PROJECT_LEAD",
    });
    expect(sentTo(jira)).toEqual(["PUT /rest/api/3/component/50000"]);
  });

  it.each([
    [{ component_id: "99", name: "x" }, 2005],
    [{ component_id: "Nope", ...train, name: "x" }, 2005],
    [{ component_id: "API", name: "x" }, 2005],
  ])("tells what is missing: %j", async (params, number) => {
    await expect(simulatedJira().run("update_component", params)).rejects.toMatchObject({ number });
  });

  it("wants something to change", async () => {
    await expect(simulatedJira().run("update_component", { component_id: "50000" })).rejects.toThrow(
      "names nothing to change",
    );
  });
});

describe("delete_component", () => {
  it("gives its issues another one", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("delete_component", { component_id: "API", ...train, move_issues_to: "Web" }),
    ).resolves.toMatchObject({ id: "50000", changed: ["component", "issues"] });
    expect(sentTo(jira)).toEqual([
      "GET /rest/api/3/project/TRAIN/components",
      "DELETE /rest/api/3/component/50000?moveIssuesTo=50001",
    ]);
    expect(await named(jira)).toEqual(["Web", "Mobile"]);
    await expect(
      jira.run("search_issues", { jql: "key = TRAIN-123", fields: ["components"] }),
    ).resolves.toMatchObject({ issues: [{ fields: { components: ["Web"] } }] });
  });

  it("tells when there is no such component", async () => {
    await expect(simulatedJira().run("delete_component", { component_id: "99" })).rejects.toMatchObject({
      number: 2005,
      details: { component_id: "99" },
    });
  });
});
