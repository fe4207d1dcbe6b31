import type { VendorCommit, VendorLinks, VendorUser } from "./vendor.js";

/** What Bitbucket answers of repositories' insides and of what builds them, as far as it is used; see vendor.ts. */
export interface VendorWorkspaceAccess {
  administrator?: boolean;
  workspace?: { uuid?: string; slug?: string };
}

export interface VendorWorkspace {
  uuid?: string;
  slug?: string;
  name?: string;
  is_private?: boolean;
  created_on?: string;
  links?: VendorLinks;
}

export interface VendorProject {
  uuid?: string;
  key?: string;
  name?: string;
  description?: string | null;
  is_private?: boolean;
  updated_on?: string;
  links?: VendorLinks;
}

/** A branch or a tag. */
export interface VendorRef {
  /** `branch` or `tag`. */
  type?: string;
  name?: string;
  target?: VendorCommit | null;
  /** Of branches. */
  merge_strategies?: string[];
  default_merge_strategy?: string;
  /** Of tags. */
  message?: string | null;
  date?: string | null;
  tagger?: VendorCommit["author"] | null;
  links?: VendorLinks;
}

/** A file, or a folder, at a commit. */
export interface VendorTreeEntry {
  /** `commit_file` or `commit_directory`. */
  type?: string;
  path?: string;
  /** Unit: bytes. Of files. */
  size?: number;
  /** Such as `binary` or `link`. */
  attributes?: string[];
  commit?: VendorCommit;
}

export interface VendorDefaultReviewer {
  /** `repository` or `project`: where it was said that they review. */
  reviewer_type?: string;
  user?: VendorUser;
}

export interface VendorPipeline {
  uuid?: string;
  build_number?: number;
  creator?: VendorUser | null;
  target?: VendorPipelineTarget;
  trigger?: { name?: string; type?: string };
  state?: VendorPipelineState;
  created_on?: string;
  completed_on?: string | null;
  build_seconds_used?: number;
}

export interface VendorPipelineTarget {
  ref_type?: string;
  ref_name?: string;
  /** Of a pipeline for a pull request: its branches. */
  source?: string;
  destination?: string;
  commit?: { hash?: string };
  selector?: { type?: string; pattern?: string };
}

/** `result` says how it ended, `stage` what it does at the moment. */
export interface VendorPipelineState {
  name?: string;
  result?: { name?: string; error?: { message?: string } };
  stage?: { name?: string };
}

export interface VendorPipelineStep {
  uuid?: string;
  name?: string;
  state?: VendorPipelineState;
  started_on?: string;
  completed_on?: string | null;
  image?: { name?: string };
  script_commands?: { command?: string; name?: string }[];
}

/** The branches of one role: by name, or whichever the main branch is. */
export interface VendorModelBranch {
  name?: string | null;
  use_mainbranch?: boolean;
  branch?: { name?: string } | null;
  is_valid?: boolean;
  enabled?: boolean;
}

export interface VendorBranchingModel {
  development?: VendorModelBranch;
  production?: VendorModelBranch | null;
  branch_types?: { kind?: string; prefix?: string; enabled?: boolean }[];
}

export interface VendorBranchRestriction {
  id?: number;
  kind?: string;
  /** `glob` or `branching_model`. */
  branch_match_kind?: string;
  branch_type?: string;
  pattern?: string;
  value?: number | null;
  users?: VendorUser[];
  groups?: { name?: string; slug?: string }[];
}

export interface VendorWebhook {
  uuid?: string;
  url?: string;
  description?: string | null;
  active?: boolean;
  events?: string[];
  created_at?: string;
}
