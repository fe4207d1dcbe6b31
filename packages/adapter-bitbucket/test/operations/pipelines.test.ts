import { describe, expect, it } from "vitest";
import { answering, BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const at = { repository: "platform", workspace: "acme" };
const pipelines = "/repositories/acme/platform/pipelines";

interface Listed {
  pipelines: { number: number; state: string; target?: string; trigger?: string }[];
  page: { next?: string; total?: number };
}

describe("list_pipelines", () => {
  it("filters by state, branch and trigger, the newest first", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("list_pipelines", {
      ...at,
      status: "FAILED",
      target_branch: "feature/TRAIN-123-jwt-middleware",
      trigger_type: "PUSH",
      limit: 2,
    })) as Listed;
    expect(target(bitbucket.sent[0])).toBe(
      `${pipelines}?status=FAILED&target.branch=feature/TRAIN-123-jwt-middleware&trigger_type=PUSH&sort=-created_on&pagelen=2`,
    );
    expect(found.pipelines[0]).toEqual({
      number: 30,
      state: "FAILED",
      target: "feature/TRAIN-123-jwt-middleware",
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      trigger: "PUSH",
      creator: expect.any(String),
      created: "2025-11-21T14:00:00.000Z",
      seconds: 240,
      uuid: expect.stringMatching(/^\{/),
      url: `${BASE}/acme/platform/pipelines/results/30`,
    });
    expect(parsed("list_pipelines", found)).toEqual(found);
  });

  it("pages to the end, the oldest first if wanted", async () => {
    const bitbucket = simulatedBitbucket();
    const numbers: number[] = [];
    let page_token: string | undefined;
    do {
      const params = {
        ...at,
        sort: "oldest",
        limit: 15,
        ...(page_token === undefined ? {} : { page_token }),
      };
      const found = (await bitbucket.run("list_pipelines", params)) as Listed;
      numbers.push(...found.pipelines.map(({ number }) => number));
      page_token = found.page.next;
    } while (page_token !== undefined);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(bitbucket.calls).toBe(3);
  });
});

describe("get_pipeline", () => {
  it("answers by number and by uuid, in braces or not", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("get_pipeline", { ...at, uuid: 30 })) as { uuid: string };
    expect(found).toMatchObject({ number: 30, state: "FAILED", completed: "2025-11-21T14:04:00.000Z" });
    expect(parsed("get_pipeline", found)).toEqual(found);
    for (const uuid of ["30", found.uuid, found.uuid.slice(1, -1)]) {
      await expect(bitbucket.run("get_pipeline", { ...at, uuid })).resolves.toEqual(found);
    }
    expect(target(bitbucket.sent.at(-1))).toBe(`${pipelines}/${found.uuid}`);
  });

  it("tells what went wrong, and which pull request it ran for", async () => {
    const bitbucket = answering(() =>
      Response.json({
        uuid: "{1}",
        build_number: 7,
        target: { type: "pipeline_pullrequest_target", source: "fix", destination: "main" },
        state: { name: "COMPLETED", result: { name: "ERROR", error: { message: "No such image" } } },
        trigger: { type: "pipeline_trigger_manual" },
      }),
    );
    await expect(bitbucket.run("get_pipeline", { ...at, uuid: 7 })).resolves.toMatchObject({
      state: "ERROR",
      error: "No such image",
      target: "fix",
      pull_request_to: "main",
      trigger: "MANUAL",
    });
  });

  it("tells one that is not there", async () => {
    await expect(simulatedBitbucket().run("get_pipeline", { ...at, uuid: 99 })).rejects.toMatchObject({
      code: "PIPELINE_NOT_FOUND",
      number: 5012,
      details: { repository: "acme/platform", pipeline: "99" },
    });
  });

  it.each([{ uuid: 0 }, { uuid: "abc" }, { uuid: "../x" }])("refuses %j", async (wrong) => {
    await expect(simulatedBitbucket().run("get_pipeline", { ...at, ...wrong })).rejects.toThrow();
  });
});

