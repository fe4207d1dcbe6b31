import { changedFields, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { createdLabel } from "../created.js";
import { DELETE_LABEL, LIST_PROJECT_LABELS, UPDATE_LABEL } from "../documents/labels.js";
import { createLabel, labelId } from "../labels.js";
import { forgetLabels, labelsOf, resolveLabel } from "../lookups/labels.js";
import { teamIfNamed } from "../lookups/teams.js";
import { removeOnce } from "../minted.js";
import { notFound } from "../not-found.js";
import { pageOf, pageOfWhole, pageVariables, pagingAliases } from "../paging.js";
import { label, labelSchema } from "../parse-labels.js";
import { name, receiptWithoutPage, team, teamAliases } from "../schemas.js";
import { given, requireSuccess, requireWritten } from "../written.js";

const operation = operationsFor<LinearClient>();

const labelAliases = { ...teamAliases, id: "label", label_id: "label", labelId: "label" } as const;

export const color = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, "must be a colour such as #eb5757")
  .describe("e.g. #eb5757");

const labelReceipt = receiptWithoutPage.extend({ name: z.string() });

export const listLabels = operation({
  summary: "Labels that the issues of a team can bear, or all there are",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    team: team.optional(),
    query: z.string().min(1).optional().describe("text in the name"),
    ...pagingParams(250),
  }),
  aliases: { ...teamAliases, ...pagingAliases, name: "query" },
  result: z.object({ labels: z.array(labelSchema), page: pageSchema }),
  caches: ["teams", "statuses", "labels"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query issueLabels", "query teams"],
  expectedCalls: 2,
  expectedMs: 500,
  example: { team: "PSN" },
  async run({ team: wanted, query = "", ...paging }, linear) {
    const found = await teamIfNamed(wanted, linear);
    const all = (await labelsOf(found, linear)).map(label);
    const fitting = all.filter((one) => one.name.toLowerCase().includes(query.toLowerCase()));
    const { items, page } = pageOfWhole(fitting, paging, linear);
    return { labels: items, page };
  },
});

export const listProjectLabels = operation({
  summary: "Labels that projects can bear",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z.string().min(1).optional().describe("text in the name"),
    ...pagingParams(250),
  }),
  aliases: { ...pagingAliases, name: "query" },
  result: z.object({ labels: z.array(labelSchema), page: pageSchema }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query projectLabels"],
  example: {},
  async run({ query, ...paging }, linear) {
    const filter = query === undefined ? undefined : { name: { containsIgnoreCase: query } };
    const { projectLabels } = await linear.ask(LIST_PROJECT_LABELS, { filter, ...pageVariables(paging) });
    return { labels: (projectLabels?.nodes ?? []).map(label), page: pageOf(projectLabels) };
  },
});

export const createLabelOperation = operation({
  summary: "Creates a label of a team, or of the workspace",
  effect: "write",
  retry: "client_id",
  params: z.strictObject({
    name,
    team: team.optional(),
    color: color.optional(),
    description: z.string().optional(),
    parent: name.optional().describe("the group: name or id"),
    is_group: z.boolean().optional(),
  }),
  aliases: { ...teamAliases, parent_id: "parent", parentId: "parent", isGroup: "is_group" },
  result: labelReceipt,
  caches: ["teams", "statuses", "labels"],
  invalidates: ["labels"],
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation issueLabelCreate", "query issueLabel", "query issueLabels", "query teams"],
  expectedCalls: 2,
  expectedMs: 600,
  example: { name: "needs-review", team: "PSN", color: "#f2c94c" },
  async run(params, linear) {
    const { team: wanted, parent, is_group, ...rest } = params;
    const found = await teamIfNamed(wanted, linear);
    const group = parent === undefined ? undefined : await resolveLabel(parent, found, linear);
    const fields = { ...rest, isGroup: is_group, parentId: group?.id };
    const { id = "", name: called = "" } = await createLabel(fields, found, linear);
    return { id, changed: changedFields(params), name: called };
  },
  async reconcile(params, linear) {
    const label = await createdLabel(labelId(params.name, linear), linear);
    if (label === undefined) return undefined;
    forgetLabels(linear);
    return { id: label.id ?? "", changed: changedFields(params), name: label.name ?? "" };
  },
});

export const updateLabel = operation({
  summary: "Changes a label",
  effect: "write",
  retry: "natural",
  params: z.strictObject({
    label: name.describe("name, group/name or id"),
    team: team.optional().describe("where to look for the name: key, name or id"),
    name: name.optional().describe("the new name"),
    color: color.optional(),
    description: z.string().optional(),
    parent: name.optional().describe("the group: name or id"),
  }),
  aliases: { ...labelAliases, parent_id: "parent", parentId: "parent" },
  result: labelReceipt,
  caches: ["teams", "statuses", "labels"],
  invalidates: ["labels"],
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation issueLabelUpdate", "query issueLabels", "query teams"],
  expectedCalls: 2,
  expectedMs: 600,
  example: { label: "authentication", description: "Who may do what" },
  async run(params, linear) {
    const { label: wanted, team: named, parent, ...rest } = params;
    const found = await teamIfNamed(named, linear);
    const { id = "" } = await resolveLabel(wanted, found, linear);
    const group = parent === undefined ? undefined : await resolveLabel(parent, found, linear);
    const input = given({ ...rest, parentId: group?.id });
    const { issueLabelUpdate } = await linear.ask(UPDATE_LABEL, { id, input }, labelNotFound(wanted));
    const changed = requireWritten(issueLabelUpdate, issueLabelUpdate?.issueLabel, {
      unwritten: { code: "CHANGE_FAILED", what: "changed the label", details: { id } },
      linear,
    });
    forgetLabels(linear);
    return { id, changed: changedFields(params, ["label", "team"]), name: changed.name ?? wanted };
  },
});

export const deleteLabel = operation({
  summary: "Deletes a label, and takes it off every issue",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({
    label: name.describe("name, group/name or id"),
    team: team.optional().describe("where to look for the name: key, name or id"),
  }),
  aliases: { ...labelAliases, name: "label" },
  result: labelReceipt,
  caches: ["teams", "statuses", "labels"],
  invalidates: ["labels"],
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation issueLabelDelete", "query issueLabels", "query teams"],
  expectedCalls: 2,
  expectedMs: 600,
  example: { label: "threat-model" },
  async run({ label: wanted, team: named }, linear) {
    const found = await resolveLabel(wanted, await teamIfNamed(named, linear), linear);
    const { id = "", name: called = wanted } = found;
    const removed = await removeOnce(() => linear.ask(DELETE_LABEL, { id }, labelNotFound(wanted)));
    const unwritten = { code: "CHANGE_FAILED", what: "deleted the label", details: { id } } as const;
    if (removed !== "gone") requireSuccess(removed.issueLabelDelete, unwritten, linear);
    forgetLabels(linear);
    return { id, changed: ["deleted"], name: called };
  },
});

function labelNotFound(label: string) {
  return notFound("LABEL_NOT_FOUND", `label ${label}`, { label });
}
