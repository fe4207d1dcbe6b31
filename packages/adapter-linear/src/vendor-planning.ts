import type { VendorConnection, VendorLabel, VendorNamed, VendorTeam } from "./vendor.js";

export type { VendorConnection, VendorPayload } from "./vendor.js";

/** What Linear answers of plans: projects, their milestones and updates, initiatives. As forgiving as vendor.ts. */
export interface VendorProject extends VendorNamed {
  slugId?: string;
  /** One line. */
  description?: string;
  /** Markdown. */
  content?: string | null;
  /** `type` is one of backlog, planned, started, paused, completed, canceled. */
  status?: { id?: string; name?: string; type?: string };
  health?: string | null;
  priority?: number;
  priorityLabel?: string;
  /** A fraction. */
  progress?: number;
  startDate?: string | null;
  targetDate?: string | null;
  lead?: VendorNamed | null;
  teams?: VendorConnection<VendorTeam>;
  members?: VendorConnection<VendorNamed>;
  labels?: VendorConnection<VendorLabel>;
  projectMilestones?: VendorConnection<VendorMilestone>;
  createdAt?: string;
  updatedAt?: string;
  url?: string;
}

export interface VendorMilestone extends VendorNamed {
  /** Markdown. */
  description?: string | null;
  targetDate?: string | null;
  /** unstarted, next, overdue, done. */
  status?: string;
  /** A fraction. */
  progress?: number;
  project?: VendorProject;
}

export interface VendorStatusUpdate {
  id?: string;
  /** Markdown. */
  body?: string;
  /** onTrack, atRisk, offTrack. */
  health?: string;
  user?: VendorNamed | null;
  project?: VendorNamed;
  initiative?: VendorNamed;
  createdAt?: string;
  updatedAt?: string;
  url?: string;
}

export interface VendorInitiative extends VendorNamed {
  slugId?: string;
  description?: string | null;
  status?: string;
  health?: string | null;
  owner?: VendorNamed | null;
  targetDate?: string | null;
  updatedAt?: string;
  url?: string;
}

export interface VendorDocument {
  id?: string;
  title?: string;
  slugId?: string;
  /** Markdown. */
  content?: string | null;
  /** Where it belongs: one of these. */
  project?: VendorNamed | null;
  initiative?: VendorNamed | null;
  issue?: { id?: string; identifier?: string } | null;
  team?: VendorTeam | null;
  creator?: VendorNamed | null;
  updatedBy?: VendorNamed | null;
  createdAt?: string;
  updatedAt?: string;
  url?: string;
}
