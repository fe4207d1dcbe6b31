import type { Person } from "@pm-orchestrator/simulator";
import type { LinearState } from "../state.js";
import type { SimLabel, SimTeam } from "../state-teams.js";
import { WORKSPACE } from "../views/addresses.js";
import type { Leaves } from "./leaf.js";

const COLORS = ["#5e6ad2", "#26b5ce", "#4cb782", "#f2994a", "#eb5757"];
const WEEK = 7 * 86_400_000;

const colorAt = (index: number) => COLORS[index % COLORS.length];

/** How every team works here; nobody can change that. */
const SETTINGS = {
  aiDiscussionSummariesEnabled: true,
  aiThreadSummariesEnabled: true,
  allMembersCanJoin: true,
  autoArchivePeriod: 6,
  autoCloseChildIssues: false,
  autoCloseParentIssues: false,
  cycleCooldownTime: 0,
  cycleIssueAutoAssignCompleted: true,
  cycleIssueAutoAssignStarted: true,
  cycleLockToActive: false,
  defaultIssueEstimate: 1,
  groupIssueHistory: true,
  inheritIssueEstimation: false,
  inheritWorkflowStatuses: false,
  initiativesEnabled: false,
  issueEstimationAllowZero: false,
  issueEstimationExtended: false,
  issueEstimationType: "fibonacci",
  requirePriorityToLeaveTriage: false,
  scimManaged: false,
  securitySettings: {},
  setIssueSortOrderOnStateChange: "first",
  visibility: "public",
};

export const TEAM: Leaves<SimTeam> = {
  ...SETTINGS,
  autoCloseStateId: (team, { statuses }) =>
    statuses.find((status) => status.team === team && status.type === "canceled")?.id,
  color: (team, { teams }) => colorAt(teams.indexOf(team)),
  cycleCalenderUrl: ({ key }) => `${WORKSPACE}/team/${key}/cycles.ics`,
  cyclesEnabled: (team, linear) => cyclesOf(team, linear).length > 0,
  cycleDuration(team, linear) {
    const [cycle] = cyclesOf(team, linear);
    return cycle === undefined ? 0 : (Date.parse(cycle.endsAt) - Date.parse(cycle.startsAt)) / WEEK;
  },
  cycleStartDay(team, linear) {
    const [cycle] = cyclesOf(team, linear);
    return cycle === undefined ? 0 : new Date(cycle.startsAt).getUTCDay();
  },
  upcomingCycleCount(team, linear) {
    const now = linear.world.now().getTime();
    return cyclesOf(team, linear).filter(({ startsAt }) => Date.parse(startsAt) > now).length;
  },
  issueCount: (team, { issues }, { includeArchived }) =>
    issues.filter((one) => one.team === team && (includeArchived === true || one.archivedAt === null)).length,
  // Initiatives are led by people here.
  ledInitiativeCount: 0,
  triageEnabled: (team, { statuses }) =>
    statuses.some((status) => status.team === team && status.type === "triage"),
};

function cyclesOf(team: SimTeam, { planning }: LinearState) {
  return planning.cycles.filter((cycle) => cycle.team === team);
}

export const LABEL: Leaves<SimLabel> = {
  /** The latest moment at which an issue got it; what has it from the beginning got it then. */
  lastAppliedAt(label, { issues, history }) {
    const bearers = issues.filter(({ labels }) => labels.includes(label));
    const gains = history.filter(({ changes }) =>
      (changes["addedLabels"] as SimLabel[] | undefined)?.includes(label),
    );
    return latest([...bearers, ...gains]);
  },
};

export const USER: Leaves<Person> = {
  admin: (person, { world }) => person === world.me,
  owner: (person, { world }) => person === world.me,
  app: false,
  guest: false,
  isAssignable: true,
  isMentionable: true,
  canAccessAnyPublicTeam: true,
  supportsAgentSessions: false,
  avatarBackgroundColor: (person, { world }) => colorAt(world.people.indexOf(person)),
  initials: ({ name }) => Array.from(name.split(" "), (word) => word.charAt(0)).join(""),
  createdIssueCount: (person, { issues }) => issues.filter(({ creator }) => creator === person).length,
  /** Who asks is here; of others it is known what they did last. */
  lastSeen(person, { world, issues, comments, history }) {
    if (person === world.me) return world.now().toISOString();
    return latest([
      ...issues.filter(({ creator }) => creator === person),
      ...comments.filter(({ user }) => user === person),
      ...history.filter(({ actor }) => actor === person),
    ]);
  },
};

/** When the latest of some things was made. */
export function latest(things: readonly { createdAt: string }[]): string | null {
  return (
    things
      .map(({ createdAt }) => createdAt)
      .sort()
      .at(-1) ?? null
  );
}
