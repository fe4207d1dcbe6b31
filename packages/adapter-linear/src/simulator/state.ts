import { createHash } from "node:crypto";
import type { Person, World } from "@pm-orchestrator/simulator";
import type { Moments } from "./moments.js";
import type {
  SimCycle,
  SimInitiative,
  SimMilestone,
  SimProject,
  SimProjectStatus,
  SimStatusUpdate,
} from "./state-planning.js";
import type { ReleaseState } from "./state-releases.js";
import type { Dated, SimLabel, SimStatus, SimTeam } from "./state-teams.js";

export interface SimComment extends Dated {
  issue: SimIssue;
  user: Person;
  body: string;
  parent: SimComment | null;
  resolvedAt: string | null;
  /** The answer that settled it. */
  resolvingComment: SimComment | null;
}

export interface SimReaction extends Dated {
  emoji: string;
  user: Person;
  issue: SimIssue | null;
  comment: SimComment | null;
}

export interface SimAttachment extends Dated {
  issue: SimIssue;
  title: string;
  subtitle: string | null;
  url: string;
  sourceType: string | null;
  creator: Person;
}

export interface SimRelation extends Dated {
  type: string;
  issue: SimIssue;
  relatedIssue: SimIssue;
}

export interface SimIssue extends Dated, Moments {
  team: SimTeam;
  number: number;
  title: string;
  description: string | null;
  status: SimStatus;
  priority: number;
  creator: Person;
  assignee: Person | null;
  labels: SimLabel[];
  project: SimProject | null;
  parent: SimIssue | null;
  dueDate: string | null;
  estimate: number | null;
  /** The agent that works on it. */
  delegate: Person | null;
  cycle: SimCycle | null;
  projectMilestone: SimMilestone | null;
  archivedAt: string | null;
  trashed: boolean;
}

/** What one change did to an issue: only what changed is there, under the names of the vendor. */
export interface SimHistory extends Dated {
  issue: SimIssue;
  actor: Person;
  changes: Readonly<Record<string, unknown>>;
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

/** Everything that the simulated Linear knows, each in order of creation. */
export interface LinearState {
  readonly world: World;
  readonly teams: SimTeam[];
  readonly statuses: SimStatus[];
  readonly labels: SimLabel[];
  readonly issues: SimIssue[];
  readonly comments: SimComment[];
  readonly attachments: SimAttachment[];
  readonly relations: SimRelation[];
  readonly reactions: SimReaction[];
  readonly history: SimHistory[];
  readonly planning: PlanningState;
  readonly releases: ReleaseState;
}

/** An id in the form of a UUID v4, always the same for the same seed. */
export function uuid(seed: string): string {
  const hex = createHash("sha256").update(`linear:${seed}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function userId({ handle }: Pick<Person, "handle">): string {
  return uuid(`user:${handle}`);
}

export function identifierOf({ team, number }: SimIssue): string {
  return `${team.key}-${number}`;
}

/** The issue of that id or identifier, in whatever case. */
export function findIssue(linear: LinearState, idOrIdentifier: string): SimIssue | undefined {
  const wanted = idOrIdentifier.toUpperCase();
  return linear.issues.find((issue) => issue.id.toUpperCase() === wanted || identifierOf(issue) === wanted);
}

/** The first of that id. */
export function byId<Item extends { id: string }>(items: readonly Item[], id: string): Item | undefined {
  return items.find((item) => item.id === id);
}
