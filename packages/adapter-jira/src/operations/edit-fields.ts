import { pathSegment } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import type { CreateField } from "../lookups/create-fields.js";
import { issueNotFound } from "../not-found.js";
import { issueKey, issueKeyAliases } from "../schemas.js";
import { screenField, shownScreenField } from "../screen-fields.js";

export const getEditFields = operationsFor<JiraClient>()({
  summary: "The fields of an issue that can be changed, and what can be chosen in them",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey }),
  aliases: issueKeyAliases,
  result: z.object({ fields: z.array(screenField) }),
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/issue/{issueIdOrKey}/editmeta"],
  example: { issue_key: "TRAIN-123" },
  async run({ issue_key }, jira) {
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/issue/${pathSegment(issue_key)}/editmeta`,
      notFound: issueNotFound(issue_key),
    });
    const { fields = {} } = (answer.body ?? {}) as { fields?: Record<string, CreateField> };
    return { fields: Object.entries(fields).map(([id, field]) => shownScreenField(id, field)) };
  },
});
