import { connection, filtered, type ListArgs, newestFirst, type PagingArgs } from "../connections.js";
import { slugId, teamFacts } from "../facts.js";
import { momentsOf } from "../moments.js";
import { byId, type LinearState } from "../state.js";
import type { SimPipeline, SimRelease, SimReleaseNote } from "../state-releases.js";
import type { Views } from "../views/index.js";
import {
  byIdOrSlug,
  newcomer,
  optional,
  payload,
  requireDay,
  required,
  requireText,
  touch,
} from "./writing.js";

interface ReleaseInput {
  id?: string | null;
  name?: string | null;
  pipelineId?: string | null;
  stageId?: string | null;
  version?: string | null;
  description?: string | null;
  commitSha?: string | null;
  startDate?: string | null;
  targetDate?: string | null;
}

interface NoteInput {
  id?: string | null;
  pipelineId?: string | null;
  title?: string | null;
  content?: string | null;
  releaseIds?: string[] | null;
}

type WithId = { id: string };

/** Releases and their notes, skills of agents, changes of code. */
export function releasesRoot(linear: LinearState, views: Views) {
  const { pipelines, stages, releases, notes, skills, diffs } = linear.releases;
  const pipeline = (id: string | null | undefined) => required(byId(pipelines, id ?? ""), "ReleasePipeline");
  return {
    releasePipeline: ({ id }: WithId) => views.pipeline(byIdOrSlug(pipelines, id, "ReleasePipeline")),
    releasePipelines: (args: ListArgs) =>
      connection(filtered(pipelines, args, pipelineFacts), args, views.pipeline),

    release: ({ id }: WithId) => views.release(byIdOrSlug(releases, id, "Release")),
    releases: (args: ListArgs) =>
      connection(newestFirst(filtered(releases, args, releaseFacts), args), args, views.release),
    releaseCreate({ input }: { input: ReleaseInput }) {
      const stamp = newcomer(linear, input.id, { among: releases, entity: "Release" });
      const of = pipeline(input.pipelineId);
      const fields = releaseFields(linear, input);
      const first = stages.find((stage) => stage.pipeline === of);
      const stage = fields.stage ?? required(first, "ReleaseStage");
      const release: SimRelease = {
        ...stamp,
        pipeline: of,
        stage,
        ...momentsOf(stage.type, stamp.createdAt),
        name: requireText(input.name, "name"),
        version: null,
        description: null,
        commitSha: null,
        startDate: null,
        targetDate: null,
        ...fields,
      };
      releases.push(release);
      return payload({ release: () => views.release(release) });
    },
    releaseUpdate({ id, input }: WithId & { input: ReleaseInput }) {
      const release = byIdOrSlug(releases, id, "Release");
      const fields = releaseFields(linear, input);
      const now = linear.world.now().toISOString();
      const moments = fields.stage === undefined ? {} : momentsOf(fields.stage.type, now, release);
      Object.assign(release, fields, moments);
      touch(linear, release);
      return payload({ release: () => views.release(release) });
    },

    releaseNote: ({ id }: WithId) => views.releaseNote(byIdOrSlug(notes, id, "ReleaseNote")),
    releaseNotes: (args: ListArgs) =>
      connection(newestFirst(filtered(notes, args, noteFacts), args), args, views.releaseNote),
    releaseNoteCreate({ input }: { input: NoteInput }) {
      const stamp = newcomer(linear, input.id, { among: notes, entity: "ReleaseNote" });
      const of = pipeline(input.pipelineId);
      const note: SimReleaseNote = {
        ...stamp,
        pipeline: of,
        title: null,
        content: "",
        releases: [],
        ...noteFields(linear, input),
      };
      notes.push(note);
      return payload({ releaseNote: () => views.releaseNote(note) });
    },
    releaseNoteUpdate({ id, input }: WithId & { input: NoteInput }) {
      const note = byIdOrSlug(notes, id, "ReleaseNote");
      Object.assign(note, noteFields(linear, input));
      touch(linear, note);
      return payload({ releaseNote: () => views.releaseNote(note) });
    },

    agentSkill: ({ id }: WithId) => views.skill(byIdOrSlug(skills, id, "AgentSkill")),
    agentSkills: (args: PagingArgs) => connection(newestFirst(skills, args), args, views.skill),
    diff: ({ id }: WithId) => views.diff(byIdOrSlug(diffs, id, "Diff")),
  };
}

function releaseFields(linear: LinearState, input: ReleaseInput): Partial<SimRelease> {
  const { name, stageId, version, description, commitSha, startDate, targetDate } = input;
  const fields: Partial<SimRelease> = {};
  if (name != null) fields.name = requireText(name, "name");
  if (stageId != null) fields.stage = required(byId(linear.releases.stages, stageId), "ReleaseStage");
  if (version !== undefined) fields.version = version;
  if (description !== undefined) fields.description = description;
  if (commitSha !== undefined) fields.commitSha = commitSha;
  if (startDate !== undefined) fields.startDate = requireDay(startDate, "startDate");
  if (targetDate !== undefined) fields.targetDate = requireDay(targetDate, "targetDate");
  return fields;
}

function noteFields({ releases }: LinearState, input: NoteInput): Partial<SimReleaseNote> {
  const fields: Partial<SimReleaseNote> = {};
  if (input.title !== undefined) fields.title = optional(input.title, (title) => title);
  if (input.content != null) fields.content = input.content;
  if (input.releaseIds != null)
    fields.releases = input.releaseIds.map((id) => required(byId(releases.releases, id), "Release"));
  return fields;
}

function pipelineFacts({ id, name, teams }: SimPipeline) {
  return { id, name, slugId: slugId(id), teams: teams.map(teamFacts) };
}

function releaseFacts({ id, name, version, pipeline }: SimRelease) {
  return { id, name, version, pipeline: pipelineFacts(pipeline) };
}

function noteFacts({ id, title, pipeline }: SimReleaseNote) {
  return { id, title, slugId: slugId(id), pipeline: pipelineFacts(pipeline) };
}
