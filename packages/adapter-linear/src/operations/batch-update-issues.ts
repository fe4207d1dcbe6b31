import { changedFields } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { BATCH_UPDATE_ISSUES } from "../documents/issue-changes.js";
import { ISSUES_TO_CHANGE } from "../documents/issues.js";
import { linearErrors } from "../errors.js";
import {
  type GivenForIssue,
  issueInput,
  issueLookups,
  issueParamAliases,
  issueSlots,
  needsTeam,
} from "../inputs/issue.js";
import { changeParams, refuseBothLabels } from "../inputs/issue-changes.js";
import { theseIssues } from "../inputs/issue-filter.js";
import { missingIssues } from "../not-found.js";
import { teamBrief } from "../parse.js";
import { issueId, issueReceiptSchema } from "../schemas.js";
import type { VendorIssue } from "../vendor.js";
import { issueReceipt, requireWritten, warningOf, warningSchema, withWarnings } from "../written.js";

const operation = operationsFor<LinearClient>();

export const batchUpdateIssues = operation({
  summary: "Changes up to 50 issues alike; names are looked up in each issue's own team",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ issue_ids: z.array(issueId).min(1).max(50), ...changeParams }),
  aliases: { ...issueParamAliases, ids: "issue_ids", issueIds: "issue_ids" },
  result: z.object({
    issues: z.array(issueReceiptSchema),
    warnings: z.array(warningSchema).optional().describe("teams whose issues did not change"),
  }),
  caches: issueSlots,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation issueBatchUpdate", "query issues", ...issueLookups],
  expectedCalls: 3,
  expectedMs: 1200,
  example: { issue_ids: ["PSN-10", "PSN-11"], state: "Todo" },
  async run({ issue_ids, ...fields }, linear) {
    refuseBothLabels(fields, linear);
    const { issues } = await linear.ask(ISSUES_TO_CHANGE, { filter: theseIssues(issue_ids) });
    const { found, missing } = missingIssues(issue_ids, issues?.nodes ?? []);
    if (missing.length > 0) {
      throw linearErrors.create("ISSUE_NOT_FOUND", {
        message: `There are no issues ${missing.join(", ")} that these credentials can see; none was changed.`,
        system: linear.step.system,
        details: { missing },
      });
    }
    const groups = await Promise.all(
      groupsOf(found, fields).map(async (group) => ({
        ids: group.map(({ id }) => id ?? ""),
        what: teamBrief(group[0]?.team ?? {}).key,
        input: await inputFor(fields, group, linear),
      })),
    );
    const changed = changedFields(fields);
    const receipts: ReturnType<typeof issueReceipt>[] = [];
    const failures: { what: string; error: unknown }[] = [];
    for (const { ids, input, what } of groups) {
      try {
        const written = await updateAll(ids, input, linear);
        receipts.push(...written.map((issue) => issueReceipt(issue, changed)));
      } catch (error) {
        failures.push({ what, error });
      }
    }
    if (receipts.length === 0 && failures[0] !== undefined) throw failures[0].error;
    const warnings = failures.map(({ what, error }) => warningOf(what, error));
    return withWarnings({ issues: receipts }, warnings);
  },
});

/** Issues for which names mean the same: those of one team, and of one project when a milestone is named. */
function groupsOf(issues: readonly VendorIssue[], fields: GivenForIssue): VendorIssue[][] {
  const groups = new Map<string, VendorIssue[]>();
  for (const issue of issues) {
    const team = needsTeam(fields) ? issue.team?.id : "";
    const key = `${team} ${fields.milestone == null ? "" : issue.project?.id}`;
    groups.set(key, [...(groups.get(key) ?? []), issue]);
  }
  return [...groups.values()];
}

function inputFor(fields: GivenForIssue, [first = {}]: readonly VendorIssue[], linear: LinearClient) {
  const where = {
    team: async () => teamBrief(first.team ?? {}),
    project: async () => first.project,
  };
  return issueInput(fields, where, linear);
}

async function updateAll(
  ids: string[],
  input: Record<string, unknown>,
  linear: LinearClient,
): Promise<VendorIssue[]> {
  const { issueBatchUpdate } = await linear.ask(BATCH_UPDATE_ISSUES, { ids, input });
  const unwritten = { code: "ISSUE_UPDATE_FAILED", what: "changed the issues", details: { ids } } as const;
  return requireWritten(issueBatchUpdate, issueBatchUpdate?.issues, { unwritten, linear });
}
