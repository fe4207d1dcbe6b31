import {
  changedFields,
  compact,
  pageSchema,
  pagingParams,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { linearErrors } from "../errors.js";
import { resolveInitiative } from "../lookups/planning.js";
import { resolveProject } from "../lookups/projects.js";
import { createOnce, removeOnce } from "../minted.js";
import { notFound } from "../not-found.js";
import { pageOf, pagingAliases } from "../paging.js";
import { namedOf } from "../parse.js";
import { markdown, name, named, person, receiptWithoutPage, uuid } from "../schemas.js";
import { createdUpdate, kindOfUpdates, UPDATE_KINDS, type UpdateKind } from "../status-updates.js";
import type { VendorStatusUpdate } from "../vendor-planning.js";
import { given, requireSuccess, requireWritten } from "../written.js";

const operation = operationsFor<LinearClient>();

const HEALTH = ["onTrack", "atRisk", "offTrack"] as const;

const type = z.enum(UPDATE_KINDS);
const owner = {
  project: name.optional().describe("name or id"),
  initiative: name.optional().describe("name or id"),
};
const idAliases = {
  id: "update_id",
  project_id: "project",
  projectId: "project",
  initiative_id: "initiative",
  initiativeId: "initiative",
} as const;
const lookups = ["query projects", "query initiatives"] as const;

export const getStatusUpdates = operation({
  summary: "Status updates of projects or of initiatives, the newest first, or the one of an id",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    type,
    update_id: uuid.optional(),
    ...owner,
    ...pagingParams(100),
  }),
  aliases: { ...idAliases, ...pagingAliases },
  result: z.object({
    updates: z.array(
      z.object({
        id: z.string(),
        health: z.string(),
        body: z.string().describe("Markdown"),
        author: person.optional(),
        project: named.optional(),
        initiative: named.optional(),
        created: z.string().optional(),
        url: z.string(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["projects"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query projectUpdates", "query initiativeUpdates", ...lookups],
  expectedCalls: 2,
  expectedMs: 600,
  example: { type: "project", project: "API authentication" },
  async run({ type: kind, update_id, project, initiative, ...paging }, linear) {
    const of = await ownerId(kind, { project, initiative }, linear);
    const filter = given({
      id: update_id === undefined ? undefined : { eq: update_id },
      [kind]: of === undefined ? undefined : { id: { eq: of } },
    });
    const updates = await kindOfUpdates(kind).list(filter, paging, linear);
    const nodes = updates?.nodes ?? [];
    if (update_id !== undefined && nodes.length === 0)
      throw linearErrors.create("STATUS_UPDATE_NOT_FOUND", {
        ...updateNotFound(update_id),
        system: linear.step.system,
      });
    return { updates: nodes.map(parsed), page: pageOf(updates) };
  },
});

export const saveStatusUpdate = operation({
  summary: "Writes a status update of a project or an initiative, or changes the one whose id is given",
  effect: "write",
  retry: "client_id",
  params: z.strictObject({
    type,
    update_id: uuid.optional().describe("of the one to change"),
    ...owner,
    body: markdown.optional(),
    health: z.enum(HEALTH).optional(),
  }),
  aliases: idAliases,
  result: receiptSchema,
  caches: ["projects"],
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: [
    "mutation projectUpdateCreate",
    "mutation projectUpdateUpdate",
    "mutation initiativeUpdateCreate",
    "mutation initiativeUpdateUpdate",
    "query projectUpdates",
    "query initiativeUpdates",
    ...lookups,
  ],
  expectedCalls: 2,
  expectedMs: 700,
  example: { type: "project", project: "API authentication", body: "Beta is **out**.", health: "onTrack" },
  async run(params, linear) {
    const { type: kind, update_id, project, initiative, body, health } = params;
    const input = given({ body, health });
    const changed = changedIn(params);
    if (update_id !== undefined) {
      const missing = updateNotFound(update_id);
      const { payload, update } = await kindOfUpdates(kind).change(update_id, input, { linear, missing });
      const details = { update_id };
      const unwritten = { code: "CHANGE_FAILED", what: "changed the update", details } as const;
      return receipt(requireWritten(payload, update, { unwritten, linear }), changed);
    }
    const of = await ownerId(kind, { project, initiative }, linear);
    if (of === undefined || body === undefined) {
      throw linearErrors.create("MISSING_REQUIRED_PARAM", {
        message: `A new update needs ${kind} and body; one that is there its update_id.`,
        system: linear.step.system,
      });
    }
    const id = linear.step.mint("update");
    const lookUp = `Look with get_status_updates for ${id}: the update has this id if it was created.`;
    const create = async () => {
      const { payload, update } = await kindOfUpdates(kind).create(
        { id, [`${kind}Id`]: of, ...input },
        linear,
      );
      const unwritten = { code: "CREATION_FAILED", what: "created the update", details: { id } } as const;
      return requireWritten(payload, update, { unwritten, linear });
    };
    const read = () => createdUpdate(kind, id, linear);
    return receipt(await createOnce({ id, create, read, lookUp }, linear), changed);
  },
  async reconcile(params, linear) {
    // What a change of one that was there did, cannot be told from what others did.
    if (params.update_id !== undefined) return undefined;
    const update = await createdUpdate(params.type, linear.step.mint("update"), linear);
    return update && receipt(update, changedIn(params));
  },
});

function changedIn(params: Readonly<Record<string, unknown>>): string[] {
  return changedFields(params, ["type", "update_id", "project", "initiative"]);
}

export const deleteStatusUpdate = operation({
  summary: "Takes a status update away: Linear archives it",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ type, update_id: uuid }),
  aliases: { id: "update_id" },
  result: receiptWithoutPage,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation projectUpdateArchive", "mutation initiativeUpdateArchive"],
  example: { type: "project", update_id: "43739b91-2f06-49d9-af95-cebbf24ebd76" },
  async run({ type: kind, update_id }, linear) {
    const missing = updateNotFound(update_id);
    const removed = await removeOnce(() => kindOfUpdates(kind).archive(update_id, { linear, missing }));
    const unwritten = {
      code: "CHANGE_FAILED",
      what: "archived the update",
      details: { update_id },
    } as const;
    if (removed !== "gone") requireSuccess(removed, unwritten, linear);
    return { id: update_id, changed: ["archived"] };
  },
});

async function ownerId(
  kind: UpdateKind,
  named: { project: string | undefined; initiative: string | undefined },
  linear: LinearClient,
): Promise<string | undefined> {
  const wanted = named[kind];
  if (wanted === undefined) return undefined;
  const found =
    kind === "project"
      ? await resolveProject(wanted, undefined, linear)
      : await resolveInitiative(wanted, linear);
  return found.id ?? "";
}

function updateNotFound(id: string) {
  return notFound("STATUS_UPDATE_NOT_FOUND", `status update ${id}`, { update_id: id });
}

function receipt({ id = "", url = "" }: VendorStatusUpdate, changed: string[]) {
  return { id, url, changed };
}

function parsed(update: VendorStatusUpdate) {
  const { id = "", health = "", body = "", user, project, initiative, createdAt, url = "" } = update;
  return {
    id,
    health,
    body,
    ...compact({
      author: namedOf(user),
      project: namedOf(project),
      initiative: namedOf(initiative),
      created: createdAt,
    }),
    url,
  };
}
