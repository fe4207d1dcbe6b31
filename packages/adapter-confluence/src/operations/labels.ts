import { pageSchema, pagingParams, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { pageUrl } from "../lookups/pages.js";
import { pageNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPart } from "../paging.js";
import { label, pageId, pageIdAliases, pagingAliases } from "../schemas.js";
import type { VendorLabel } from "../vendor.js";

/** Labels are written by v1 only. */
const write = (id: string) => ({
  path: `/wiki/rest/api/content/${pathSegment(id)}/label`,
  notFound: pageNotFound(id),
});

export const getLabels = operation({
  summary: "The labels of a page",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ page_id: pageId, ...pagingParams(250) }),
  aliases: { ...pageIdAliases, ...pagingAliases },
  result: z.object({ labels: z.array(z.string()), page: pageSchema }),
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/api/v2/pages/{id}/labels"],
  expectedMs: 300,
  example: { page_id: "98752" },
  async run({ page_id, ...part }, confluence) {
    const id = String(page_id);
    const { items, page } = await readPart<VendorLabel>(
      {
        method: "GET",
        path: `/wiki/api/v2/pages/${pathSegment(id)}/labels`,
        notFound: pageNotFound(id),
      },
      part,
      confluence,
    );
    return { labels: items.flatMap(({ name }) => name ?? []), page };
  },
});

export const addLabels = operation({
  summary: "Adds labels to a page; those that it has stay",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ page_id: pageId, labels: z.array(label).min(1) }),
  aliases: { ...pageIdAliases, names: "labels" },
  result: receiptSchema.extend({ labels: z.array(z.string()).describe("all that it has now") }),
  limits: ["requests", "quota"],
  upstream: ["POST /wiki/rest/api/content/{id}/label"],
  expectedMs: 500,
  example: { page_id: "98752", labels: ["reviewed", "security"] },
  async run({ page_id, labels }, confluence) {
    const id = String(page_id);
    const answer = await confluence.send({
      ...write(id),
      method: "POST",
      body: labels.map((name) => ({ prefix: "global", name })),
    });
    const { results = [] } = (answer.body ?? {}) as { results?: VendorLabel[] };
    return {
      id,
      url: pageUrl(id, confluence),
      changed: ["labels"],
      labels: results.flatMap(({ name }) => name ?? []),
    };
  },
});

export const removeLabel = operation({
  summary: "Takes a label off a page",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ page_id: pageId, label }),
  aliases: { ...pageIdAliases, name: "label" },
  result: receiptSchema,
  limits: ["requests", "quota"],
  upstream: ["DELETE /wiki/rest/api/content/{id}/label"],
  expectedMs: 400,
  example: { page_id: "98752", label: "jwt" },
  async run({ page_id, label: name }, confluence) {
    const id = String(page_id);
    // Not by the path of the label: that refuses one with a slash.
    await confluence.send({ ...write(id), method: "DELETE", query: { name }, expects: "nothing" });
    return { id, url: pageUrl(id, confluence), changed: ["labels"] };
  },
});
