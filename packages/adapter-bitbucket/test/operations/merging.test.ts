import { describe, expect, it } from "vitest";
import { answering, BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const pr42 = { repository: "acme/platform", id: 42 };
const url = `${BASE}/acme/platform/pull-requests/42`;
const refused = (status: number, message: string) => () =>
  Response.json({ type: "error", error: { message } }, { status });

describe("merge_pull_request", () => {
  it("merges, and says as which commit", async () => {
    const bitbucket = simulatedBitbucket();
    const merged = await bitbucket.run("merge_pull_request", {
      ...pr42,
      message: "TRAIN-123: JWT middleware",
      strategy: "squash",
      close_source_branch: true,
    });
    expect(target(bitbucket.sent[0])).toBe("/repositories/acme/platform/pullrequests/42/merge");
    expect(await bitbucket.sent[0]?.json()).toEqual({
      message: "TRAIN-123: JWT middleware",
      merge_strategy: "squash",
      close_source_branch: true,
    });
    const merge_commit = expect.stringMatching(/^[0-9a-f]{12}$/);
    expect(merged).toEqual({ id: "42", url, changed: ["state"], state: "MERGED", merge_commit });
    expect(parsed("merge_pull_request", merged)).toEqual(merged);
    await expect(bitbucket.run("get_pull_request", pr42)).resolves.toMatchObject({
      state: "MERGED",
      merge_commit,
    });
  });

  it("leaves to Bitbucket what was not said", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("merge_pull_request", pr42);
    expect(await bitbucket.sent[0]?.json()).toEqual({});
  });

  it("gives the task of a merge that takes long, which tells when it is done", async () => {
    const bitbucket = simulatedBitbucket();
    const pr60 = { repository: "acme/platform", id: 60 };
    const pending = await bitbucket.run("merge_pull_request", pr60);
    expect(pending).toMatchObject({ id: "60", state: "PENDING", task_id: "simulated-merge-60" });
    expect(parsed("merge_pull_request", pending)).toEqual(pending);
    const ask = () => bitbucket.run("get_merge_status", { ...pr60, task_id: "simulated-merge-60" });
    const page = `${BASE}/acme/platform/pull-requests/60`;
    expect(await ask()).toEqual({ status: "PENDING", url: page });
    expect(target(bitbucket.sent[1])).toBe(
      "/repositories/acme/platform/pullrequests/60/merge/task-status/simulated-merge-60",
    );
    const done = await ask();
    expect(done).toEqual({ status: "SUCCESS", state: "MERGED", merge_commit: expect.any(String), url: page });
    expect(parsed("get_merge_status", done)).toEqual(done);
  });

  it.each([
    ["checks", refused(400, "You can't merge until every task is resolved."), 5302],
    ["a merge of before", refused(400, "This pull request is already merged."), 5301],
    ["a moved branch", refused(409, "One of the refs changed while attempting to merge."), 5405],
    ["a missing one", refused(404, "Not found"), 5002],
    ["a lack of time", refused(555, "The merge took too long."), 5403],
  ])("tells %s", async (_name, respond, number) => {
    for (const [operation, more] of [
      ["merge_pull_request", {}],
      ["get_merge_status", { task_id: "1" }],
    ] as const) {
      await expect(answering(respond).run(operation, { ...pr42, ...more })).rejects.toMatchObject({ number });
    }
  });

  it("is not simply to be sent again after Bitbucket ran out of time", async () => {
    await expect(answering(refused(555, "Timed out")).run("merge_pull_request", pr42)).rejects.toMatchObject({
      retryable: false,
      suggestions: expect.arrayContaining([expect.stringContaining("Look whether it happened")]),
    });
  });

  it.each([
    [{ repository: "acme/web", id: 61 }, "You can't merge a draft pull request"],
    [{ ...pr42, id: 5 }, "This pull request is already merged"],
  ])("is refused by the simulator too: %j", async (params, message) => {
    await expect(simulatedBitbucket().run("merge_pull_request", params)).rejects.toMatchObject({ message });
  });

  it("has no status for somebody else's task", async () => {
    await expect(
      simulatedBitbucket().run("get_merge_status", { ...pr42, task_id: "simulated-merge-60" }),
    ).rejects.toMatchObject({ number: 5302 });
  });
});

describe("decline_pull_request", () => {
  it("declines, then says why", async () => {
    const bitbucket = simulatedBitbucket();
    const declined = await bitbucket.run("decline_pull_request", { ...pr42, message: "Not **now**." });
    expect(bitbucket.sent.map((request) => `${request.method} ${target(request)}`)).toEqual([
      "POST /repositories/acme/platform/pullrequests/42/decline",
      "POST /repositories/acme/platform/pullrequests/42/comments",
    ]);
    expect(await bitbucket.sent[1]?.json()).toEqual({ content: { raw: "Not **now**." } });
    expect(declined).toEqual({
      id: "42",
      url,
      changed: ["state", "comment"],
      state: "DECLINED",
      comment_id: "4208",
    });
    expect(parsed("decline_pull_request", declined)).toEqual(declined);
  });

  it("needs no reason", async () => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("decline_pull_request", pr42)).resolves.toEqual({
      id: "42",
      url,
      changed: ["state"],
      state: "DECLINED",
    });
    expect(bitbucket.calls).toBe(1);
    await expect(bitbucket.run("decline_pull_request", pr42)).rejects.toMatchObject({ number: 5301 });
  });

  it("explains nothing that did not happen", async () => {
    const bitbucket = simulatedBitbucket();
    const merged = { ...pr42, id: 5, message: "No." };
    await expect(bitbucket.run("decline_pull_request", merged)).rejects.toMatchObject({ number: 5301 });
    expect(bitbucket.calls).toBe(1);
  });

  it("has declined although the reason could not be written", async () => {
    const bitbucket = answering(({ url: asked }) =>
      asked.endsWith("/decline")
        ? Response.json({ state: "DECLINED" })
        : refused(403, "You may not comment.")(),
    );
    await expect(bitbucket.run("decline_pull_request", { ...pr42, message: "No." })).resolves.toEqual({
      id: "42",
      url,
      changed: ["state"],
      state: "DECLINED",
      comment_failed: "You may not comment",
    });
  });
});
