import { connection, filtered, type ListArgs, type PagingArgs } from "../connections.js";
import { slugId, teamFacts } from "../facts.js";
import { THING } from "../leaves/leaf.js";
import { type LinearState, uuid } from "../state.js";
import type {
  SimDiff,
  SimPipeline,
  SimRelease,
  SimReleaseNote,
  SimSkill,
  SimStage,
} from "../state-releases.js";
import { urlOf } from "./addresses.js";
import type { Views } from "./index.js";

export interface ReleaseViews {
  pipeline(pipeline: SimPipeline): object;
  stage(stage: SimStage): object;
  release(release: SimRelease): object;
  releaseNote(note: SimReleaseNote): object;
  skill(skill: SimSkill): object;
  diff(diff: SimDiff): object;
}

/** Releases and their notes, skills of agents, changes of code. */
export function releaseViews({ releases }: LinearState, views: Views): ReleaseViews {
  return {
    pipeline: (pipeline) => ({
      ...pipeline,
      [THING]: pipeline,
      slugId: slugId(pipeline.id),
      url: urlOf("pipeline", pipeline, pipeline.name),
      stages: (args: PagingArgs) =>
        connection(
          releases.stages.filter((stage) => stage.pipeline === pipeline),
          args,
          views.stage,
        ),
      teams: (args: ListArgs) => connection(filtered(pipeline.teams, args, teamFacts), args, views.team),
    }),
    stage: (stage) => ({ ...stage, frozen: false, pipeline: () => views.pipeline(stage.pipeline) }),
    release: (release) => ({
      ...release,
      [THING]: release,
      slugId: slugId(release.id),
      url: urlOf("release", release, release.name),
      pipeline: () => views.pipeline(release.pipeline),
      stage: () => views.stage(release.stage),
    }),
    releaseNote: (note) => ({
      ...note,
      slugId: slugId(note.id),
      url: urlOf("release-note", note, note.title ?? "notes"),
      releaseCount: note.releases.length,
      pipeline: () => views.pipeline(note.pipeline),
      releases: () => note.releases.map(views.release),
      documentContent: contentOf(note),
    }),
    skill: (skill) => ({
      ...skill,
      [THING]: skill,
      slugId: slugId(skill.id),
      owner: () => views.user(skill.owner),
      creator: () => views.user(skill.owner),
    }),
    diff: (diff) => ({
      ...diff,
      slugId: slugId(diff.id),
      fileCount: diff.files.length,
      additions: diff.files.reduce((sum, { additions }) => sum + additions, 0),
      deletions: diff.files.reduce((sum, { deletions }) => sum + deletions, 0),
      truncated: false,
      creator: () => views.user(diff.creator),
      pullRequest: { id: diff.id, ...diff.pullRequest, [THING]: diff },
    }),
  };
}

/** What a note says is a thing of its own, as old as the note. */
function contentOf({ id, content, createdAt, updatedAt }: SimReleaseNote) {
  return { id: uuid(`content:${id}`), content, createdAt, updatedAt };
}
