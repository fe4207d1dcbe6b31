import { describe, expect, it } from "vitest";
import { call, connected, ERAS, silence, simulated } from "./support/connected.js";

const issue = (key: string) => ({ system: "jira", operation: "get_issue", params: { issue_key: key } });

/** An upstream in which one issue is not answered before {@link release} is called. */
function held(key: string) {
  let release = () => {};
  let reached = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const isReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let ended = () => {};
  const isEnded = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const upstream = simulated({}, (request) => {
    if (!request.url.includes(key)) return undefined;
    request.signal.addEventListener("abort", ended);
    reached();
    return Promise.race([released.then(() => undefined as unknown as Response), silence(request)]);
  });
  return { ...upstream, release: () => release(), isReached, isEnded };
}

describe.each(ERAS)("a call that lasts too long, revision %s", (era) => {
  it("answers with the run, which goes on and can be read", async () => {
    const upstream = held("TRAIN-2");
    const { client } = await connected({ era, open: async () => upstream.orchestrator, waitMs: 1 });
    const begun = await call(client, "lazy_gather_context", { operations: [issue("TRAIN-2")] });
    const { run_id, status, steps } = begun.answer.data.run;
    expect({ status, steps }).toMatchObject({ status: "running", steps: [{ system: "jira" }] });
    expect(begun.text).toContain(`It goes on as run ${run_id}.`);
    expect(begun.text).toContain(`"params":{"run_id":"${run_id}","wait_ms":20000}`);

    upstream.release();
    const read = { system: "orchestrator", operation: "get_run", params: { run_id, wait_ms: 25_000 } };
    // The waiting is a call of its own, which must not become a run.
    const patient = await upstream.orchestrator.smartDelegate(read);
    expect(patient.data).toMatchObject({
      run_id,
      status: "finished",
      steps: [{ id: "operations[0]", status: "succeeded" }],
      answer: { success: true, data: { results: [{ data: { key: "TRAIN-2" } }] } },
    });
  });

  it("can be cancelled; what was finished is in its answer", async () => {
    const upstream = held("TRAIN-2");
    const { client } = await connected({ era, open: async () => upstream.orchestrator, waitMs: 1 });
    const { answer } = await call(client, "lazy_gather_context", { operations: [issue("TRAIN-2")] });
    const { run_id } = answer.data.run;
    const cancelled = await upstream.orchestrator.smartDelegate({
      system: "orchestrator",
      operation: "cancel_run",
      params: { run_id },
    });
    expect(cancelled.data).toMatchObject({
      status: "finished",
      steps: [{ status: "cancelled" }],
      answer: { success: false, error: { number: 6107 } },
    });
  });
});

describe("runs", () => {
  it("that nobody knows are 6016", async () => {
    const { client } = await connected();
    const read = { system: "orchestrator", operation: "get_run", params: { run_id: "nothing" } };
    const { answer, isError } = await call(client, "smart_delegate", read);
    expect(isError).toBe(true);
    expect(answer.error).toMatchObject({ number: 6016, details: { run_id: "nothing", known: [] } });
  });

  it("are read by a gather, and not ended by one", async () => {
    const { client } = await connected();
    const step = (operation: string) => ({
      system: "orchestrator",
      operation,
      params: { run_id: "nothing" },
    });
    const read = await call(client, "lazy_gather_context", { operations: [step("get_run")] });
    expect(read.answer.data.results[0].error.number).toBe(6016);
    const ended = await call(client, "lazy_gather_context", { operations: [step("cancel_run")] });
    expect(ended.answer.error.number).toBe(6013);
  });

  it("end with the connection", async () => {
    const upstream = held("TRAIN-2");
    const { client, disconnect } = await connected({ open: async () => upstream.orchestrator, waitMs: 1 });
    const { answer } = await call(client, "lazy_gather_context", { operations: [issue("TRAIN-2")] });
    expect(answer.data.run.status).toBe("running");
    await upstream.isReached;
    await disconnect();
    await upstream.isEnded;
  });
});

