import { describe, expect, it } from "vitest";
import { type JsonAnswer, pmo, pmoJson, startSimulators, temporaryFolder } from "./pmo.js";

interface Found {
  system: string;
  state: string;
  probes?: { credentials: string[]; operation: string; latency_ms: number; error?: { number: number } }[];
  scopes?: {
    granted: Record<string, string[]>;
    lacking: { operation: string; missing: unknown }[];
    unknown: string[];
  };
  operations?: Record<"usable" | "partly" | "unusable" | "unknown", string[]>;
}

/** What `pmo doctor` found out about a system. */
function found({ data }: JsonAnswer, system: string): Found | undefined {
  return (data as { systems: Found[] }).systems.find((candidate) => candidate.system === system);
}

describe("pmo doctor", () => {
  it("finds five simulated systems well", async () => {
    const { code, answer } = await pmoJson(["doctor", "--simulate"]);
    expect(code).toBe(0);
    const { systems, warnings } = answer.data as { systems: Record<string, unknown>[]; warnings: unknown[] };
    expect(systems).toHaveLength(5);
    for (const system of systems)
      expect(system).toMatchObject({ state: "ok", credentials: "present", contract: 1 });
    expect(warnings).toEqual([]);
  });

  it("takes systems that nobody configured for no fault, and named ones for one", async () => {
    const nobody = await pmoJson(["doctor"]);
    expect(nobody.code).toBe(0);
    expect(nobody.answer.data).toMatchObject({ systems: Array(5).fill({ state: "not configured" }) });
    const cwd = temporaryFolder({ "c.yaml": "systems: { jira: {}, asana: { adapter: adapter-asana } }\n" });
    const named = await pmoJson(["doctor", "--config", "c.yaml"], { cwd });
    expect([named.code, named.answer.success]).toEqual([3, false]);
    expect(named.answer.data).toMatchObject({
      systems: [
        { system: "jira", state: "failed", error: { number: 6011 } },
        { system: "asana", state: "failed", error: { number: 6006 } },
      ],
    });
  });

  it("reports a configuration that is not trusted", async () => {
    const cwd = temporaryFolder({
      "pmo.config.yaml": "systems: { jira: { base_url: https://x.example } }\n",
    });
    const { code, answer } = await pmoJson(["doctor"], { cwd });
    expect([code, answer.error?.number]).toEqual([3, 6019]);
    expect(answer.data).toMatchObject({ configuration: { usable: false }, systems: [] });
  });

  it("calls once with each set of credentials, and names what every operation's scopes allow", async () => {
    const { answer } = await pmoJson(["doctor", "--simulate"]);
    const probes = (system: string) =>
      found(answer, system)?.probes?.map(({ credentials, operation }) => [...credentials, operation]);
    expect(probes("slack")).toEqual([
      ["bot_token", "get_current_user"],
      ["user_token", "get_current_user"],
    ]);
    expect(probes("bitbucket")).toEqual([["api_token", "get_current_user"]]);
    for (const system of ["slack", "bitbucket", "jira", "confluence"]) {
      expect(found(answer, system)?.operations).toMatchObject({ partly: [], unusable: [], unknown: [] });
    }
    expect(found(answer, "slack")?.scopes?.granted["user_token"]).toContain("search:read");
    // Linear has scopes and tells them nowhere.
    expect(found(answer, "linear")).toMatchObject({
      scopes: { granted: {}, lacking: [], unknown: ["api_key"] },
      operations: { usable: ["cache_status"], unknown: expect.arrayContaining(["create_issue"]) },
    });
  });
});

const SLACK_BOT = "simulated-bot_token/channels:read,users:read,users:read.email,chat:write";
const SLACK_USER = "simulated-user_token/reminders:read";
const BITBUCKET = "simulated-api_token/read:repository:bitbucket,read:pullrequest:bitbucket";

