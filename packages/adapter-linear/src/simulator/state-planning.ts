import type { Person } from "@pm-orchestrator/simulator";
import type { Dated, SimIssue, SimLabel, SimTeam } from "./state.js";

export interface SimCycle extends Dated {
  team: SimTeam;
  number: number;
  name: string | null;
  startsAt: string;
  endsAt: string;
}

export interface SimProjectStatus extends Dated {
  name: string;
  type: string;
  position: number;
  color: string;
}

export interface SimProject extends Dated {
  name: string;
  description: string;
  content: string | null;
  status: SimProjectStatus;
  teams: SimTeam[];
  lead: Person | null;
  members: Person[];
  labels: SimLabel[];
  priority: number;
  startDate: string | null;
  targetDate: string | null;
}

export interface SimMilestone extends Dated {
  project: SimProject;
  name: string;
  description: string | null;
  targetDate: string | null;
  sortOrder: number;
}

export interface SimInitiative extends Dated {
  name: string;
  description: string | null;
  status: string;
  owner: Person | null;
  projects: SimProject[];
  targetDate: string | null;
}

/** A project's update has a project, an initiative's an initiative. */
export interface SimStatusUpdate extends Dated {
  project: SimProject | null;
  initiative: SimInitiative | null;
  user: Person;
  body: string;
  health: string;
  archivedAt: string | null;
}

/** A document belongs to one of these. */
export interface SimDocument extends Dated {
  title: string;
  content: string | null;
  project: SimProject | null;
  initiative: SimInitiative | null;
  issue: SimIssue | null;
  cycle: SimCycle | null;
  team: SimTeam | null;
  creator: Person;
  updatedBy: Person;
}

/** What people plan with. */
export interface PlanningState {
  readonly cycles: SimCycle[];
  readonly projectStatuses: SimProjectStatus[];
  readonly projectLabels: SimLabel[];
  readonly projects: SimProject[];
  readonly milestones: SimMilestone[];
  readonly initiatives: SimInitiative[];
  readonly updates: SimStatusUpdate[];
  readonly documents: SimDocument[];
}
