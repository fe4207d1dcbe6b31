import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { callOf, converse, GET_ISSUE, HELLO, request } from "./mcp-client.js";
import { ended, startPmo, temporaryFolder } from "./pmo.js";

const notification = (method: string, params?: object) => ({
  jsonrpc: "2.0",
  method,
  ...(params && { params }),
});
/** Doubles what it is given sixty times. */
const BOMB = `[@,@]${" | [@,@]".repeat(60)}`;

/** A Jira that takes requests and answers none, and a configuration for it. */
async function silentJira() {
  let reached = () => {};
  let left = () => {};
  const isReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const isLeft = new Promise<void>((resolve) => {
    left = resolve;
  });
  const server: Server = createServer((incoming) => {
    incoming.once("close", () => left());
    reached();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const cwd = temporaryFolder({
    "silent.json": JSON.stringify({
      systems: {
        jira: { base_url: `http://127.0.0.1:${port}`, email: "a@example.com", api_token: "${SILENT}" },
      },
    }),
  });
  const child = startPmo(["mcp", "--config", "silent.json"], { cwd, env: { SILENT: "t" } });
  child.stdin?.on("error", () => {});
  for (const message of [...HELLO, callOf(2, "smart_delegate", GET_ISSUE)])
    child.stdin?.write(`${JSON.stringify(message)}\n`);
  return { child, isReached, isLeft };
}

describe("pmo mcp with a client that does everything wrong", () => {
  it("answers all of it, stays healthy, and ends with its input", async () => {
    const { code, spoken, stderr, answerTo } = await converse([
      callOf(1, "cache_status"),
      "this is no message",
      '[{"jsonrpc":"2.0","id":90,"method":"ping"}]',
      { jsonrpc: "2.0", id: 2, method: "tools/call", params: [1] },
      ...HELLO.map((message) => ("id" in message ? { ...message, id: 3 } : message)),
      ...HELLO.map((message) => ("id" in message ? { ...message, id: 4 } : message)),
      request(5, "tools/nope"),
      request(6, "tools/call", { name: 7 }),
      request(7, "tools/call", { name: "smart_delegate", arguments: null }),
      callOf(8, "smart_deligate", GET_ISSUE),
      notification("notifications/cancelled", { requestId: 999, reason: "never was" }),
      notification("notifications/cancelled"),
      notification("notifications/nope"),
      { jsonrpc: "2.0", id: 777, result: {} },
      callOf(9, "smart_delegate", { ...GET_ISSUE, select: BOMB }),
      callOf(10, "smart_delegate", { ...GET_ISSUE, select: `${"(".repeat(400)}key${")".repeat(400)}` }),
      callOf(11, "smart_delegate", {
        system: "jira",
        operation: "search_issues",
        params: { jql: "project = TRAIN", limit: 100 },
        select: "issues[].{key: key, summary: summary}",
        max_tokens: 300,
      }),
      callOf(12, "smart_delegate", { ...GET_ISSUE, params: { issue_key: "x".repeat(9_000_000) } }),
      ...Array.from({ length: 100 }, (_, index) =>
        callOf(100 + index, "smart_delegate", { ...GET_ISSUE, params: { issue_key: `TRAIN-${index + 1}` } }),
      ),
      callOf(500, "smart_delegate", GET_ISSUE),
    ]);
    expect(code).toBe(0);
    const errors = [2, 5, 6, 7, 8].map((id) => answerTo(id)?.error?.code);
    expect(errors).toEqual([-32600, -32601, -32602, -32602, -32602]);
    expect(spoken.flatMap(({ id, error }) => (id === undefined && error ? [error.code] : []))).toEqual([
      -32700, -32600,
    ]);
    for (const id of [3, 4]) expect(answerTo(id)?.result.serverInfo.name).toBe("pm-orchestrator");
    const success = (id: number) => answerTo(id)?.result?.structuredContent?.success;
    for (let id = 100; id < 200; id += 1) expect.soft(success(id), String(id)).toBe(true);
    // Why nothing was selected is told, with the call that reads the whole.
    expect(answerTo(9)?.result.content[0].text).toContain("select gave nothing");
    expect(answerTo(9)?.result.content[0].text.length).toBeLessThan(40_000);
    expect(answerTo(10)?.result.structuredContent.data).toBe("TRAIN-123");
    expect(answerTo(11)?.result.structuredContent.metadata).toMatchObject({
      tokens_withheld: expect.any(Number),
    });
    expect(answerTo(12)?.result.structuredContent.error.number).toBe(6008);
    expect([success(1), success(500)]).toEqual([true, true]);
    // A line for each that was none of the protocol, and nothing else.
    expect(stderr.trim().split("\n")).toEqual(
      Array.from({ length: 3 }, () =>
        expect.stringMatching(/^pmo mcp: A line of \d+ characters is no message: /),
      ),
    );
  }, 60_000);

  it("ends what is in flight when its input ends, down to the socket", async () => {
    const { child, isReached, isLeft } = await silentJira();
    await isReached;
    child.stdin?.end();
    const { code, stdout, stderr } = await ended(child);
    await isLeft;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(
      stdout
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line).id),
    ).toEqual([1]);
  });

  it("ends as well when the client vanishes in the middle of a call", async () => {
    const { child, isReached, isLeft } = await silentJira();
    await isReached;
    const gone = ended(child);
    child.stdout?.destroy();
    child.stdin?.destroy();
    expect((await gone).code).toBe(0);
    await isLeft;
  });

  it("a call that is cancelled in flight is ended, and the next one is served", async () => {
    const { child, isReached, isLeft } = await silentJira();
    await isReached;
    const say = (message: object) => child.stdin?.write(`${JSON.stringify(message)}\n`);
    say(notification("notifications/cancelled", { requestId: 2, reason: "changed my mind" }));
    await isLeft;
    child.stdout?.on("data", (text: Buffer) => {
      if (String(text).includes('"id":3')) child.stdin?.end();
    });
    say(callOf(3, "find_operations", { system: "jira", operation: "get_issue" }));
    const { code, stdout } = await ended(child);
    expect(code).toBe(0);
    const ids = stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line).id);
    expect(ids.filter((id) => id === 3)).toEqual([3]);
    expect(ids).not.toContain(2);
  });
});
