import type { Person } from "@pm-orchestrator/simulator";
import type { Moments } from "./moments.js";
import type { Dated, SimLabel, SimTeam } from "./state-teams.js";

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

export interface SimProject extends Dated, Moments {
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
