import { pageSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { type Position, positionPage, positionParams, positionQuery } from "../paging.js";

const operation = operationsFor<JiraClient>();

export const listLabels = operation({
  summary: "All labels in use on the site",
  effect: "read",
  retry: "natural",
  params: z.strictObject(positionParams(1000)),
  result: z.object({ labels: z.array(z.string()), page: pageSchema }),
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/label"],
  example: { limit: 20 },
  async run(paging, jira) {
    const answer = await jira.send({
      method: "GET",
      path: "/rest/api/3/label",
      query: positionQuery(paging),
    });
    const body = (answer.body ?? {}) as Position & { values?: string[] };
    const labels = body.values ?? [];
    return { labels, page: positionPage(body, labels.length) };
  },
});
