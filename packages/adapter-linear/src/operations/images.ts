import { compact, downloadParams, fileResult, fileSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { markdown } from "../schemas.js";
import { type Warning, warningOf, warningSchema, withWarnings } from "../written.js";

const operation = operationsFor<LinearClient>();

/** More than this at once would fill the session's memory. */
const MOST_IMAGES = 20;

const { max_bytes, include } = downloadParams;

export const extractImages = operation({
  summary: "The pictures that a text of Linear's shows, downloaded",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    markdown: markdown.describe("a description, comment or document"),
    max_bytes: max_bytes.describe("a larger picture is left out"),
    include,
  }),
  aliases: { text: "markdown" },
  result: z.object({
    images: z.array(fileSchema.extend({ url: z.string(), alt: z.string().optional() })),
    skipped: z.array(z.string()).optional().describe(`addresses elsewhere, and those beyond ${MOST_IMAGES}`),
    warnings: z.array(warningSchema).optional().describe("pictures that could not be had"),
  }),
  limits: ["requests"],
  scopes: ["read"],
  upstream: ["GET /{workspace}/{folder}/{file}"],
  expectedMs: 800,
  example: { markdown: "![flow](http://simulator.invalid/linear/uploads/1/flow.svg)" },
  async run({ markdown, max_bytes: largest, include: also }, linear) {
    const all = picturesIn(markdown);
    const own = all.filter(({ url }) => linear.isOwnFile(url));
    const wanted = own.slice(0, MOST_IMAGES);
    const warnings: Warning[] = [];
    const images = await Promise.all(
      wanted.map(async ({ url, alt }) => {
        try {
          const file = await linear.storage.download(url, largest);
          const { step } = linear;
          return [
            { ...fileResult(file, { step, include: also }), url, ...compact({ alt: alt || undefined }) },
          ];
        } catch (error) {
          warnings.push(warningOf(url, error));
          return [];
        }
      }),
    );
    const skipped = all.filter((one) => !wanted.includes(one)).map(({ url }) => url);
    return withWarnings(
      { images: images.flat(), ...compact({ skipped: skipped.length === 0 ? undefined : skipped }) },
      warnings,
    );
  },
});

/** Every picture once: `![alt](address "title")`, as Linear writes them. */
function picturesIn(markdown: string): { url: string; alt: string }[] {
  const found = new Map<string, string>();
  for (const [, alt = "", url = ""] of markdown.matchAll(/!\[([^\]]*)\]\(\s*<?([^\s)>]+)>?[^)]*\)/g))
    if (!found.has(url)) found.set(url, alt);
  return [...found].map(([url, alt]) => ({ url, alt }));
}