describe.each(ERAS)("a client that goes away, revision %s", (era) => {
  it("ends what it had asked for, down to the socket", async () => {
    let aborted = () => {};
    let reached = () => {};
    const isAborted = new Promise<void>((resolve) => {
      aborted = resolve;
    });
    const isReached = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const upstream = simulated({}, (request) => {
      request.signal.addEventListener("abort", aborted);
      reached();
      return silence(request);
    });
    const { client, disconnect } = await connected({ era, open: async () => upstream.orchestrator });
    const answer = call(client, "smart_delegate", issue("TRAIN-2")).catch(() => "gone");
    await isReached;
    await disconnect();
    await isAborted;
    expect(await answer).toBe("gone");
  });
});

describe.each(ERAS)("while a call runs, revision %s", (era) => {
  it("its progress is told to who asked for it", async () => {
    const { client } = await connected({ era });
    const told: unknown[] = [];
    await call(
      client,
      "lazy_gather_context",
      { operations: [issue("TRAIN-1"), issue("TRAIN-2"), issue("TRAIN-99999")] },
      { onprogress: (progress) => told.push(progress) },
    );
    expect(told).toHaveLength(3);
    expect(told.map((progress) => (progress as { progress: number }).progress)).toEqual([1, 2, 3]);
    expect(told).toContainEqual(expect.objectContaining({ total: 3, message: "operations[2] failed" }));
  });

  it("its total grows with what targets lead to", async () => {
    const { client } = await connected({ era });
    const told: { progress: number; total: number }[] = [];
    const { answer } = await call(
      client,
      "lazy_gather_context",
      { targets: ["TRAIN-123", "train-123"], follow: { depth: 1, kinds: ["issue"] } },
      { onprogress: (progress) => told.push(progress as { progress: number; total: number }) },
    );
    expect(answer.success).toBe(true);
    expect(told.every(({ progress, total }) => progress <= total)).toBe(true);
    expect(told.at(-1)?.progress).toBe(told.at(-1)?.total);
    expect(told.length).toBeGreaterThan(answer.data.results.length);
  });

  it("that of a single operation too, also while it waits for its next attempt", async () => {
    let refusals = 1;
    const upstream = simulated({}, () =>
      refusals-- > 0
        ? Promise.resolve(new Response("{}", { status: 429, headers: { "retry-after": "0" } }))
        : undefined,
    );
    const { client } = await connected({ era, open: async () => upstream.orchestrator });
    const told: unknown[] = [];
    const onprogress = (progress: unknown) => told.push(progress);
    const { answer } = await call(client, "smart_delegate", issue("TRAIN-1"), { onprogress });
    expect(answer.success).toBe(true);
    expect(told).toMatchObject([
      {
        progress: 0.5,
        total: 1,
        message: expect.stringMatching(/^get_issue waits .* before attempt 2: JIRA_API_RATE_LIMIT$/),
      },
      { progress: 1, total: 1, message: "get_issue done" },
    ]);
  });

  it("the client can end it, down to the socket", async () => {
    let aborted = () => {};
    const isAborted = new Promise<void>((resolve) => {
      aborted = resolve;
    });
    const upstream = simulated({}, (request) => {
      if (!request.url.includes("TRAIN-2")) return undefined;
      request.signal.addEventListener("abort", aborted);
      queueMicrotask(() => controller.abort("enough"));
      return silence(request);
    });
    const controller = new AbortController();
    const { client } = await connected({ era, open: async () => upstream.orchestrator });
    const cancelled = call(client, "smart_delegate", issue("TRAIN-2"), { signal: controller.signal });
    await expect(cancelled).rejects.toThrow();
    await isAborted;
    expect((await call(client, "smart_delegate", issue("TRAIN-1"))).answer.success).toBe(true);
  });
});
