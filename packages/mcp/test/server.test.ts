import { orchestratorError } from "@pm-orchestrator/core";
import {
  batchAnswerSchema,
  cacheStatusAnswerSchema,
  delegateAnswerSchema,
  findOperationsAnswerSchema,
  gatherAnswerSchema,
} from "@pm-orchestrator/core/schemas";
import { describe, expect, it } from "vitest";
import { TOOLS } from "../src/index.js";
import { call, connected, ERAS, simulated } from "./support/connected.js";

const GET_ISSUE = { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } };

describe.each(ERAS)("the five tools, revision %s", (era) => {
  it("are listed whole, before anything is opened", async () => {
    const { client, opened } = await connected({ era });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(TOOLS.map(({ name }) => name).sort());
    const readOnly = tools.filter(({ annotations }) => annotations?.readOnlyHint === true);
    expect(readOnly.map(({ name }) => name).sort()).toEqual([
      "cache_status",
      "find_operations",
      "lazy_gather_context",
    ]);
    expect(tools.every(({ outputSchema }) => outputSchema !== undefined)).toBe(true);
    expect(opened()).toBe(0);
    expect(client.getNegotiatedProtocolVersion()).toBe(era);
  });

  it("lazy_gather_context answers every read, as an object and as a text that marks what came from outside", async () => {
    const { client } = await connected({ era });
    const { answer, text, isError } = await call(client, "lazy_gather_context", {
      operations: [
        GET_ISSUE,
        { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-99999" } },
      ],
    });
    expect(isError).toBe(false);
    expect(gatherAnswerSchema.parse(answer).data?.results).toHaveLength(2);
    const lines = text.split("\n");
    expect(lines[0]).toContain("begin with |");
    const { api_calls, total_duration_ms } = answer.metadata;
    const calls = `${api_calls} API ${api_calls === 1 ? "call" : "calls"}`;
    expect(lines[1]).toBe(`1 of 2 succeeded, ${Math.round(total_duration_ms)} ms, ${calls}`);
    expect(lines[2]).toBe("[0] jira get_issue: succeeded");
    expect(lines[3]).toMatch(/^\| \{"key":"TRAIN-123"/);
    expect(lines[4]).toBe("[1] jira get_issue: failed");
    expect(lines[5]).toBe("error 2003 ISSUE_NOT_FOUND:");
    expect(lines.slice(6).every((line) => line.startsWith("| "))).toBe(true);
  });

  it("lazy_gather_context says which target each result is of, how it was found, and what was not read", async () => {
    const { client } = await connected({ era });
    const { text, answer } = await call(client, "lazy_gather_context", {
      targets: ["TRAIN-123", "https://acme.atlassian.net/browse/train-123", "#engineering"],
      follow: { depth: 1, kinds: ["issue"], limit: 2 },
    });
    const lines = text.split("\n");
    const count = answer.data.results.length;
    expect(lines.find((line) => line.includes("succeeded,"))).toMatch(
      new RegExp(`^${count} of ${count} succeeded, `),
    );
    const after = (line: string) => lines[lines.indexOf(line) + 1];
    expect(after("[0] jira get_issue: succeeded")).toBe("| target: TRAIN-123");
    expect(after("[1] slack get_channel: succeeded")).toBe("| target: #engineering");
    expect(after("[2] jira get_issue: succeeded")).toBe(
      "| found: TRAIN-100 (parent of the issue: TRAIN-123)",
    );
    expect(after("Not read:")).toBe(
      "| https://acme.atlassian.net/browse/train-123: it is the same as targets[0]",
    );
    expect(lines.some((line) => /^\| .*: follow\.limit 2 was reached$/.test(line))).toBe(true);
  });

  it("smart_delegate says what a target was taken for", async () => {
    const { client } = await connected({ era });
    const { text } = await call(client, "smart_delegate", { target: "platform#42" });
    expect(text).toContain("\nbitbucket get_pull_request: succeeded, ");
  });

  it("smart_delegate answers one operation", async () => {
    const { client } = await connected({ era });
    const { answer, text } = await call(client, "smart_delegate", GET_ISSUE);
    expect(delegateAnswerSchema.parse(answer).data).toMatchObject({ key: "TRAIN-123" });
    expect(text).toContain("\njira get_issue: succeeded, ");
  });

  it("batch_parallel_execute passes results on", async () => {
    const { client } = await connected({
      era,
      open: async () => simulated({ policy: { systems: { slack: { writes: "allow" } } } }).orchestrator,
    });
    const { answer } = await call(client, "batch_parallel_execute", {
      operations: [
        { id: "issue", ...GET_ISSUE },
        {
          id: "post",
          system: "slack",
          operation: "post_message",
          params: { channel: "#engineering", text: "See ${{ steps.issue.data.key }}" },
        },
      ],
    });
    expect(batchAnswerSchema.parse(answer)).toMatchObject({
      success: true,
      metadata: { execution_phases: 2 },
    });
  });

  it("cache_status tells of the same session", async () => {
    const { client } = await connected({ era });
    await call(client, "smart_delegate", {
      system: "jira",
      operation: "get_project",
      params: { project: "TRAIN" },
    });
    const { answer, text } = await call(client, "cache_status", { detailed: true });
    expect(cacheStatusAnswerSchema.parse(answer).data?.by_system).toHaveProperty("jira");
    expect(JSON.parse(text)).toEqual(answer.data);
  });

  it("find_operations gives tree, signatures, an operation, and the best five", async () => {
    const { client } = await connected({ era });
    const tree = await call(client, "find_operations");
    expect(findOperationsAnswerSchema.parse(tree.answer).metadata.operations).toBeGreaterThan(360);
    expect(tree.text).toContain("jira:\n read: get_issue search_issues");
    expect(tree.text).toContain("orchestrator:\n read: get_run");
    const system = await call(client, "find_operations", { system: "slack" });
    expect(system.text).toContain("write:\npost_message(channel, text");
    const one = await call(client, "find_operations", { system: "jira", operation: "get_issue" });
    findOperationsAnswerSchema.parse(one.answer);
    expect(one.text).toContain('example: {"system":"jira","operation":"get_issue","params":{');
    expect(one.text).toContain("costs: 1 call, about ");
    expect(one.text).toContain("scopes: read:jira-work");
    const best = await call(client, "find_operations", { query: "add coment to pull request" });
    expect(best.answer.data.matches).toHaveLength(5);
    expect(best.text).toMatch(/^bitbucket write: add_pull_request_comment\(/);
  });
});

describe("a configuration that cannot be used", () => {
  it.each(["CONFIG_INVALID", "CONFIG_NOT_TRUSTED"] as const)(
    "%s is told by the call, and tried again",
    async (code) => {
      let attempts = 0;
      const { client } = await connected({
        open: async () => {
          attempts += 1;
          if (attempts === 1) throw orchestratorError(code, { message: "pmo.config.yaml: no." });
          return simulated().orchestrator;
        },
      });
      await client.listTools();
      expect(attempts).toBe(0);
      const first = await call(client, "cache_status");
      expect(first.isError).toBe(true);
      expect(first.answer).toMatchObject({ success: false, error: { code } });
      expect(first.text).toMatch(/^error 60(18|19) .*: pmo\.config\.yaml: no\.\n→ /);
      expect((await call(client, "cache_status")).answer).toMatchObject({ success: true });
      expect(attempts).toBe(2);
    },
  );

  it("is read once for calls that come together", async () => {
    const { client, opened } = await connected();
    await Promise.all([
      call(client, "cache_status"),
      call(client, "cache_status"),
      call(client, "find_operations"),
    ]);
    expect(opened()).toBe(1);
  });
});
