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
  changesRequestedBy: string[];
  draft: boolean;
  /** Names of branches. */
  source: string;
  destination: string;
  /** Where the branches were when it was closed; until then they move. */
  closedAt?: { source: string; destination: string };
  mergeCommit?: string;
  /** Handle of who merged or declined it here. */
  closedBy?: string;
  comments: SimComment[];
  tasks: SimTask[];
  closeSourceBranch: boolean;
  created: string;
  updated: string;
}

export interface SimComment {
  id: number;
  /** Handle. */
  author: string;
  /** Markdown. */
  text: string;
  parent?: number;
  inline?: { path: string; from?: number; to?: number };
  resolvedBy?: string;
  pending?: boolean;
  deleted?: boolean;
  created: string;
  updated: string;
}

export interface SimTask {
  id: number;
  author: string;
  text: string;
  comment?: number;
  resolved?: { by: string; on: string };
  created: string;
  updated: string;
}

/** A file's bytes, or its text. */
export type SimFile = string | Uint8Array;

export interface SimCommit {
  hash: string;
  parents: string[];
  /** Handle. */
  author: string;
  message: string;
  date: string;
  /** The whole tree, by path. Never changed once it is committed. */
  files: ReadonlyMap<string, SimFile>;
}

/** What a build says of a commit. */
export interface SimStatus {
  key: string;
  state: string;
  name: string;
  description: string;
  url: string;
  refname?: string;
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
  tags: Map<string, SimTag>;
  /** By full hash, in order of creation. */
  commits: Map<string, SimCommit>;
  /** By full hash of the commit. */
  statuses: Map<string, SimStatus[]>;
  /** By number, in order of creation. */
  pullRequests: Map<number, SimPullRequest>;
}

export interface SimTag {
  hash: string;
  message: string;
  tagger: string;
  date: string;
}

/** Everything that the simulated Bitbucket knows. */
export interface BitbucketState {
  readonly world: World;
  readonly workspace: { slug: string; name: string };
  /** In order of creation. */
  readonly repositories: SimRepository[];
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
