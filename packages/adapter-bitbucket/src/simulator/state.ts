import { createHash } from "node:crypto";
import type { World } from "@pm-orchestrator/simulator";

export type PullRequestState = "OPEN" | "MERGED" | "DECLINED" | "SUPERSEDED";

export interface SimPullRequest {
  id: number;
  title: string;
  /** Markdown. */
  description: string;
  state: PullRequestState;
  /** Handles of people. */
  author: string;
  reviewers: string[];
  approvedBy: string[];
  /** Names of branches. */
  source: string;
  destination: string;
  commentCount: number;
  closeSourceBranch: boolean;
  created: string;
  updated: string;
}

export interface SimProject {
  key: string;
  name: string;
}

export interface SimRepository {
  workspace: string;
  slug: string;
  name: string;
  description: string;
  project: SimProject;
  mainBranch: string;
  private: boolean;
  /** Whether the simulated credentials may read it. */
  readable: boolean;
  language: string;
  created: string;
  updated: string;
  /** Name → hash of the newest commit. */
  branches: Map<string, string>;
  /** By number, in order of creation. */
  pullRequests: Map<number, SimPullRequest>;
}

/** Everything that the simulated Bitbucket knows. */
export interface BitbucketState {
  readonly world: World;
  readonly workspace: { slug: string; name: string };
  readonly repositories: readonly SimRepository[];
}

/** A hash of a commit: what it is of decides it. */
export function hashOf(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

/** A uuid in braces, as Bitbucket writes them: stable for what it is of. */
export function uuidOf(text: string): string {
  const hex = createHash("sha256").update(`bitbucket:${text}`).digest("hex");
  return `{${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}}`;
}

/** A person's Atlassian account id. */
export function accountIdOf(handle: string): string {
  return createHash("sha256").update(`account:${handle}`).digest("hex").slice(0, 24);
}
