import { describe, expect, it } from "vitest";
import { fetchBare, recording } from "../../src/overhead/bare.js";
import { cannedFetch, issueReads, lookUps } from "../../src/overhead/canned-jira.js";
import { batchAll, engine, gatherAll, inPairs } from "../../src/overhead/engine.js";

const ORIGIN = "http://canned.invalid";

describe("the bare twin", () => {
  it("asks for exactly what the engine asked for", async () => {
    const recorder = recording(cannedFetch);
    const orchestrator = engine({ origin: ORIGIN, fetch: recorder.fetch });
    await gatherAll(orchestrator, issueReads(20));
    const replayed = recording(cannedFetch);
    await fetchBare(replayed.fetch, recorder.calls, 4);
    const facts = ({ url, method, headers }: (typeof recorder.calls)[number]) => ({
      url,
      method,
      headers: [...headers],
    });
    expect(recorder.calls).toHaveLength(20);
    expect(replayed.calls.map(facts)).toEqual(recorder.calls.map(facts));
  });

  it("has nothing to ask for when the engine's look-ups are cached", async () => {
    const recorder = recording(cannedFetch);
    const orchestrator = engine({ origin: ORIGIN, fetch: recorder.fetch });
    await gatherAll(orchestrator, lookUps(256, 4));
    // Each of the systems is asked for each of the projects that it is asked for.
    expect(recorder.calls).toHaveLength(64);
    await gatherAll(orchestrator, lookUps(256, 4));
    expect(recorder.calls).toHaveLength(64);
  });

  it("has a batch whose references lead to the issue of the step before", async () => {
    const recorder = recording(cannedFetch);
    await batchAll(engine({ origin: ORIGIN, fetch: recorder.fetch }), inPairs(issueReads(4)));
    const keys = recorder.calls.map(({ url }) => /issue\/([^?]+)/.exec(url)?.[1]);
    expect(keys.sort()).toEqual(["TRAIN-1", "TRAIN-1", "TRAIN-3", "TRAIN-3"]);
  });

  it("refuses to measure steps that fail", async () => {
    const failing: typeof fetch = async () => new Response("{}", { status: 500 });
    const orchestrator = engine({ origin: ORIGIN, fetch: failing });
    await expect(gatherAll(orchestrator, issueReads(2))).rejects.toThrow(/2 of 2 steps failed/);
  });
});
