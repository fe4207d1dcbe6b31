import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished } from "vitest";
import { ended, pmo, pmoJson, startPmo, startSimulators, temporaryFolder } from "./pmo.js";
import { asInput } from "./requests.js";

const FAST_AND_SLOW = {
  operations: [
    { id: "fast", system: "jira", operation: "cache_status", params: {} },
    { id: "slow", system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } },
    { id: "after", system: "jira", operation: "cache_status", params: {}, depends_on: ["slow"] },
  ],
};

const WAITING = {
  operations: [
    { system: "jira", operation: "cache_status", params: {} },
    { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } },
  ],
};

const withId = (operation: object, place: number) => ({ id: `s${place}`, ...operation });

/** A system that has no room for the next twenty seconds; `asked` resolves when somebody has been told so. */
async function serveRefusals(): Promise<{ url: string; asked: Promise<void> }> {
  let tell: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const server = createServer((_, response) => {
    response.writeHead(429, { "retry-after": "20" }).end("{}", () => setTimeout(tell, 200));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** A system that answers as it is told to; undefined never answers. */
async function serveJira(body: string | undefined, status = 200): Promise<string> {
  const server = createServer((_, response) => {
    if (body !== undefined) response.writeHead(status, { "content-type": "text/html" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A folder with a configuration whose Jira is there. */
function folderWithJira(baseUrl: string): string {
  return temporaryFolder({
    "c.json": JSON.stringify({
      systems: { jira: { base_url: baseUrl, email: "maya@acme.example", api_token: "token-that-is-secret" } },
    }),
  });
}

describe("survived at run time", () => {
  it.each([
    ["a system that is down", async () => "http://127.0.0.1:9"],
    ["one that answers HTML", () => serveJira("<html>hello</html>")],
  ])("%s: the other results are there", async (_, addressOf) => {
    const cwd = folderWithJira(await addressOf());
    const { code, answer } = await pmoJson(["run", "-", "--config", "c.json"], {
      cwd,
      ...asInput(FAST_AND_SLOW),
    });
    expect(code).toBe(1);
    const { results } = answer.data as { results: { status: string; error?: { number: number } }[] };
    expect(results.map(({ status }) => status)).toEqual(["succeeded", "failed", "skipped"]);
    expect(results.map(({ error }) => error?.number)).toEqual([undefined, 2401, 6104]);
    expect(JSON.stringify(answer)).not.toContain("token-that-is-secret");
  });

  it("one that refuses the credentials: exit code 3 when nothing else succeeded", async () => {
    const cwd = folderWithJira(await serveJira("no", 401));
    const args = ["call", "jira", "get_issue", "issue_key=TRAIN-1", "--config", "c.json"];
    const call = await pmoJson(args, { cwd });
    expect([call.code, call.answer.error?.number]).toEqual([3, 2404]);
    const run = await pmoJson(["run", "-", "--config", "c.json"], { cwd, ...asInput(FAST_AND_SLOW) });
    expect(run.code).toBe(1);
  });

  it("one that never answers: the deadline ends it", async () => {
    const cwd = folderWithJira(await serveJira(undefined));
    const request = asInput({ ...FAST_AND_SLOW, timeout_ms: 300 });
    const { code, answer } = await pmoJson(["run", "-", "--config", "c.json"], { cwd, ...request });
    expect([code, answer.error?.number]).toEqual([1, 6005]);
    const { results } = answer.data as { results: { status: string }[] };
    expect(results[0]?.status).toBe("succeeded");
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "%s in the middle: finished results are printed",
    async (signal) => {
      const { url } = await startSimulators(["--latency", "60000"]);
      const child = startPmo(["run", "-", `--simulate=${url}`, "--events"]);
      const end = ended(child);
      child.stdin?.end(JSON.stringify(FAST_AND_SLOW));
      const lines: string[] = [];
      if (child.stdout === null) throw new Error("The child has no output.");
      const started = new Set<unknown>();
      for await (const line of createInterface({ input: child.stdout })) {
        lines.push(line);
        const { event, operation_id } = JSON.parse(line) as { event?: string; operation_id?: string };
        started.add(`${event} ${operation_id}`);
        if (started.has("operation_completed fast") && started.has("operation_started slow")) {
          started.clear();
          child.kill(signal);
        }
      }
      const { code, stderr } = await end;
      expect(code).toBe(130);
      expect(stderr).toContain("Interrupted.");
      const answer = JSON.parse(lines.at(-1) ?? "") as {
        data: { results: { status: string }[] };
        error: { number: number };
      };
      expect(answer.data.results.map(({ status }) => status)).toEqual([
        "succeeded",
        "cancelled",
        "cancelled",
      ]);
      expect(answer.error.number).toBe(6107);
    },
  );

  it.each([
    ["call", ["call", "jira", "get_issue", "issue_key=TRAIN-1"], undefined, ["cancelled"]],
    ["gather", ["gather", "-"], WAITING, ["succeeded", "cancelled"]],
    [
      "run",
      ["run", "-"],
      { ...WAITING, operations: WAITING.operations.map(withId) },
      ["succeeded", "cancelled"],
    ],
  ])(
    "SIGINT while %s waits until a limit has room: at once, with what is finished",
    async (_, args, input, expected) => {
      const { url, asked } = await serveRefusals();
      const child = startPmo([...args, "--config", "c.json", "--json"], { cwd: folderWithJira(url) });
      const end = ended(child);
      child.stdin?.end(input === undefined ? "" : JSON.stringify(input));
      await asked;
      const begun = performance.now();
      child.kill("SIGINT");
      const { code, stdout } = await end;
      expect(code).toBe(130);
      expect(performance.now() - begun).toBeLessThan(5000);
      const answer = JSON.parse(stdout) as {
        data?: { results?: { status: string }[] };
        error: { number: number };
      };
      expect(answer.error.number).toBe(6107);
      if (input !== undefined) expect(answer.data?.results?.map(({ status }) => status)).toEqual(expected);
    },
  );

  it("a reader that goes away: a quiet end", async () => {
    const child = startPmo(["ops", "--json"]);
    const end = ended(child);
    child.stdout?.destroy();
    expect(await end).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("credentials in what is printed", () => {
  it("are nowhere, also when the configuration is wrong", async () => {
    const cwd = temporaryFolder({
      "c.yaml":
        "systems:\n  jira:\n    base_url: https://acme.example\n    api_tokn: ATATT3xFfGF0secretsecretsecret\n",
    });
    const { code, stdout, stderr } = await pmo(["doctor", "--config", "c.yaml"], { cwd });
    expect(code).toBe(3);
    expect(stdout + stderr).toContain("api_token");
    expect(stdout + stderr).not.toContain("ATATT3x");
  });
});
