import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";
import { sentTo } from "../sent.js";

const train = { project: "TRAIN" };
const VERSIONS = "GET /rest/api/3/project/TRAIN/versions";

describe("get_versions", () => {
  it("lists them, by status and name, and reads them once", async () => {
    const jira = simulatedJira();
    await expect(jira.run("get_versions", { ...train, limit: 3 })).resolves.toEqual({
      versions: [
        { id: "10400", name: "1.0", status: "archived", release_date: "2025-03-31" },
        { id: "10401", name: "1.1", status: "released", release_date: "2025-09-30" },
        {
          id: "10402",
          name: "2.0",
          status: "unreleased",
          start_date: "2025-10-01",
          release_date: "2025-11-28",
          overdue: true,
          description: "Tokens for partners",
        },
      ],
      page: { next: "3", total: 4, complete: false },
    });
    await expect(
      jira.run("get_versions", {
        ...train,
        status: ["released", "unreleased"],
        query: "2.",
        page_token: "1",
      }),
    ).resolves.toEqual({
      versions: [{ id: "10403", name: "2.1", status: "unreleased" }],
      page: { total: 2, complete: true },
    });
    expect(sentTo(jira)).toEqual([VERSIONS]);
  });
});

describe("get_version", () => {
  it("finds it by name, and counts its issues", async () => {
    const jira = simulatedJira();
    const version = await jira.run("get_version", { version_id: "2.0", ...train });
    expect(sentTo(jira)).toEqual([VERSIONS, "GET /rest/api/3/version/10402?expand=issuesstatus"]);
    expect(version).toMatchObject({
      id: "10402",
      name: "2.0",
      issues: { to_do: expect.any(Number), in_progress: expect.any(Number), done: expect.any(Number) },
      url: "http://simulator.invalid/jira/issues/?jql=fixVersion%20%3D%2010402",
    });
    const { issues } = version as { issues: Record<string, number> };
    expect(Object.values(issues).reduce((sum, count) => sum + count, 0)).toBe(20);
  });

  it.each([[{ version_id: "99" }], [{ version_id: "9.9", ...train }], [{ version_id: "2.0" }]])(
    "tells what is missing: %j",
    async (params) => {
      await expect(simulatedJira().run("get_version", params)).rejects.toMatchObject({ number: 2006 });
    },
  );
});

describe("create_version", () => {
  it("sends the project's id, and the list shows it", async () => {
    const jira = simulatedJira();
    await jira.run("get_versions", train);
    await expect(
      jira.run("create_version", {
        ...train,
        name: "3.0",
        description: "Refunds",
        start_date: "2026-01-01",
        release_date: "2026-03-31",
        released: false,
        archived: false,
      }),
    ).resolves.toMatchObject({
      id: expect.any(String),
      changed: ["name", "description", "start_date", "release_date", "released", "archived"],
    });
    expect(await jira.sent.at(-1)?.json()).toEqual({
      projectId: 10000,
      name: "3.0",
      description: "Refunds",
      startDate: "2026-01-01",
      releaseDate: "2026-03-31",
      released: false,
      archived: false,
    });
    await expect(jira.run("get_versions", { ...train, query: "3.0" })).resolves.toMatchObject({
      versions: [{ name: "3.0" }],
    });
  });

  it("refuses a name twice, and what is no day", async () => {
    const jira = simulatedJira();
    await expect(jira.run("create_version", { ...train, name: "2.0" })).rejects.toMatchObject({
      number: 2104,
    });
    await expect(
      jira.run("create_version", { ...train, name: "4", release_date: "31.12.2026" }),
    ).rejects.toThrow("must be a day");
  });
});

describe("batch_create_versions", () => {
  it("tells what was created and what was not", async () => {
    const jira = simulatedJira();
    const versions = [{ name: "3.0" }, { name: "2.0" }, { name: "3.1", release_date: "2026-06-30" }];
    await expect(jira.run("batch_create_versions", { ...train, versions })).resolves.toMatchObject({
      created: [
        { index: 0, changed: ["name"] },
        { index: 2, changed: ["name", "release_date"] },
      ],
      failed: [{ index: 1, code: "INVALID_FIELD_VALUE", message: expect.stringContaining("already exists") }],
    });
    expect(sentTo(jira)).toEqual([
      "GET /rest/api/3/project/TRAIN",
      ...versions.map(() => "POST /rest/api/3/version"),
    ]);
  });

  it("fails when nothing was created", async () => {
    await expect(
      simulatedJira().run("batch_create_versions", { ...train, versions: [{ name: "2.0" }] }),
    ).rejects.toMatchObject({ number: 2104 });
  });
});

describe("update_version", () => {
  it("releases it", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("update_version", { version_id: "2.0", ...train, released: true, release_date: "2025-12-01" }),
    ).resolves.toMatchObject({ id: "10402", changed: ["release_date", "released"] });
    expect(sentTo(jira)).toEqual([VERSIONS, "PUT /rest/api/3/version/10402"]);
    expect(await jira.sent.at(-1)?.json()).toEqual({ released: true, releaseDate: "2025-12-01" });
    await expect(jira.run("get_versions", { ...train, status: ["released"] })).resolves.toMatchObject({
      versions: [{ name: "1.1" }, { name: "2.0" }],
    });
  });

  it("changes the rest by id", async () => {
    const jira = simulatedJira();
    const changes = { name: "2.2", description: "Later", start_date: "2026-01-01", archived: true };
    await expect(jira.run("update_version", { version_id: "10403", ...changes })).resolves.toMatchObject({
      changed: ["name", "description", "start_date", "archived"],
    });
    await expect(jira.run("update_version", { version_id: "10403" })).rejects.toThrow("nothing to change");
    await expect(jira.run("update_version", { version_id: "99", name: "x" })).rejects.toMatchObject({
      number: 2006,
    });
  });
});

describe("delete_version", () => {
  it("gives its issues others", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("delete_version", {
        version_id: "1.1",
        ...train,
        move_fixed_to: "2.0",
        move_affected_to: "2.1",
      }),
    ).resolves.toMatchObject({ id: "10401", changed: ["version", "issues"] });
    expect(sentTo(jira)).toEqual([VERSIONS, "POST /rest/api/3/version/10401/removeAndSwap"]);
    expect(await jira.sent.at(-1)?.json()).toEqual({ moveFixIssuesTo: 10402, moveAffectedIssuesTo: 10403 });
    await expect(jira.run("get_version", { version_id: "10401" })).rejects.toMatchObject({ number: 2006 });
  });

  it("leaves them without one", async () => {
    await expect(simulatedJira().run("delete_version", { version_id: "10401" })).resolves.toMatchObject({
      changed: ["version"],
    });
  });
});
