import { answeringFetch, benchFor } from "@pm-orchestrator/adapter-kit/testing";
import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { parsed, settings, simulatedBitbucket, target } from "../bench.js";

const at = { repository: "platform", workspace: "acme" };
const pipelines = "/repositories/acme/platform/pipelines";

describe("get_pipeline_steps and get_pipeline_step", () => {
  it("answer the steps, and one of them with its commands", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("get_pipeline_steps", { ...at, uuid: 30, limit: 1 })) as {
      steps: { uuid: string }[];
      page: { next: string };
    };
    expect(found.steps).toEqual([
      {
        name: "Install",
        state: "SUCCESSFUL",
        started: "2025-11-21T14:00:00.000Z",
        completed: "2025-11-21T14:01:00.000Z",
        uuid: expect.stringMatching(/^\{/),
      },
    ]);
    expect(parsed("get_pipeline_steps", found)).toEqual(found);
    const rest = await bitbucket.run("get_pipeline_steps", {
      ...at,
      uuid: 30,
      limit: 1,
      page_token: found.page.next,
    });
    expect(rest).toMatchObject({ steps: [{ name: "Test", state: "FAILED" }], page: { complete: true } });
    const step = await bitbucket.run("get_pipeline_step", {
      ...at,
      uuid: 30,
      step_uuid: found.steps[0]?.uuid.slice(1, -1),
    });
    expect(step).toMatchObject({ name: "Install", image: "node:20", commands: ["npm ci"] });
    expect(parsed("get_pipeline_step", step)).toEqual(step);
    expect(target(bitbucket.sent[2])).toBe(`${pipelines}/30/steps/${found.steps[0]?.uuid}`);
  });

  it("show a running one as such", async () => {
    await expect(simulatedBitbucket().run("get_pipeline_steps", { ...at, uuid: 40 })).resolves.toMatchObject({
      steps: [{ state: "SUCCESSFUL" }, { state: "RUNNING" }],
    });
  });
});

describe("get_pipeline_step_log", () => {
  async function failedStep(bitbucket: ReturnType<typeof simulatedBitbucket>) {
    const { steps } = (await bitbucket.run("get_pipeline_steps", { ...at, uuid: 30 })) as {
      steps: { uuid: string }[];
    };
    return { ...at, uuid: 30, step_uuid: steps[1]?.uuid };
  }

  it.each([
    [{}, { from_line: 108, shown_lines: 200, complete: false }, /error code 1$/],
    [{ tail: false, max_lines: 3 }, { from_line: 1, shown_lines: 3, complete: false }, /^\+ umask 000\n/],
    [{ max_lines: 500 }, { from_line: 1, shown_lines: 307, complete: true }, / ✓ test 1 passes\n/],
    [
      { errors_only: true },
      { from_line: 303, shown_lines: 4, matching_lines: 4, complete: true },
      /^303: {2}FAIL test.*\n304: AssertionError/,
    ],
    [
      { errors_only: true, max_lines: 1 },
      { from_line: 307, shown_lines: 1, matching_lines: 4, complete: false },
      /^307: npm error/,
    ],
  ])("shows what is asked for, and says what is not shown: %j", async (wanted, expected, text) => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("get_pipeline_step_log", {
      ...(await failedStep(bitbucket)),
      ...wanted,
    });
    expect(found).toEqual({ ...expected, total_lines: 307, text: expect.stringMatching(text) });
    expect(parsed("get_pipeline_step_log", found)).toEqual(found);
  });

  it("follows to where old logs are kept, without the credentials", async () => {
    // Where they lie is no part of Bitbucket, and so of no description.
    const elsewhere = "https://logs.example/1?signature=x";
    const bitbucket = benchFor(adapter, {
      settings,
      fetch: answeringFetch(({ url }) =>
        url === elsewhere
          ? new Response("+ npm test\n")
          : new Response(null, { status: 307, headers: { location: elsewhere } }),
      ),
    });
    const step_uuid = "{11111111-1111-4111-8111-111111111111}";
    await expect(
      bitbucket.run("get_pipeline_step_log", { ...at, uuid: 30, step_uuid }),
    ).resolves.toMatchObject({ text: "+ npm test", complete: true });
    expect(target(bitbucket.sent[0])).toBe(`${pipelines}/30/steps/${step_uuid}/log`);
    expect(bitbucket.sent[1]?.headers.get("authorization")).toBeNull();
    expect(bitbucket.calls).toBe(1);
  });

  it("tells a step that has logged nothing", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("run_pipeline", { ...at, target: "main" });
    const { steps } = (await bitbucket.run("get_pipeline_steps", { ...at, uuid: 41 })) as {
      steps: { uuid: string }[];
    };
    const step_uuid = steps[0]?.uuid;
    await expect(
      bitbucket.run("get_pipeline_step_log", { ...at, uuid: 41, step_uuid }),
    ).rejects.toMatchObject({ number: 5012, details: { pipeline: "41", step: step_uuid } });
  });
});
