import { describe, expect, it } from "vitest";
import { answering, parsed, simulatedBitbucket, target } from "../bench.js";

const pr42 = { repository: "acme/platform", id: 42 };
const PATH = "/repositories/acme/platform/pullrequests/42/comments";
const receipt = (id: number, changed: string[]) => ({
  id: String(id),
  url: expect.stringContaining(`#comment-${id}`),
  changed,
});

describe("add_pull_request_comment", () => {
  it.each([
    [
      "on the whole",
      { content: "Looks **good**." },
      { content: { raw: "Looks **good**." } },
      { content: "Looks **good**." },
    ],
    [
      "on a line",
      { content: "Why?", inline: { path: "src/server.ts", to: 7 } },
      { content: { raw: "Why?" }, inline: { path: "src/server.ts", to: 7 } },
      { inline: { path: "src/server.ts", to: 7 } },
    ],
    [
      "on a line that is gone",
      { content: "Pity.", inline: { path: "src/server.ts", from: 3 } },
      { content: { raw: "Pity." }, inline: { path: "src/server.ts", from: 3 } },
      { inline: { path: "src/server.ts", from: 3 } },
    ],
    [
      "as an answer",
      { content: "Yes.", parent_id: "4203" },
      { content: { raw: "Yes." }, parent: { id: 4203 } },
      { parent_id: 4203 },
    ],
    [
      "as part of a review",
      { content: "Later.", pending: true },
      { content: { raw: "Later." }, pending: true },
      { pending: true },
    ],
    [
      "with a suggestion",
      { content: "Shorter:", inline: { path: "a.md", to: 1 }, suggestion: "```\nx\n```" },
      {
        content: { raw: "Shorter:\n\n````suggestion\n```\nx\n```\n````" },
        inline: { path: "a.md", to: 1 },
      },
      { inline: { path: "a.md", to: 1 } },
    ],
  ])("comments %s", async (_name, params, body, kept) => {
    const bitbucket = simulatedBitbucket();
    const added = await bitbucket.run("add_pull_request_comment", { ...pr42, ...params });
    expect(target(bitbucket.sent[0])).toBe(PATH);
    expect(await bitbucket.sent[0]?.json()).toEqual(body);
    expect(added).toEqual(receipt(4208, ["content"]));
    expect(parsed("add_pull_request_comment", added)).toEqual(added);
    await expect(
      bitbucket.run("get_pull_request_comment", { ...pr42, comment_id: "4208" }),
    ).resolves.toMatchObject({ id: 4208, author: "Maya Lindqvist", ...kept });
  });

  it.each([
    [{ ...pr42, id: 9999, content: "x" }, 5002],
    [{ ...pr42, content: "x", parent_id: 1 }, 5009],
    [{ ...pr42, content: " " }, 5103],
  ])("tells what is in the way: %j", async (params, number) => {
    await expect(simulatedBitbucket().run("add_pull_request_comment", params)).rejects.toMatchObject({
      number,
    });
  });

  it("does not know what became of one that was not answered", async () => {
    const lost = () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNRESET" } }));
    await expect(
      answering(lost).run("add_pull_request_comment", { ...pr42, content: "x" }),
    ).rejects.toMatchObject({ number: 6105 });
  });

  it.each([
    { content: "" },
    { content: "x", inline: { to: 3 } },
    { content: "x", inline: { path: "a", to: 0 } },
  ])("refuses %j", async (wrong) => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("add_pull_request_comment", { ...pr42, ...wrong })).rejects.toThrow();
    expect(bitbucket.calls).toBe(0);
  });
});

describe("a comment", () => {
  it("is rewritten", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { ...pr42, comment_id: 4202, content: "Refused now." };
    const updated = await bitbucket.run("update_pull_request_comment", params);
    expect(`${bitbucket.sent[0]?.method} ${target(bitbucket.sent[0])}`).toBe(`PUT ${PATH}/4202`);
    expect(await bitbucket.sent[0]?.json()).toEqual({ content: { raw: "Refused now." } });
    expect(updated).toEqual(receipt(4202, ["content"]));
    await expect(
      bitbucket.run("get_pull_request_comment", { ...pr42, comment_id: 4202 }),
    ).resolves.toMatchObject({ content: "Refused now.", updated: "2025-12-01T10:00:00.000Z" });
  });

  it("of somebody else is not", async () => {
    await expect(
      simulatedBitbucket().run("update_pull_request_comment", { ...pr42, comment_id: 4201, content: "x" }),
    ).rejects.toMatchObject({ number: 5005 });
  });

  it("is deleted, and is then not there", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { ...pr42, comment_id: 4205 };
    expect(await bitbucket.run("delete_pull_request_comment", params)).toEqual(receipt(4205, ["deleted"]));
    expect(`${bitbucket.sent[0]?.method} ${target(bitbucket.sent[0])}`).toBe(`DELETE ${PATH}/4205`);
    await expect(bitbucket.run("delete_pull_request_comment", params)).rejects.toMatchObject({
      number: 5009,
      details: { id: 42, comment_id: 4205 },
    });
    await expect(bitbucket.run("get_pull_request", pr42)).resolves.toMatchObject({ comment_count: 5 });
  });
});

describe("a thread", () => {
  it("is resolved and reopened; what is so already is no failure", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { ...pr42, comment_id: 4203 };
    const run = (operation: string) => bitbucket.run(operation, params);
    const resolved = await run("resolve_pull_request_comment");
    expect(resolved).toEqual(receipt(4203, ["resolved"]));
    expect(parsed("resolve_pull_request_comment", resolved)).toEqual(resolved);
    await expect(run("get_pull_request_comment")).resolves.toMatchObject({ resolved: true });
    expect(await run("resolve_pull_request_comment")).toEqual(receipt(4203, []));
    expect(await run("reopen_pull_request_comment")).toEqual(receipt(4203, ["resolved"]));
    expect(await run("reopen_pull_request_comment")).toEqual(receipt(4203, []));
    expect(bitbucket.sent.map((request) => `${request.method} ${target(request)}`)).toEqual([
      `POST ${PATH}/4203/resolve`,
      `GET ${PATH}/4203`,
      `POST ${PATH}/4203/resolve`,
      `DELETE ${PATH}/4203/resolve`,
      `DELETE ${PATH}/4203/resolve`,
    ]);
  });

  it.each([
    ["resolve_pull_request_comment", 4202, 5005],
    ["resolve_pull_request_comment", 1, 5009],
    ["reopen_pull_request_comment", 1, 5009],
  ])("%s on comment %i fails", async (operation, comment_id, number) => {
    await expect(simulatedBitbucket().run(operation, { ...pr42, comment_id })).rejects.toMatchObject({
      number,
    });
  });
});
