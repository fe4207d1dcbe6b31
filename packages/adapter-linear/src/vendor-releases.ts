import type { VendorConnection, VendorNamed, VendorTeam } from "./vendor.js";

export type { VendorConnection, VendorPayload } from "./vendor.js";

/** What Linear answers of deliveries, skills and changes of code. As forgiving as vendor.ts. */
export interface VendorPipeline extends VendorNamed {
  slugId?: string;
  /** continuous, scheduled. */
  type?: string;
  isProduction?: boolean;
  teams?: VendorConnection<VendorTeam>;
  stages?: VendorConnection<VendorStage>;
  url?: string;
}

export interface VendorStage extends VendorNamed {
  /** planned, started, completed, canceled. */
  type?: string;
  position?: number;
}

export interface VendorRelease extends VendorNamed {
  version?: string | null;
  description?: string | null;
  commitSha?: string | null;
  pipeline?: VendorNamed;
  stage?: VendorStage;
  startDate?: string | null;
  targetDate?: string | null;
  createdAt?: string;
  updatedAt?: string;
  url?: string;
}

export interface VendorReleaseNote {
  id?: string;
  title?: string | null;
  pipeline?: VendorNamed;
  releases?: VendorRelease[];
  documentContent?: { content?: string | null } | null;
  updatedAt?: string;
  url?: string;
}

export interface VendorSkill {
  id?: string;
  title?: string;
  description?: string | null;
  /** Markdown. */
  body?: string;
  shared?: boolean;
  owner?: VendorNamed;
  updatedAt?: string;
}

export interface VendorDiff {
  id?: string;
  additions?: number;
  deletions?: number;
  fileCount?: number;
  truncated?: boolean;
  creator?: VendorNamed | null;
  files?:
    | {
        path?: string;
        oldPath?: string | null;
        state?: string;
        additions?: number;
        deletions?: number;
      }[]
    | null;
  pullRequest?: {
    number?: number;
    title?: string;
    url?: string;
    status?: string;
    sourceBranch?: string;
    targetBranch?: string;
  } | null;
  createdAt?: string;
}
