import { describe, expect, it } from "vitest";
import { answering, BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const pr42 = { repository: "acme/platform", id: 42 };

interface Listed {
  comments: { id: number }[];
  page: { next?: string; total?: number; complete: boolean };
}

describe("list_pull_request_comments", () => {
  it("lists them with their lines, threads and resolutions", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("list_pull_request_comments", pr42)) as Listed;
    expect(target(bitbucket.sent[0])).toBe("/repositories/acme/platform/pullrequests/42/comments?pagelen=50");
    expect(found.page).toEqual({ total: 7, complete: true });
    expect(found.comments[0]).toEqual({
      id: 4201,
      author: "Priya Natarajan",
      content: "What if `alg` is `none`?",
      created: "2025-11-07T09:20:00.000Z",
      inline: { path: "src/auth/jwt.ts", to: 8 },
      resolved: true,
      updated: "2025-11-07T09:20:00.000Z",
      url: `${BASE}/acme/platform/pull-requests/42/_/diff#comment-4201`,
    });
    expect(found.comments[1]).toMatchObject({ id: 4202, parent_id: 4201 });
    expect(found.comments[6]).toMatchObject({ id: 4207, content: "", deleted: true });
    expect(parsed("list_pull_request_comments", found)).toEqual(found);
  });

  it("pages to the end", async () => {
    const bitbucket = simulatedBitbucket();
    const ids: number[] = [];
    let page_token: string | undefined;
    do {
      const more = page_token === undefined ? {} : { page_token };
      const found = (await bitbucket.run("list_pull_request_comments", {
        ...pr42,
        limit: 3,
        ...more,
      })) as Listed;
      ids.push(...found.comments.map(({ id }) => id));
      page_token = found.page.next;
    } while (page_token !== undefined);
    expect(ids).toEqual([4201, 4202, 4203, 4204, 4205, 4206, 4207]);
    expect(bitbucket.calls).toBe(3);
  });

  it("refuses a foreign token before any call", async () => {
    const bitbucket = simulatedBitbucket();
    await expect(
      bitbucket.run("list_pull_request_comments", { ...pr42, page_token: "x" }),
    ).rejects.toMatchObject({ number: 5104, details: { fields: ["page_token"] } });
    expect(bitbucket.calls).toBe(0);
  });
});

describe("get_pull_request_comment", () => {
  it("gives one", async () => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("get_pull_request_comment", { ...pr42, comment_id: 4206 });
    expect(target(bitbucket.sent[0])).toBe("/repositories/acme/platform/pullrequests/42/comments/4206");
    expect(found).toMatchObject({ id: 4206, inline: { path: "docs/authentication.md", from: 3 } });
    expect(parsed("get_pull_request_comment", found)).toEqual(found);
  });

  it("copes with one of which little is left", async () => {
    const bare = { id: 1, user: null, inline: { path: "a", from: null, to: null }, resolution: null };
    const found = await answering(() => Response.json(bare)).run("get_pull_request_comment", {
      ...pr42,
      comment_id: 1,
    });
    expect(found).toEqual({ id: 1, content: "", inline: { path: "a" }, url: "" });
  });

  it("tells which is missing", async () => {
    await expect(
      simulatedBitbucket().run("get_pull_request_comment", { ...pr42, comment_id: 9 }),
    ).rejects.toMatchObject({
      code: "COMMENT_NOT_FOUND",
      number: 5009,
      details: { repository: "acme/platform", id: 42, comment_id: 9 },
    });
  });
});
