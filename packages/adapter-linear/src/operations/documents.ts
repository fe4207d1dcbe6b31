import { pageSchema, pagingParams, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { createdAttachment } from "../created.js";
import { GET_DOCUMENT, LIST_DOCUMENTS, SEARCH_DOCUMENTS } from "../documents/documents.js";
import { attachLink, linkId } from "../links.js";
import { resolveInitiative } from "../lookups/planning.js";
import { resolveProject } from "../lookups/projects.js";
import { teamFilter, teamIfNamed } from "../lookups/teams.js";
import { resolveUser } from "../lookups/users.js";
import { documentNotFound } from "../not-found.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { documentDetails, documentInList, documentInListSchema, documentSchema } from "../parse-planning.js";
import { issueId, name, since, team, teamAliases, user } from "../schemas.js";
import type { VendorDocument } from "../vendor-planning.js";
import { given } from "../written.js";

const operation = operationsFor<LinearClient>();

export const documentId = name.describe("id, or the end of its address");

export const documentIdAliases = {
  id: "document_id",
  documentId: "document_id",
  document: "document_id",
} as const;

export const getDocument = operation({
  summary: "One document, as Markdown",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ document_id: documentId }),
  aliases: documentIdAliases,
  result: documentSchema,
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query document"],
  example: { document_id: "720bc6bd-fff4-4d11-a5b7-ea840482cd55" },
  async run({ document_id }, linear) {
    const missing = documentNotFound(document_id);
    const { document = {} } = await linear.ask(GET_DOCUMENT, { id: document_id }, missing);
    return documentDetails(document);
  },
});

const params = z.strictObject({
  query: z.string().min(1).optional().describe("words; with another condition, text in the title"),
  project: name.optional().describe("name or id"),
  initiative: name.optional().describe("name or id"),
  team: team.optional(),
  creator: user.optional(),
  created_at: since.optional(),
  updated_at: since.optional(),
  ...pagingParams(250),
});

export const listDocuments = operation({
  summary: "Documents by words, or by project, initiative, team, author and dates, the newest first",
  effect: "read",
  retry: "natural",
  params,
  aliases: {
    ...teamAliases,
    ...pagingAliases,
    project_id: "project",
    projectId: "project",
    initiativeId: "initiative",
    initiative_id: "initiative",
    creatorId: "creator",
    createdAt: "created_at",
    updatedAt: "updated_at",
  },
  queryParams: ["query"],
  result: z.object({ documents: z.array(documentInListSchema), page: pageSchema }),
  caches: ["teams", "statuses", "projects", "users"],
  limits: ["requests", "complexity", "search"],
  scopes: ["read"],
  upstream: [
    "query documents",
    "query searchDocuments",
    "query projects",
    "query initiatives",
    "query teams",
    "query users",
    "query viewer",
  ],
  expectedCalls: 2,
  expectedMs: 700,
  example: { project: "API authentication" },
  async run({ limit, page_token, ...conditions }, linear) {
    const paging = pageVariables({ limit, page_token });
    const { query, ...others } = conditions;
    // Linear's search takes no filter, and its filters take no words.
    const onlyWords = query !== undefined && Object.values(others).every((value) => value === undefined);
    const documents = onlyWords
      ? (await linear.ask(SEARCH_DOCUMENTS, { term: query, ...paging })).searchDocuments
      : (await linear.ask(LIST_DOCUMENTS, { filter: await filterFor(conditions, linear), ...paging }))
          .documents;
    return { documents: (documents?.nodes ?? []).map(documentInList), page: pageOf(documents) };
  },
});

export const linkDocument = operation({
  summary: "Attaches a document to an issue; it stays where it belongs",
  effect: "write",
  retry: "client_id",
  params: z.strictObject({ issue_id: issueId, document_id: documentId }),
  aliases: { issueId: "issue_id", issue: "issue_id", documentId: "document_id", document: "document_id" },
  result: receiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation attachmentLinkURL", "query document", "query attachment"],
  expectedCalls: 2,
  expectedMs: 600,
  example: { issue_id: "PSN-122", document_id: "720bc6bd-fff4-4d11-a5b7-ea840482cd55" },
  async run({ issue_id, document_id }, linear) {
    const { title, url = "" } = await readDocument(document_id, linear);
    const { id = "" } = await attachLink(issue_id, { url, title }, linear);
    return { id, url, changed: ["attachments"] };
  },
  async reconcile({ document_id }, linear) {
    const { url = "" } = await readDocument(document_id, linear);
    const attachment = await createdAttachment(linkId(url, linear), linear);
    return attachment && { id: attachment.id ?? "", url, changed: ["attachments"] };
  },
});

async function readDocument(document_id: string, linear: LinearClient): Promise<VendorDocument> {
  const missing = documentNotFound(document_id);
  const { document } = await linear.ask(GET_DOCUMENT, { id: document_id }, missing);
  return document ?? {};
}

type Conditions = Omit<z.output<typeof params>, "limit" | "page_token">;

async function filterFor(conditions: Conditions, linear: LinearClient) {
  const { query, project, initiative, team, creator, created_at, updated_at } = conditions;
  const [inProject, inInitiative, ofTeam, person] = await Promise.all([
    project === undefined ? undefined : resolveProject(project, undefined, linear),
    initiative === undefined ? undefined : resolveInitiative(initiative, linear),
    teamIfNamed(team, linear),
    creator === undefined ? undefined : resolveUser(creator, linear),
  ]);
  return given({
    title: query === undefined ? undefined : { containsIgnoreCase: query },
    project: inProject && { id: { eq: inProject.id } },
    initiative: inInitiative && { id: { eq: inInitiative.id } },
    ...teamFilter(ofTeam),
    creator: person && { id: { eq: person.id } },
    createdAt: created_at === undefined ? undefined : { gte: created_at },
    updatedAt: updated_at === undefined ? undefined : { gte: updated_at },
  });
}