describe("pmo doctor, with tokens that lack scopes", () => {
  it("tells over the network which operations cannot be used, and which scope to ask for", async () => {
    const { url } = await startSimulators();
    const env = {
      SLACK_BASE_URL: `${url}/slack`,
      SLACK_BOT_TOKEN: SLACK_BOT,
      SLACK_USER_TOKEN: SLACK_USER,
      BITBUCKET_BASE_URL: `${url}/bitbucket`,
      BITBUCKET_EMAIL: "maya@acme.example",
      BITBUCKET_API_TOKEN: BITBUCKET,
    };
    const { code, answer, stderr } = await pmoJson(["doctor"], { env });
    expect([code, answer.success, stderr]).toEqual([0, true, ""]);

    const slack = found(answer, "slack");
    expect(slack?.state).toBe("ok");
    expect(slack?.operations?.usable).toEqual(expect.arrayContaining(["update_message", "list_reminders"]));
    // It posts; what a lost answer came to it could not look up.
    expect(slack?.operations?.partly).toContain("post_message");
    expect(slack?.operations?.unusable).toEqual(expect.arrayContaining(["add_reaction", "search_messages"]));
    expect(slack?.scopes?.lacking).toEqual(
      expect.arrayContaining([
        {
          operation: "add_reaction",
          missing: [{ any: ["reactions:write"], of: "bot_token", partly: false }],
        },
        expect.objectContaining({
          operation: "search_messages",
          missing: expect.arrayContaining([{ any: ["search:read"], of: "user_token", partly: false }]),
        }),
      ]),
    );

    // It may not even ask who it is: its credentials are good all the same.
    const bitbucket = found(answer, "bitbucket");
    expect(bitbucket).toMatchObject({
      state: "ok",
      probes: [{ credentials: ["api_token"], error: { number: 5406 } }],
      scopes: { granted: { api_token: ["read:repository:bitbucket", "read:pullrequest:bitbucket"] } },
    });
    expect(bitbucket?.operations?.usable).toContain("get_pull_request");
    expect(bitbucket?.operations?.unusable).toContain("merge_pull_request");
    expect(bitbucket?.operations?.partly).toContain("list_pull_requests");
    expect(JSON.stringify(answer)).not.toMatch(/simulated-(?:bot|user|api)_token/);

    const { stdout } = await pmo(["doctor"], { env });
    expect(stdout).toMatch(
      /^slack +@pm-orchestrator\/adapter-slack .* bot_token +get_current_user [\d.]+ m?s +\d+ of \d+ +ok$/m,
    );
    expect(stdout).toContain(
      "slack: bot_token lacks the scope reactions:write: no add_reaction, remove_reaction.\n",
    );
    expect(stdout).toMatch(
      /^bitbucket: api_token lacks the scope write:pullrequest:bitbucket: no create_pull_request, /m,
    );
    expect(stdout).toMatch(/^bitbucket: api_token lacks .*, so not every use works of list_pull_requests, /m);
    expect(stdout).not.toMatch(/^error /m);
    expect(stdout).not.toMatch(/simulated-(?:bot|user|api)_token/);
  });

  it("can be tried without a network, since tokens may say that they are simulated", async () => {
    const env = { BITBUCKET_ACCESS_TOKEN: "simulated-access_token/account,pullrequest:write" };
    const { answer } = await pmoJson(["doctor", "--simulate"], { env });
    const bitbucket = found(answer, "bitbucket");
    expect(bitbucket?.probes?.[0]?.credentials).toEqual(["access_token"]);
    expect(bitbucket?.operations?.usable).toContain("merge_pull_request");
    expect(bitbucket?.scopes?.lacking).toContainEqual({
      operation: "list_webhooks",
      missing: [{ any: ["webhook"], of: "access_token", partly: false }],
    });
  });

  it("is borne out: what it calls unusable is refused, and the scope named", async () => {
    const call = (system: string, operation: string, ...params: string[]) =>
      pmoJson(["call", system, operation, ...params, "--simulate", "--yes"], {
        env: { SLACK_BOT_TOKEN: SLACK_BOT, SLACK_USER_TOKEN: SLACK_USER, BITBUCKET_API_TOKEN: BITBUCKET },
      });
    const webhooks = await call("bitbucket", "list_webhooks", "repository=acme/platform");
    expect(webhooks.answer.error).toMatchObject({
      number: 5406,
      details: { scope: "read:webhook:bitbucket" },
    });
    const emoji = await call("slack", "list_emoji");
    expect(emoji.answer.error).toMatchObject({ number: 4406, details: { scope: "emoji:read" } });
    const message = await call("slack", "post_message", "channel=#engineering", "text=Hello");
    expect(message.answer.success).toBe(true);
  });

  it("tells credentials that are wrong, of each set", async () => {
    const { url } = await startSimulators();
    const env = {
      SLACK_BASE_URL: `${url}/slack`,
      SLACK_BOT_TOKEN: "simulated-bot_token",
      SLACK_USER_TOKEN: "simulated-nobody",
    };
    const { code, answer } = await pmoJson(["doctor"], { env });
    expect([code, answer.success]).toEqual([3, false]);
    const slack = found(answer, "slack");
    expect(slack).toMatchObject({
      state: "failed",
      error: { number: 4404 },
      scopes: { unknown: ["user_token"] },
    });
    expect(slack?.operations?.usable).toContain("post_message");
    expect(slack?.operations?.unknown).toContain("search_messages");
  });
});
