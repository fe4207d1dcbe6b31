import { readFileSync } from "node:fs";
import type { AdapterManifest } from "@pm-orchestrator/core";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { operationsLines } from "../../src/text/operations.js";
import { TOOLS } from "../../src/tools/definitions.js";
import { simulated } from "../support/connected.js";

const KINDS = ["linear", "jira", "confluence", "slack", "bitbucket"];

describe("what an agent pays before any work", () => {
  it("is at most a thousand tokens for the five tools", () => {
    const listed = TOOLS.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
    expect(countTokens(JSON.stringify(listed))).toBeLessThanOrEqual(1000);
  });

  it("is at most 1,500 for the tree of all operations, as text and as JSON", async () => {
    const answer = await simulated().orchestrator.discover();
    expect(answer.metadata.operations).toBeGreaterThan(360);
    expect(countTokens(operationsLines(answer).join("\n"))).toBeLessThanOrEqual(1500);
    expect(countTokens(JSON.stringify(answer.data))).toBeLessThanOrEqual(1500);
  });

  it("is at most 25 on average for a signature, and never more than 60", () => {
    const sizes = KINDS.flatMap((kind) => {
      const file = new URL(`../../../adapter-${kind}/manifest.json`, import.meta.url);
      const { operations } = JSON.parse(readFileSync(file, "utf8")) as AdapterManifest;
      return Object.values(operations).map(({ signature }) => countTokens(signature));
    });
    expect(sizes.length).toBeGreaterThan(360);
    expect(sizes.reduce((sum, size) => sum + size, 0) / sizes.length).toBeLessThanOrEqual(25);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(60);
  });
});
