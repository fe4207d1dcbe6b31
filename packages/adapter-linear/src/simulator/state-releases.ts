import type { Person } from "@pm-orchestrator/simulator";
import type { Moments } from "./moments.js";
import type { Dated, SimTeam } from "./state-teams.js";

export interface SimPipeline extends Dated {
  name: string;
  type: string;
  isProduction: boolean;
  teams: SimTeam[];
}

export interface SimStage extends Dated {
  pipeline: SimPipeline;
  name: string;
  type: string;
  position: number;
  color: string;
}

export interface SimRelease extends Dated, Moments {
  pipeline: SimPipeline;
  stage: SimStage;
  name: string;
  version: string | null;
  description: string | null;
  commitSha: string | null;
  startDate: string | null;
  targetDate: string | null;
}

export interface SimReleaseNote extends Dated {
  pipeline: SimPipeline;
  releases: SimRelease[];
  title: string | null;
  content: string;
}

export interface SimSkill extends Dated {
  title: string;
  description: string | null;
  body: string;
  shared: boolean;
  owner: Person;
}

export interface SimDiff extends Dated {
  creator: Person;
  files: { path: string; state: string; additions: number; deletions: number }[];
  pullRequest: {
    number: number;
    title: string;
    url: string;
    status: string;
    sourceBranch: string;
    targetBranch: string;
  };
}

/** A file in Linear's storage, by the end of its address. */
export interface SimFile {
  bytes: Uint8Array;
  contentType: string;
  filename: string;
}

/** What Linear knows of deliveries, and of what lies beside issues. */
export interface ReleaseState {
  readonly pipelines: SimPipeline[];
  readonly stages: SimStage[];
  readonly releases: SimRelease[];
  readonly notes: SimReleaseNote[];
  readonly skills: SimSkill[];
  readonly diffs: SimDiff[];
  readonly files: Map<string, SimFile>;
}
