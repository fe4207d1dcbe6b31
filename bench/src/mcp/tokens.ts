import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AdapterManifest, FindOperationsData } from "@pm-orchestrator/core";
import { TOOLS } from "@pm-orchestrator/mcp";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { createOrchestrator } from "pm-orchestrator";
import { HOME } from "../home.js";
import { largest } from "../numbers/statistics.js";
import { type Claim, claim, type Table } from "../page/section.js";

const KINDS = ["linear", "jira", "confluence", "slack", "bitbucket"] as const;

/** What an agent reads before it can call anything, in tokens of o200k. */
export async function measureTokens(): Promise<{ claims: Claim[]; tables: Table[] }> {
  const listed = TOOLS.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  const { data } = await createOrchestrator(
    {},
    { resolveFrom: [HOME], simulate: { origin: "http://simulator.invalid" } },
  ).discover();
  if (data === undefined) throw new Error("There is no tree of operations.");
  const signatures = KINDS.map((kind) => ({ kind, sizes: signatureSizes(kind) }));
  const all = signatures.flatMap(({ sizes }) => sizes);
  return {
    claims: [
      inTokens("tools/list: name, description, input schema", tokens(listed), 1000),
      inTokens(`the tree of ${all.length} operations and those built in`, tokens(treeOf(data)), 1500),
      inTokens("a signature, mean", mean(all), 25),
      inTokens("a signature, longest", largest(all), 60),
    ],
    tables: [
      {
        title: "The five tools, tokens",
        columns: ["", "name, description, input", "whole, with annotations and output"],
        rows: [
          ...TOOLS.map((tool, index) => [tool.name, tokens(listed[index]), tokens(tool)]),
          ["all", tokens(listed), tokens(TOOLS)],
        ],
      },
      {
        title: "Signatures, tokens",
        columns: ["", "operations", "all", "mean", "longest"],
        rows: signatures.map(({ kind, sizes }) => [
          kind,
          sizes.length,
          sum(sizes),
          mean(sizes),
          largest(sizes),
        ]),
      },
    ],
  };
}

/** The tree as its structured answer has it, which is its longer form. */
function treeOf({ systems }: FindOperationsData): unknown {
  return { systems };
}

function signatureSizes(kind: string): number[] {
  const file = createRequire(import.meta.url).resolve(`@pm-orchestrator/adapter-${kind}/manifest.json`);
  const { operations } = JSON.parse(readFileSync(file, "utf8")) as AdapterManifest;
  return Object.values(operations).map(({ signature }) => countTokens(signature));
}

function inTokens(what: string, measured: number, atMost: number): Claim {
  return claim(what, { measured, unit: "tokens" }, { atMost });
}

function tokens(value: unknown): number {
  return countTokens(JSON.stringify(value));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
