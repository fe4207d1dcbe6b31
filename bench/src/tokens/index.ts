import { withTables } from "@pm-orchestrator/mcp";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { estimateTokens } from "pm-orchestrator/tokens";
import { largest } from "../numbers/statistics.js";
import { type Claim, claim, type Section, type Table } from "../page/section.js";
import { type Compared, type Kind, manifestOf, total } from "./compare.js";
import { onOfficialExamples } from "./official.js";
import { onAllScalars, onSimulator } from "./simulated.js";

/** Of the vendor's tokens. */
const MOST = 0.2;
/** Off the real tokenizer's count, as a fraction. */
const ESTIMATE_OFF = 0.1;
/** Texts that are shorter have too few tokens for a tenth to be one of them. */
const LEAST_TOKENS = 150;
const SPEED_ROUNDS = 20;

interface Corpus {
  kind: Kind;
  against: string;
  compared: Compared[];
}

/** Results in tokens: beside the vendors' answers, as tables, and as the estimate has them. */
export async function measure(): Promise<Omit<Section, "name" | "title">> {
  const broken: string[] = [];
  const corpora: Corpus[] = [];
  for (const kind of ["jira", "bitbucket", "slack"] as const) {
    const compared = await onOfficialExamples(kind);
    if (compared === undefined) broken.push(`${kind}: its vendor's description is not here (PMO_API_SPECS)`);
    else corpora.push({ kind, against: "its description's examples", compared });
  }
  const confluence = await onSimulator("confluence");
  corpora.push({ kind: "confluence", against: "the simulator's answers", compared: confluence });
  corpora.push({ kind: "linear", against: "a query of all scalar fields", compared: await onAllScalars() });
  const beside = await Promise.all(
    (["jira", "bitbucket", "slack"] as const).map(async (kind) => ({
      kind,
      against: "the simulator's answers",
      compared: await onSimulator(kind),
    })),
  );
  const texts = [...corpora, ...beside].flatMap(({ compared }) =>
    compared.map(({ data }) => JSON.stringify(data)),
  );
  return {
    claims: [
      ...corpora.map(({ kind, against, compared }) =>
        claim(
          `${kind}: what reads give, against ${against}`,
          { measured: total(readsOf(kind, compared)).ratio, unit: "" },
          { atMost: MOST },
        ),
      ),
      ...estimateClaims(texts),
    ],
    tables: [
      {
        title: "Results beside what the vendor answered for them, tokens",
        columns: ["", "against", "reads", "ours", "the vendor's", "ratio", "ratio with writes"],
        rows: [...corpora, ...beside].map(({ kind, against, compared }) => {
          const reads = readsOf(kind, compared);
          const { ours, vendors, ratio } = total(reads);
          return [kind, against, reads.length, ours, vendors, ratio, total(compared).ratio];
        }),
      },
      ...corpora.map(operationsTable),
      encodings([...corpora, ...beside]),
    ],
    notes: [
      "Tokens are of o200k, of compact JSON. An operation's figure counts every answer that it needed.",
      "The bounds are of reads: a write's receipt is what it is, where some vendors answer no more than ok.",
      "Operations whose vendor gives no example of an answer are left out; what results must keep is held by a test.",
    ],
    broken,
  };
}

function readsOf(kind: Kind, compared: readonly Compared[]): Compared[] {
  const { operations } = manifestOf(kind);
  return compared.filter(({ operation }) => operations[operation]?.effect === "read");
}

function estimateClaims(texts: readonly string[]): Claim[] {
  const long = texts
    .map((text) => ({ text, real: countTokens(text) }))
    .filter(({ real }) => real >= LEAST_TOKENS);
  const off = long.map(({ text, real }) => Math.abs(estimateTokens(text) / real - 1));
  const all = texts.join("\n");
  const begun = performance.now();
  for (let round = 0; round < SPEED_ROUNDS; round += 1) estimateTokens(all);
  const perKilobyte = ((performance.now() - begun) * 1000) / SPEED_ROUNDS / (all.length / 1000);
  return [
    claim(
      `the estimate, furthest off o200k in ${long.length} results`,
      { measured: largest(off), unit: "" },
      { atMost: ESTIMATE_OFF },
    ),
    claim("the estimate of a kilobyte", { measured: perKilobyte, unit: "µs" }, { atMost: 50 }),
  ];
}

function operationsTable({ kind, against, compared }: Corpus): Table {
  return {
    title: `${kind} against ${against}, tokens`,
    columns: ["", "ours", "the vendor's", "ratio"],
    rows: compared.map(({ operation, ours, vendors }) => [operation, ours, vendors, ours / vendors]),
  };
}

function encodings(corpora: readonly Corpus[]): Table {
  const results = corpora.flatMap(({ compared }) => compared.map(({ data }) => data));
  const lists = results.filter((data) => JSON.stringify(withTables(data)) !== JSON.stringify(data));
  const tokens = (values: readonly unknown[]) =>
    values.reduce<number>((sum, value) => sum + countTokens(JSON.stringify(value)), 0);
  const row = (what: string, values: readonly unknown[]) => {
    const [json, tables] = [tokens(values), tokens(values.map(withTables))];
    return [what, values.length, json, tables, tables / json];
  };
  return {
    title: "Results as JSON, and with lists of like objects as tables, tokens",
    columns: ["", "results", "JSON", "tables", "ratio"],
    rows: [row("all", results), row("those with such a list", lists)],
  };
}
