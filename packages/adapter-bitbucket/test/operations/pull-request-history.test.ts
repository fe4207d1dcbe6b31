import { describe, expect, it } from "vitest";
import { answering, BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const pr42 = { repository: "acme/platform", id: 42 };
const PATH = "/repositories/acme/platform/pullrequests/42";

describe("get_pull_request_activity", () => {
  it("tells what happened, the newest first", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("get_pull_request_activity", pr42)) as {
      activity: { what: string }[];
    };
    expect(target(bitbucket.sent[0])).toBe(`${PATH}/activity?pagelen=50`);
    expect(found.activity.map(({ what }) => what)).toEqual([
      "approval",
      ...Array(7).fill("comment"),
      "update",
    ]);
    expect(found.activity[0]).toEqual({ what: "approval", by: "Tom Okafor", at: "2025-11-18T15:10:00.000Z" });
    expect(found.activity[2]).toEqual({
      what: "comment",
      by: "Priya Natarajan",
      at: "2025-11-13T14:45:00.000Z",
      text: "This sentence is no longer true.",
      comment_id: 4206,
      url: `${BASE}/acme/platform/pull-requests/42/_/diff#comment-4206`,
    });
    expect(found.activity.at(-1)).toEqual({
      what: "update",
      by: "Maya Lindqvist",
      at: "2025-11-06T13:45:00.000Z",
      state: "OPEN",
    });
    expect(parsed("get_pull_request_activity", found)).toEqual(found);
  });

  it("tells requests for changes, merges, and what it does not know", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("request_changes", pr42);
    await bitbucket.run("merge_pull_request", pr42);
    await expect(bitbucket.run("get_pull_request_activity", { ...pr42, limit: 3 })).resolves.toMatchObject({
      activity: expect.arrayContaining([
        expect.objectContaining({ what: "changes_requested", by: "Maya Lindqvist" }),
        expect.objectContaining({ what: "update", state: "MERGED" }),
      ]),
      page: { complete: false },
    });
    const unknown = answering(() => Response.json({ values: [{ pull_request: {}, attachment: {} }] }));
    await expect(unknown.run("get_pull_request_activity", pr42)).resolves.toMatchObject({
      activity: [{ what: "other" }],
    });
  });
});

it("list_pull_request_commits lists the commits, each by the first line of its message", async () => {
  const bitbucket = simulatedBitbucket();
  const found = await bitbucket.run("list_pull_request_commits", pr42);
  expect(target(bitbucket.sent[0])).toBe(`${PATH}/commits?pagelen=50`);
  const hash = expect.stringMatching(/^[0-9a-f]{40}$/);
  expect(found).toEqual({
    commits: [
      {
        hash,
        summary: "Check the signature of tokens",
        author: "Maya Lindqvist",
        date: "2025-11-10T15:30:00.000Z",
        url: expect.stringContaining(`${BASE}/acme/platform/commits/`),
      },
      expect.objectContaining({ hash, summary: "Add JWT middleware to the public API" }),
    ],
    page: { total: 2, complete: true },
  });
  expect(parsed("list_pull_request_commits", found)).toEqual(found);
});

it("an author whom Bitbucket does not know is told as git has it, without the address", async () => {
  const values = [{ hash: "abc", message: "x", author: { raw: "Ana Ruiz <ana@elsewhere.example>" } }];
  const found = await answering(() => Response.json({ values })).run("list_pull_request_commits", pr42);
  expect(found).toMatchObject({ commits: [{ author: "Ana Ruiz" }] });
  expect(JSON.stringify(found)).not.toContain("elsewhere");
});

it("get_pull_request_statuses lists what builds say", async () => {
  const bitbucket = simulatedBitbucket();
  const found = await bitbucket.run("get_pull_request_statuses", pr42);
  expect(target(bitbucket.sent[0])).toBe(`${PATH}/statuses?pagelen=50`);
  expect(found).toEqual({
    statuses: [
      {
        key: "PIPELINE-58",
        state: "FAILED",
        name: "Pipeline #58",
        description: "2 of 3 steps",
        branch: "feature/TRAIN-123-jwt-middleware",
        url: "https://builds.acme.example/58",
        updated: "2025-11-10T15:52:00.000Z",
      },
      expect.objectContaining({ key: "COVERAGE", state: "SUCCESSFUL" }),
    ],
    page: { total: 2, complete: true },
  });
  expect(parsed("get_pull_request_statuses", found)).toEqual(found);
});

it.each(["get_pull_request_activity", "list_pull_request_commits", "get_pull_request_statuses"])(
  "%s tells which pull request is missing",
  async (operation) => {
    await expect(simulatedBitbucket().run(operation, { ...pr42, id: 9999 })).rejects.toMatchObject({
      number: 5002,
      details: { repository: "acme/platform", id: 9999 },
    });
  },
);
