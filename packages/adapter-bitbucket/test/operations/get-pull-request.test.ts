import { describe, expect, it } from "vitest";
import { answering, BASE, parsed, simulatedBitbucket, target } from "../bench.js";

describe("get_pull_request", () => {
  it("asks once, and parses everything", async () => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("get_pull_request", { repository: "acme/platform", id: 42 });
    expect(bitbucket.sent.map(({ method }) => method)).toEqual(["GET"]);
    expect(target(bitbucket.sent[0])).toBe("/repositories/acme/platform/pullrequests/42");
    expect(found).toEqual({
      id: 42,
      title: "Add JWT middleware to the public API",
      state: "OPEN",
      author: { id: expect.stringMatching(/^\{[0-9a-f-]{36}\}$/), name: "Maya Lindqvist" },
      source: "feature/TRAIN-123-jwt-middleware",
      destination: "main",
      reviewers: [
        { id: expect.any(String), name: "Priya Natarajan" },
        { id: expect.any(String), name: "Tom Okafor" },
      ],
      approved_by: [{ id: expect.any(String), name: "Tom Okafor" }],
      changes_requested_by: [],
      draft: false,
      comment_count: 6,
      task_count: 2,
      description: expect.stringContaining("Implements TRAIN-123"),
      created: "2025-11-06T13:45:00.000Z",
      updated: "2025-11-18T15:10:00.000Z",
      url: `${BASE}/acme/platform/pull-requests/42`,
    });
    expect(parsed("get_pull_request", found)).toEqual(found);
  });

  it("takes the number as text, as a receipt gives it", async () => {
    await expect(
      simulatedBitbucket().run("get_pull_request", { repository: "platform", id: "42" }),
    ).resolves.toMatchObject({ id: 42 });
  });

  it("copes with a pull request whose author and branch are gone", async () => {
    const bare = {
      id: 7,
      title: "Old",
      state: "MERGED",
      author: null,
      source: { branch: null, repository: null },
    };
    const found = await answering(() => Response.json(bare)).run("get_pull_request", {
      repository: "platform",
      id: 7,
    });
    expect(found).toEqual({ id: 7, title: "Old", state: "MERGED", url: "" });
  });

  it.each([
    [{ repository: "acme/platform", id: 9999 }, 5002, { repository: "acme/platform", id: 9999 }],
    [{ repository: "acme/nope", id: 1 }, 5001, { repository: "acme/nope" }],
    [{ repository: "nobody/platform", id: 1 }, 5007, { workspace: "nobody" }],
    [{ repository: "acme/payroll", id: 1 }, 5005, {}],
  ])("tells what is missing: %j", async (params, number, details) => {
    await expect(simulatedBitbucket().run("get_pull_request", params)).rejects.toMatchObject({
      number,
      details,
    });
  });

  it("brings comments, tasks, builds and files along, all at once", async () => {
    const bitbucket = simulatedBitbucket();
    const include = ["comments", "tasks", "statuses", "files"];
    const found = await bitbucket.run("get_pull_request", { repository: "acme/platform", id: 42, include });
    expect(bitbucket.sent.map(target)).toEqual([
      "/repositories/acme/platform/pullrequests/42",
      "/repositories/acme/platform/pullrequests/42/comments?pagelen=100",
      "/repositories/acme/platform/pullrequests/42/tasks?pagelen=100",
      "/repositories/acme/platform/pullrequests/42/statuses?pagelen=100",
      expect.stringMatching(
        /^\/repositories\/acme\/platform\/diffstat\/[0-9a-f]{12}\.\.[0-9a-f]{12}\?topic=true&pagelen=500$/,
      ),
    ]);
    expect(found).toMatchObject({
      id: 42,
      comments: { length: 7 },
      tasks: [{ id: 421 }, { id: 422 }],
      statuses: [{ key: "PIPELINE-58" }, { key: "COVERAGE" }],
      files: expect.arrayContaining([expect.objectContaining({ path: "src/auth/jwt.ts", status: "added" })]),
    });
    expect(parsed("get_pull_request", found)).toEqual(found);
  });

  it("reads what it brings along to the last page", async () => {
    const bitbucket = answering(({ url }) => {
      const { pathname, searchParams } = new URL(url);
      if (!pathname.endsWith("/comments")) return Response.json({ id: 7 });
      const number = Number(searchParams.get("page") ?? 1);
      const next = `${url.replace(/&page=.*/, "")}&page=${number + 1}`;
      return Response.json({
        values: [{ id: number, content: { raw: "x" } }],
        ...(number < 3 ? { next } : {}),
      });
    });
    const found = await bitbucket.run("get_pull_request", {
      repository: "web",
      id: 7,
      include: ["comments"],
    });
    expect(found).toMatchObject({ comments: [{ id: 1 }, { id: 2 }, { id: 3 }] });
  });

  it("says so when the commits are gone with a fork, and only where they are needed", async () => {
    const gone = { id: 7, source: { branch: { name: "x" }, commit: null, repository: null } };
    const bitbucket = answering(() => Response.json(gone));
    const params = { repository: "web", id: 7 };
    await expect(bitbucket.run("get_pull_request", params)).resolves.toMatchObject({ id: 7, source: "x" });
    await expect(bitbucket.run("get_pull_request", { ...params, include: ["files"] })).rejects.toMatchObject({
      number: 5008,
    });
  });
});
