import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AdapterManifest } from "@pm-orchestrator/core";
import { IN_PROCESS_ORIGIN } from "@pm-orchestrator/simulator";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { createOrchestrator } from "pm-orchestrator";
import { HOME } from "../home.js";

export const KINDS = ["linear", "jira", "confluence", "slack", "bitbucket"] as const;
export type Kind = (typeof KINDS)[number];

/** One operation's result beside what its vendor answered for it. Tokens of o200k, of compact JSON. */
export interface Compared {
  operation: string;
  ours: number;
  vendors: number;
  /** The result itself. */
  data: unknown;
}

/** Answers upstream requests; undefined where there is nothing to answer with, and the operation is left out. */
export type Vendor = (request: Request) => Promise<Response | undefined>;

/** Adapters give up by time; what asks for the same page for ever is ended by this instead. */
const MOST_CALLS = 40;

export function manifestOf(kind: Kind): AdapterManifest {
  const file = createRequire(import.meta.url).resolve(`@pm-orchestrator/adapter-${kind}/manifest.json`);
  return JSON.parse(readFileSync(file, "utf8")) as AdapterManifest;
}

/** Calls every operation of a system with its example, or with other params, each in a session of its own. */
export async function compareAll(
  kind: Kind,
  vendor: () => Vendor,
  params: Readonly<Record<string, object>> = {},
): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const [operation, { example }] of Object.entries(manifestOf(kind).operations)) {
    if (operation === "cache_status") continue;
    const one = await compare({ kind, operation, params: params[operation] ?? example }, vendor());
    if (one !== undefined) compared.push(one);
  }
  return compared;
}

async function compare(
  { kind, operation, params }: { kind: Kind; operation: string; params: object },
  vendor: Vendor,
): Promise<Compared | undefined> {
  let vendors = 0;
  let calls = 0;
  const orchestrator = createOrchestrator(
    {},
    {
      resolveFrom: [HOME],
      // Addresses in the answers lead to where they came from, as a vendor's do.
      simulate: { origin: IN_PROCESS_ORIGIN },
      fetch: async (input, init) => {
        calls += 1;
        const answer = calls > MOST_CALLS ? undefined : await vendor(new Request(input, init));
        if (answer === undefined) return jsonResponse("{}", 404);
        // Read first: of two answers at once, neither may be counted on top of an old sum.
        const body = isJson(answer) ? await answer.clone().text() : "";
        vendors += countTokens(body);
        return answer;
      },
    },
  );
  try {
    const { success, data } = await orchestrator.smartDelegate({
      system: kind,
      operation,
      params: params as Record<string, unknown>,
    });
    if (!success || vendors === 0) return undefined;
    return { operation, ours: countTokens(JSON.stringify(data)), vendors, data };
  } finally {
    await orchestrator.close();
  }
}

export function jsonResponse(body: string, status = 200): Response {
  return new Response(body, { status, headers: { "content-type": "application/json" } });
}

function isJson({ headers }: Response): boolean {
  return headers.get("content-type")?.includes("json") ?? false;
}

export function total(compared: readonly Compared[]): { ours: number; vendors: number; ratio: number } {
  const ours = compared.reduce((sum, one) => sum + one.ours, 0);
  const vendors = compared.reduce((sum, one) => sum + one.vendors, 0);
  return { ours, vendors, ratio: vendors === 0 ? Number.NaN : ours / vendors };
}
