import { createHash } from "node:crypto";
import { slugId } from "../facts.js";
import type { SimDiff, SimPipeline, SimRelease, SimSkill } from "../state-releases.js";
import type { Leaves } from "./leaf.js";

export const PIPELINE: Leaves<SimPipeline> = {
  approximateReleaseCount: (pipeline, { releases }) =>
    releases.releases.filter((release) => release.pipeline === pipeline).length,
  autoGenerateReleaseNotesOnCompletion: false,
  includePathPatterns: [],
};

/** No issue is in a release here, so nothing makes progress. */
export const RELEASE: Leaves<SimRelease> = { issueCount: 0, currentProgress: {}, progressHistory: {} };

/** Nobody uses the skills here. */
export const SKILL: Leaves<SimSkill> = { recentUsageCount: 0 };

/** A diff's pull request is as old as the diff. */
export const PULL_REQUEST: Leaves<SimDiff> = {
  slugId: ({ id }) => slugId(id),
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  openedAt: ({ createdAt }) => createdAt,
  autoMergeEnabled: false,
  baseSha: ({ id }) => sha(`base:${id}`),
  headSha: ({ id }) => sha(`head:${id}`),
  mergeStatus: "clean",
  reactionData: [],
};

function sha(seed: string): string {
  return createHash("sha1").update(seed).digest("hex");
}
