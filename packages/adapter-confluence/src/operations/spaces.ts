import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { ConfluenceClient } from "../client.js";
import { resolveSpace } from "../lookups/spaces.js";
import { spaceAliases, spaceName } from "../schemas.js";

const operation = operationsFor<ConfluenceClient>();

export const getSpace = operation({
  summary: "One space",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ space: spaceName }),
  aliases: { ...spaceAliases, key: "space" },
  result: z.object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    type: z.string().optional(),
    homepage_id: z.string().optional(),
    url: z.string(),
    status: z.string().optional(),
  }),
  caches: ["spaces"],
  limits: ["requests"],
  upstream: ["GET /wiki/api/v2/spaces", "GET /wiki/api/v2/spaces/{id}"],
  example: { space: "TECH" },
  run: ({ space }, confluence) => resolveSpace(space, confluence),
});
