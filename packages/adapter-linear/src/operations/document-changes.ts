import { changedFields, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { createdDocument } from "../created.js";
import { CREATE_DOCUMENT, UPDATE_DOCUMENT } from "../documents/documents.js";
import { linearErrors } from "../errors.js";
import { resolveInitiative } from "../lookups/planning.js";
import { resolveProject } from "../lookups/projects.js";
import { resolveTeam } from "../lookups/teams.js";
import { createOnce } from "../minted.js";
import { documentNotFound } from "../not-found.js";
import { issueId, name, team, uuid } from "../schemas.js";
import type { VendorDocument } from "../vendor-planning.js";
import { given, requireWritten } from "../written.js";
import { documentId, documentIdAliases } from "./documents.js";

const operation = operationsFor<LinearClient>();

/** Where a document belongs: to one of these. */
const parents = {
  project: name.optional().describe("name or id"),
  initiative: name.optional().describe("name or id"),
  issue_id: issueId.optional(),
  cycle_id: uuid.optional(),
  team: team.optional(),
};

const parentAliases = {
  project_id: "project",
  projectId: "project",
  initiativeId: "initiative",
  issueId: "issue_id",
  issue: "issue_id",
  cycle: "cycle_id",
  cycleId: "cycle_id",
} as const;

const common = {
  effect: "write",
  result: receiptSchema,
  caches: ["teams", "statuses", "projects"],
  limits: ["requests", "complexity"],
  scopes: ["write"],
} as const;

const lookups = ["query projects", "query initiatives", "query teams"] as const;

export const createDocument = operation({
  ...common,
  summary: "Creates a document of a project, an initiative, an issue, a cycle or a team",
  retry: "client_id",
  params: z.strictObject({ title: name, content: z.string().optional().describe("Markdown"), ...parents }),
  aliases: { ...parentAliases, body: "content" },
  upstream: ["mutation documentCreate", "query document", ...lookups],
  expectedCalls: 2,
  expectedMs: 700,
  example: { title: "Runbook", content: "1. Stop the proxy", project: "API authentication" },
  async run(params, linear) {
    const { title, content, ...where } = params;
    const parent = await parentOf(where, linear);
    if (parent === undefined) throw oneParent("A document belongs to exactly one thing.", linear);
    const id = linear.step.mint("document");
    const lookUp = `Look with get_document for ${id}: the document has this id if it was created.`;
    const create = async () => {
      const { documentCreate } = await linear.ask(CREATE_DOCUMENT, {
        input: given({ id, title, content, ...parent }),
      });
      return requireWritten(documentCreate, documentCreate?.document, {
        unwritten: { code: "CREATION_FAILED", what: "created the document", details: { id } },
        linear,
      });
    };
    const document = await createOnce({ id, create, read: createdDocument, lookUp }, linear);
    return receipt(document, changedFields(params));
  },
  async reconcile(params, linear) {
    const document = await createdDocument(linear.step.mint("document"), linear);
    return document && receipt(document, changedFields(params));
  },
});

export const updateDocument = operation({
  ...common,
  summary: "Changes a document, or moves it to something else",
  retry: "natural",
  params: z.strictObject({
    document_id: documentId,
    title: name.optional(),
    content: z.string().optional().describe("Markdown; replaces all of it"),
    ...parents,
  }),
  aliases: { ...documentIdAliases, ...parentAliases, body: "content" },
  upstream: ["mutation documentUpdate", ...lookups],
  example: { document_id: "085c65a0-88f5-4c3a-a06b-b6fd341c678e", title: "Minutes of 18 November" },
  async run(params, linear) {
    const { document_id, title, content, ...where } = params;
    const input = given({ title, content, ...(await parentOf(where, linear)) });
    const missing = documentNotFound(document_id);
    const { documentUpdate } = await linear.ask(UPDATE_DOCUMENT, { id: document_id, input }, missing);
    const document = requireWritten(documentUpdate, documentUpdate?.document, {
      unwritten: { code: "CHANGE_FAILED", what: "changed the document", details: { document_id } },
      linear,
    });
    return receipt(document, changedFields(params, ["document_id"]));
  },
});

type Where = { [Name in keyof typeof parents]: z.output<(typeof parents)[Name]> };

/** Where the document is to belong, as Linear takes it; undefined when nothing is said of it. */
async function parentOf(where: Partial<Where>, linear: LinearClient) {
  const { project, initiative, issue_id, cycle_id, team } = where;
  const count = Object.values(where).filter((value) => value !== undefined).length;
  if (count > 1) throw oneParent("A document cannot belong to several things.", linear);
  if (count === 0) return undefined;
  return given({
    projectId: project && (await resolveProject(project, undefined, linear)).id,
    initiativeId: initiative && (await resolveInitiative(initiative, linear)).id,
    issueId: issue_id,
    cycleId: cycle_id,
    teamId: team && (await resolveTeam(team, linear)).id,
  });
}

function oneParent(message: string, linear: LinearClient) {
  return linearErrors.create("INVALID_INPUT", {
    message,
    system: linear.step.system,
    suggestions: ["Give one of project, initiative, issue_id, cycle_id and team."],
  });
}

function receipt({ id = "", url = "" }: VendorDocument, changed: string[]) {
  return { id, url, changed };
}
