import { momentsOf } from "../moments.js";
import { type LinearState, type SimIssue, uuid } from "../state.js";
import type { SimTeam } from "../state-teams.js";
import { pick } from "./pick.js";
import { PSN, WEB } from "./workspace.js";

const FIRST_DAY = Date.UTC(2025, 8, 1, 8);
const HOUR = 3_600_000;

interface Theme {
  team: SimTeam;
  count: number;
  hoursApart: number;
  work: readonly string[];
  subjects: readonly string[];
}

/** PSN ends with 123, so that the next issue is PSN-124. */
const THEMES: readonly Theme[] = [
  {
    team: PSN,
    count: 123,
    hoursApart: 12,
    work: ["Harden", "Audit", "Rotate the secrets of", "Monitor", "Document", "Patch"],
    subjects: [
      "the edge proxy",
      "the VPN gateway",
      "the build runners",
      "the session store",
      "the vault",
      "DNS",
    ],
  },
  {
    team: WEB,
    count: 240,
    hoursApart: 7,
    work: ["Redesign", "Speed up", "Translate", "Test", "Simplify"],
    subjects: [
      "the booking form",
      "the seat map",
      "the log-in page",
      "the timetable",
      "the basket",
      "the help pages",
    ],
  },
];

/** The bulk of both teams: deterministic, and enough to page through. */
export function seedIssues(linear: LinearState): void {
  for (const theme of THEMES) {
    for (let number = 1; number <= theme.count; number++)
      linear.issues.push(bulkIssue(linear, theme, number));
  }
}

function bulkIssue(
  { world, statuses, labels, planning: { projects } }: LinearState,
  theme: Theme,
  number: number,
): SimIssue {
  const { team, work, subjects, hoursApart } = theme;
  const created = FIRST_DAY + number * hoursApart * HOUR;
  const title = `${pick(work, number)} ${pick(subjects, number * 5 + Math.floor(number / work.length))}`;
  const status = pick(
    statuses.filter((one) => one.team === team),
    number * 3,
  );
  const updatedAt = new Date(created + (number % 9) * HOUR).toISOString();
  const plain = labels.filter((label) => label.team === null && label.parent === null && !label.isGroup);
  return {
    id: uuid(`issue:${team.key}-${number}`),
    team,
    number,
    title,
    description: `${title}, as agreed in planning.`,
    status,
    ...momentsOf(status.type, updatedAt),
    priority: (number * 7) % 5,
    creator: pick(world.people, number),
    assignee: number % 4 === 0 ? null : pick(world.people, number * 3),
    labels: number % 3 === 0 ? [pick(plain, number)] : [],
    project:
      number % 5 === 0
        ? pick(
            projects.filter(({ teams }) => teams.includes(team)),
            number,
          )
        : null,
    parent: null,
    dueDate: null,
    estimate: null,
    delegate: null,
    cycle: null,
    projectMilestone: null,
    archivedAt: null,
    trashed: false,
    createdAt: new Date(created).toISOString(),
    updatedAt,
  };
}
