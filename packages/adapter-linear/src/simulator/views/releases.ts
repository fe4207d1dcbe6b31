import { connection, filtered, type ListArgs, type PagingArgs } from "../connections.js";
import { slugId, teamFacts } from "../facts.js";
import type { LinearState } from "../state.js";
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
      documentContent: { content: note.content },
    }),
    skill: ({ owner, ...skill }) => ({
      ...skill,
      slugId: slugId(skill.id),
      owner: () => views.user(owner),
      creator: () => views.user(owner),
    }),
    diff: ({ creator, files, pullRequest, ...diff }) => ({
      ...diff,
      slugId: slugId(diff.id),
      files,
      fileCount: files.length,
      additions: files.reduce((sum, { additions }) => sum + additions, 0),
      deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
      truncated: false,
      creator: () => views.user(creator),
      pullRequest: { id: diff.id, ...pullRequest },
    }),
  };
}
