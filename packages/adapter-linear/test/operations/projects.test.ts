import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { allPages, documentsOf, MINTED_ID, simulatedLinear, variablesOf } from "../bench.js";

const id = expect.stringMatching(MINTED_ID);
const NOWHERE = "00000000-0000-4000-8000-000000000000";

describe("get_project", () => {
  it("answers by name, with what is included", async () => {
    const linear = simulatedLinear();
    const include = ["milestones", "members"];
    const answer = (await linear.run("get_project", { project: "api authentication", include })) as {
      id: string;
    };
    expect(await documentsOf(linear)).toEqual(["FindProjects", "GetProject"]);
    expect(await variablesOf(linear, "GetProject")).toEqual({ id, milestones: true, members: true });
    expect(answer).toEqual({
      id,
      name: "API authentication",
      status: "In Progress",
      health: "onTrack",
      target_date: "2025-12-19",
      progress: expect.any(Number),
      status_type: "started",
      lead: { id, name: "Maya Lindqvist" },
      teams: [{ id, key: "PSN", name: "Platform Security & Network" }],
      priority: "High",
      labels: ["Customer"],
      start_date: "2025-11-03",
      summary: "API authentication, led by one of us.",
      description: expect.stringContaining("**short-lived tokens**"),
      milestones: [
        { id, name: "Design agreed", status: "unstarted", target_date: "2025-11-14", progress: 0 },
        { id, name: "Beta for partners", status: "unstarted", target_date: "2025-12-12", progress: 0 },
      ],
      members: [{ id, name: "Maya Lindqvist" }, expect.anything(), expect.anything()],
      created: "2025-01-07T09:00:00.000Z",
      updated: "2025-01-07T09:00:00.000Z",
      url: expect.stringMatching(/\/project\/api-authentication-[0-9a-f]{12}$/),
    });
    expect(adapter.operations["get_project"]?.result.parse(answer)).toEqual(answer);
    const slug = answer.id.replaceAll("-", "").slice(0, 12);
    for (const project of [answer.id, slug])
      await expect(linear.run("get_project", { project })).resolves.toMatchObject({
        name: "API authentication",
      });
  });

  it("keeps to a team, where a name is not enough", async () => {
    const linear = simulatedLinear();
    await expect(
      linear.run("get_project", { project: "Design refresh", team: "WEB" }),
    ).resolves.toMatchObject({
      teams: [{ key: "WEB" }],
    });
    await expect(linear.run("get_project", { project: "Design refresh", team: "PSN" })).rejects.toMatchObject(
      {
        number: 1002,
        details: { team: "PSN" },
      },
    );
  });

  it.each([
    ["Quarterly audit", 1110, { candidates: [{ name: "Quarterly audit" }, { name: "Quarterly audit" }] }],
    ["API autentication", 1002, { available: expect.arrayContaining(["API authentication"]) }],
    [NOWHERE, 1002, {}],
  ])("never guesses what %s is", async (project, number, details) => {
    await expect(simulatedLinear().run("get_project", { project })).rejects.toMatchObject({
      number,
      details,
    });
  });
});

describe("list_projects", () => {
  it("asks with names resolved, and parses what comes", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("list_projects", {
      team: "PSN",
      state: "started",
      query: "AUTH",
      initiative: "Trust",
      member: "maya@acme.example",
      label: "Customer",
      include_archived: true,
      limit: 3,
    });
    const some = { some: { id: { eq: id } } };
    expect(await variablesOf(linear, "ListProjects")).toEqual({
      filter: {
        accessibleTeams: some,
        status: { id: { eq: id } },
        name: { containsIgnoreCase: "AUTH" },
        initiatives: some,
        members: some,
        labels: some,
      },
      includeArchived: true,
      first: 3,
    });
    expect(answer).toEqual({
      projects: [
        {
          id,
          name: "API authentication",
          status: "In Progress",
          health: "onTrack",
          target_date: "2025-12-19",
          progress: expect.any(Number),
          lead: "Maya Lindqvist",
          updated: "2025-01-07T09:00:00.000Z",
          url: expect.any(String),
        },
      ],
      page: { complete: true },
    });
    expect(adapter.operations["list_projects"]?.result.parse(answer)).toEqual(answer);
  });

  it("fills the cache by id, and knows whose account it is", async () => {
    const linear = simulatedLinear();
    const { projects } = (await linear.run("list_projects", { member: "me" })) as {
      projects: { id: string }[];
    };
    const before = linear.calls;
    await linear.run("get_project", { project: projects[0]?.id });
    expect(linear.calls).toBe(before + 1);
  });

  it("pages to the end", async () => {
    const { items, pages } = await allPages(simulatedLinear(), "list_projects", {
      limit: 2,
      list: "projects",
    });
    expect(items).toHaveLength(5);
    expect(pages).toBe(3);
  });

  it.each([
    [{ state: "Startd" }, 1014],
    [{ initiative: "Trsut" }, 1011],
    [{ label: "Custmer" }, 1015],
    [{ member: "Alex Kim" }, 1110],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedLinear().run("list_projects", params)).rejects.toMatchObject({ number });
  });
});
