import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../../src/budget/estimate.js";
import { simulated } from "../support/simulated.js";

const DOCUMENTS = new URL("../../../atlassian/test/documents/corpus/markdown/", import.meta.url);
const KINDS = ["linear", "jira", "confluence", "slack", "bitbucket"];

/** Below this a token more or less is more than a tenth. */
const LEAST = 150;

describe("the estimate of tokens", () => {
  it("is within 10% of o200k for what every operation's example reads, and for all of them together within 5%", async () => {
    const orchestrator = simulated();
    for (const kind of KINDS) {
      const file = new URL(`../../../adapter-${kind}/manifest.json`, import.meta.url);
      const { operations } = JSON.parse(readFileSync(file, "utf8")) as {
        operations: Record<string, { effect: string; example: Record<string, unknown> }>;
      };
      const reads = Object.entries(operations).filter(([, { effect }]) => effect === "read");
      const { data } = await orchestrator.lazyGatherContext({
        operations: reads.map(([operation, { example }]) => ({ system: kind, operation, params: example })),
      });
      const texts = (data?.results ?? []).flatMap((result) =>
        result.success ? [JSON.stringify(result.data)] : [],
      );
      expect(texts.length).toBeGreaterThan(reads.length * 0.9);
      for (const text of texts) {
        const real = countTokens(text);
        if (real >= LEAST)
          expect(Math.abs(estimateTokens(text) / real - 1), text.slice(0, 200)).toBeLessThan(0.1);
      }
      const sum = (count: (text: string) => number) => texts.reduce((total, text) => total + count(text), 0);
      expect(Math.abs(sum(estimateTokens) / sum(countTokens) - 1), kind).toBeLessThan(0.05);
    }
  });

  it("is within 10% for documents, as they are and inside of JSON", () => {
    const texts = readdirSync(DOCUMENTS).map((name) => readFileSync(new URL(name, DOCUMENTS), "utf8"));
    const long = texts.filter((text) => countTokens(text) >= LEAST);
    for (const text of [...long, texts.join("\n\n"), ...long.map((each) => JSON.stringify(each))]) {
      expect(Math.abs(estimateTokens(text) / countTokens(text) - 1), text.slice(0, 100)).toBeLessThan(0.1);
    }
  });

  it("is off by less than 40% for other alphabets, hashes and encoded data", () => {
    const samples = [
      "Авторизация через JWT должна работать для всех внешних клиентов. ".repeat(8),
      "公開APIにJWT認証を追加し、古いクライアントには警告を表示します。".repeat(8),
      Array.from({ length: 30 }, (_, nth) => (nth * 7919 + 104_729).toString(16).padStart(12, "9a3")).join(
        " ",
      ),
      Buffer.from(Array.from({ length: 600 }, (_, nth) => (nth * nth * 31 + 17) % 251)).toString("base64"),
    ];
    for (const text of samples) {
      const ratio = estimateTokens(text) / countTokens(text);
      expect(ratio, text.slice(0, 40)).toBeGreaterThan(0.6);
      expect(ratio, text.slice(0, 40)).toBeLessThan(1.4);
    }
  });

  it("is a number above nothing for any text, and grows with it", () => {
    expect(estimateTokens("")).toBe(0);
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        const one = estimateTokens(text);
        expect(one).toBeGreaterThanOrEqual(1);
        expect(one).toBeLessThanOrEqual(text.length + 1);
        expect(estimateTokens(`${text} ${text}`)).toBeGreaterThanOrEqual(one);
      }),
    );
  });
});
