import { compact } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { readAll } from "../paging.js";
import type { VendorResolution } from "../vendor.js";

const operation = operationsFor<JiraClient>();

export const getResolutions = operation({
  summary: "All resolutions that an issue can end with",
  effect: "read",
  retry: "natural",
  params: z.strictObject({}),
  result: z.object({
    resolutions: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        default: z.boolean().optional(),
        description: z.string().optional(),
      }),
    ),
  }),
  caches: ["resolutions"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/resolution/search"],
  example: {},
  async run(_params, jira) {
    const resolutions = await jira.step.cache.get("resolutions", "all", () =>
      readAll<VendorResolution>(jira, {
        method: "GET",
        path: "/rest/api/3/resolution/search",
        query: { maxResults: 50 },
      }),
    );
    return {
      resolutions: resolutions.map((resolution) => {
        const { id = "", name = "", description } = resolution;
        // The description calls it `default`, its own example `isDefault`.
        const isDefault = resolution.default ?? resolution.isDefault;
        return compact({ id, name, default: isDefault || undefined, description: description || undefined });
      }),
    };
  },
});