describe("run_pipeline", () => {
  it.each([
    [
      "a branch",
      "release/2.4",
      undefined,
      { type: "pipeline_ref_target", ref_type: "branch", ref_name: "release/2.4" },
    ],
    ["a tag", "v2.3.0", undefined, { type: "pipeline_ref_target", ref_type: "tag", ref_name: "v2.3.0" }],
    [
      "a custom pipeline",
      "main",
      "deploy",
      {
        type: "pipeline_ref_target",
        ref_type: "branch",
        ref_name: "main",
        selector: { type: "custom", pattern: "deploy" },
      },
    ],
  ])("runs for %s", async (_what, ref, pipeline, expected) => {
    const bitbucket = simulatedBitbucket();
    const receipt = await bitbucket.run("run_pipeline", {
      ...at,
      target: ref,
      ...(pipeline === undefined ? {} : { pipeline }),
      variables: [{ key: "TOKEN", value: "x", secured: true }],
    });
    expect(await bitbucket.sent[1]?.json()).toEqual({
      target: expected,
      variables: [{ key: "TOKEN", value: "x", secured: true }],
    });
    expect(receipt).toEqual({
      id: expect.stringMatching(/^\{/),
      url: `${BASE}/acme/platform/pipelines/results/41`,
      changed: ["target", ...(pipeline === undefined ? [] : ["pipeline"]), "variables"],
      number: 41,
      state: "PENDING",
    });
    expect(parsed("run_pipeline", receipt)).toEqual(receipt);
    await expect(bitbucket.run("get_pipeline", { ...at, uuid: 41 })).resolves.toMatchObject({
      trigger: "MANUAL",
      target: ref,
      ...(pipeline === undefined ? {} : { pipeline }),
    });
  });

  it("runs for a hash without any look-up", async () => {
    const bitbucket = simulatedBitbucket();
    const { commit } = (await bitbucket.run("get_branch", { ...at, name: "main" })) as { commit: string };
    await bitbucket.run("run_pipeline", { ...at, target: commit, pipeline: "deploy" });
    expect(await bitbucket.sent[1]?.json()).toEqual({
      target: {
        type: "pipeline_commit_target",
        commit: { type: "commit", hash: commit },
        selector: { type: "custom", pattern: "deploy" },
      },
    });
  });

  it("takes HEAD for the default branch", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("run_pipeline", { ...at, target: "HEAD" });
    expect(await bitbucket.sent[1]?.json()).toEqual({
      target: { type: "pipeline_ref_target", ref_type: "branch", ref_name: "main" },
    });
  });

  it("sends nothing for a branch that is not there", async () => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("run_pipeline", { ...at, target: "mian" })).rejects.toMatchObject({
      number: 5003,
    });
    expect(bitbucket.sent.map(({ method }) => method)).toEqual(["GET", "GET"]);
  });
});

describe("stop_pipeline", () => {
  it("stops one that runs, with its steps", async () => {
    const bitbucket = simulatedBitbucket();
    const receipt = await bitbucket.run("stop_pipeline", { ...at, uuid: 40 });
    expect(target(bitbucket.sent[0])).toBe(`${pipelines}/40/stopPipeline`);
    expect(receipt).toEqual({
      id: "40",
      url: `${BASE}/acme/platform/pipelines/results/40`,
      changed: ["state"],
    });
    expect(parsed("stop_pipeline", receipt)).toEqual(receipt);
    await expect(bitbucket.run("get_pipeline", { ...at, uuid: 40 })).resolves.toMatchObject({
      state: "STOPPED",
    });
    await expect(bitbucket.run("stop_pipeline", { ...at, uuid: 40 })).rejects.toMatchObject({
      code: "PIPELINE_COMPLETED",
      number: 5303,
      details: { pipeline: "40" },
    });
  });
});
