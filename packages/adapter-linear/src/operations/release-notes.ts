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
import { createdReleaseNote } from "../created.js";
import {
  CREATE_RELEASE_NOTE,
  GET_RELEASE_NOTE,
  LIST_RELEASE_NOTES,
  UPDATE_RELEASE_NOTE,
} from "../documents/releases.js";
import { linearErrors } from "../errors.js";
import { resolvePipeline } from "../lookups/releases.js";
import { createOnce } from "../minted.js";
import { notFound } from "../not-found.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { namedOf } from "../parse.js";
import { name, named, uuid } from "../schemas.js";
import type { VendorReleaseNote } from "../vendor-releases.js";
import { given, requireWritten } from "../written.js";
import { pipelineName } from "./releases.js";

const operation = operationsFor<LinearClient>();

const noteId = name.describe("id, or the end of its address");
const noteAliases = { id: "note_id", noteId: "note_id", release_note_id: "note_id" } as const;
const pipelineAliases = { pipeline_id: "pipeline", pipelineId: "pipeline" } as const;

const noteSchema = z.object({
  id: z.string(),
  title: z.string(),
  pipeline: named.optional(),
  releases: z.array(named),
  updated: z.string().optional(),
  url: z.string(),
});

export const listReleaseNotes = operation({
  summary: "Notes on releases, the newest first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ pipeline: pipelineName.optional(), ...pagingParams(100) }),
  aliases: { ...pipelineAliases, ...pagingAliases },
  result: z.object({ notes: z.array(noteSchema), page: pageSchema }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query releaseNotes", "query releasePipelines"],
  example: {},
  async run({ pipeline, ...paging }, linear) {
    const within = pipeline === undefined ? undefined : await resolvePipeline(pipeline, linear);
    const filter = given({ pipeline: within && { id: { eq: within.id } } });
    const { releaseNotes } = await linear.ask(LIST_RELEASE_NOTES, { filter, ...pageVariables(paging) });
    return { notes: (releaseNotes?.nodes ?? []).map(parsed), page: pageOf(releaseNotes) };
  },
});

export const getReleaseNote = operation({
  summary: "One release note, as Markdown",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ note_id: noteId }),
  aliases: noteAliases,
  result: noteSchema.extend({ content: z.string().optional() }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query releaseNote"],
  example: { note_id: "48cabbcd-5744-43a1-aae0-808f24970c2c" },
  async run({ note_id }, linear) {
    const { releaseNote = {} } = await linear.ask(GET_RELEASE_NOTE, { id: note_id }, noteNotFound(note_id));
    return { ...parsed(releaseNote), ...compact({ content: releaseNote.documentContent?.content }) };
  },
});

export const saveReleaseNote = operation({
  summary: "Writes a release note of a pipeline, or changes the one whose id is given",
  effect: "write",
  retry: "client_id",
  params: z.strictObject({
    note_id: noteId.optional().describe("of the one to change"),
    pipeline: pipelineName.optional().describe("of the one to create: name or id"),
    title: name.optional(),
    content: z.string().optional().describe("Markdown"),
    release_ids: z.array(uuid).optional().describe("the releases that it is about"),
  }),
  aliases: { ...noteAliases, ...pipelineAliases, releaseIds: "release_ids", body: "content" },
  result: receiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: [
    "mutation releaseNoteCreate",
    "mutation releaseNoteUpdate",
    "query releaseNote",
    "query releasePipelines",
  ],
  expectedCalls: 2,
  expectedMs: 700,
  example: { pipeline: "Public API", title: "API 2.4.0", content: "- Tokens expire after 15 minutes" },
  async run(params, linear) {
    const { note_id, pipeline, title, content, release_ids: releaseIds } = params;
    const changed = changedIn(params);
    const fields = { title, content, releaseIds };
    if (note_id !== undefined) return receipt(await change(note_id, given(fields), linear), changed);
    if (pipeline === undefined) {
      throw linearErrors.create("MISSING_REQUIRED_PARAM", {
        message: "A new note needs a pipeline; one that is there its note_id.",
        system: linear.step.system,
      });
    }
    const { id: pipelineId } = await resolvePipeline(pipeline, linear);
    const id = linear.step.mint("note");
    const lookUp = `Look with get_release_note for ${id}: the note has this id if it was created.`;
    const create = async () => {
      const { releaseNoteCreate } = await linear.ask(CREATE_RELEASE_NOTE, {
        input: given({ id, pipelineId, ...fields }),
      });
      const unwritten = { code: "CREATION_FAILED", what: "created the note", details: { id } } as const;
      return requireWritten(releaseNoteCreate, releaseNoteCreate?.releaseNote, { unwritten, linear });
    };
    return receipt(await createOnce({ id, create, read: createdReleaseNote, lookUp }, linear), changed);
  },
  async reconcile(params, linear) {
    // What a change of one that was there did, cannot be told from what others did.
    if (params.note_id !== undefined) return undefined;
    const note = await createdReleaseNote(linear.step.mint("note"), linear);
    return note && receipt(note, changedIn(params));
  },
});

function changedIn(params: Readonly<Record<string, unknown>>): string[] {
  return changedFields(params, ["note_id", "pipeline"]);
}

async function change(id: string, input: Record<string, unknown>, linear: LinearClient) {
  const { releaseNoteUpdate } = await linear.ask(UPDATE_RELEASE_NOTE, { id, input }, noteNotFound(id));
  const unwritten = { code: "CHANGE_FAILED", what: "changed the note", details: { note_id: id } } as const;
  return requireWritten(releaseNoteUpdate, releaseNoteUpdate?.releaseNote, { unwritten, linear });
}

function noteNotFound(id: string) {
  return notFound("RELEASE_NOTE_NOT_FOUND", `release note ${id}`, { note_id: id });
}

function receipt({ id = "", url = "" }: VendorReleaseNote, changed: string[]) {
  return { id, url, changed };
}

function parsed({ id = "", title, pipeline, releases = [], updatedAt, url = "" }: VendorReleaseNote) {
  return {
    id,
    title: title ?? "",
    ...compact({ pipeline: namedOf(pipeline) }),
    releases: releases.map((release) => namedOf(release) ?? { id: "", name: "" }),
    ...compact({ updated: updatedAt }),
    url,
  };
}
