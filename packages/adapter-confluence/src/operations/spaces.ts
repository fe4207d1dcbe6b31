import { pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { rememberSpace, resolveSpace } from "../lookups/spaces.js";
import { operation } from "../operation.js";
import { readPart } from "../paging.js";
import { pagingAliases, spaceAliases, spaceName } from "../schemas.js";
import type { VendorSpace } from "../vendor.js";

const space = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  type: z.string().optional(),
  homepage_id: z.string().optional(),
  url: z.string(),
  status: z.string().optional().describe("such as archived; absent while current"),
});

const listed = space.extend({
  type: z.string().optional().describe("personal, collaboration or knowledge_base; absent of global ones"),
});

const SPACE_ENDPOINTS = ["GET /wiki/api/v2/spaces", "GET /wiki/api/v2/spaces/{id}"];

export const getSpace = operation({
  summary: "One space",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ space: spaceName }),
  aliases: { ...spaceAliases, key: "space" },
  result: space,
  caches: ["spaces"],
  limits: ["requests", "quota"],
  upstream: SPACE_ENDPOINTS,
  example: { space: "TECH" },
  run: (params, confluence) => resolveSpace(params.space, confluence),
});

export const resolveSpaceId = operation({
  summary: "The id of a space, by key or name",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ space: spaceName }),
  aliases: { ...spaceAliases, key: "space" },
  result: space.pick({ id: true, key: true, name: true }),
  caches: ["spaces"],
  limits: ["requests", "quota"],
  upstream: SPACE_ENDPOINTS,
  example: { space: "TECH" },
  async run(params, confluence) {
    const { id, key, name } = await resolveSpace(params.space, confluence);
    return { id, key, name };
  },
});

export const listSpaces = operation({
  summary: "The spaces that the account can see",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    type: z
      .enum(["global", "personal", "collaboration", "knowledge_base"])
      .optional()
      .describe("personal: people's own"),
    status: z.enum(["current", "archived"]).optional().describe("default both"),
    ...pagingParams(250),
  }),
  aliases: pagingAliases,
  result: z.object({ spaces: z.array(listed), page: pageSchema }),
  caches: ["spaces"],
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/api/v2/spaces"],
  expectedMs: 400,
  example: { type: "global" },
  async run({ type, status, ...part }, confluence) {
    const { items, page, base } = await readPart<VendorSpace>(
      { method: "GET", path: "/wiki/api/v2/spaces", query: { type, status } },
      part,
      confluence,
    );
    const spaces = items.map((item) => {
      const { type: kind, ...found } = rememberSpace(item, { base }, confluence);
      return kind === "global" ? found : { ...found, type: kind };
    });
    return { spaces, page };
  },
});
