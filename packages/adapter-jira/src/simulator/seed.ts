import type { World } from "@pm-orchestrator/simulator";
import { RICH_COMMENT, RICH_DESCRIPTION } from "./rich-text.js";
import {
  ISSUE_TYPES,
  type JiraState,
  PRIORITIES,
  type SimIssue,
  type SimProject,
  STATUSES,
  textDocument,
} from "./state.js";

const PROJECTS: readonly SimProject[] = [
  {
    id: "10000",
    key: "TRAIN",
    name: "Train Platform",
    description: "Booking, seats and timetables.",
    lead: "jonas",
    components: ["API", "Web", "Mobile"],
    archived: false,
  },
  {
    id: "10010",
    key: "OPS",
    name: "Operations",
    description: "",
    lead: "liam",
    components: ["Monitoring"],
    archived: false,
  },
  {
    id: "10020",
    key: "FERRY",
    name: "Ferry Pilot",
    description: "Ended in 2024.",
    lead: "elena",
    components: [],
    archived: true,
  },
];

const SUBJECTS = [
  "the booking service",
  "the public API",
  "seat reservations",
  "the timetable import",
  "the payment gateway",
  "push notifications",
  "the search index",
  "the session store",
];
const WORK = [
  "Add tracing to",
  "Fix time-outs in",
  "Document",
  "Simplify",
  "Speed up",
  "Add tests for",
  "Migrate",
];

const BULK_ISSUES = 400;
const FIRST_DAY = Date.UTC(2025, 8, 1, 8);
const HOUR = 3_600_000;

/** The world that the simulated Jira starts with: deterministic, except for nothing. */
export function seedJira(world: World): JiraState {
  const issues = new Map<string, SimIssue>();
  let lastId = 20_000;
  const nextId = () => String(++lastId);
  for (let number = 1; number <= BULK_ISSUES; number++) {
    const issue = bulkIssue(world, nextId(), number);
    issues.set(issue.key, issue);
  }
  for (let number = 1; number <= 40; number++) {
    const issue = {
      ...bulkIssue(world, nextId(), number),
      key: `OPS-${number}`,
      project: "OPS",
      parent: null,
    };
    issues.set(issue.key, issue);
  }
  const story = issues.get("TRAIN-123");
  if (story !== undefined) tellTheStory(story, issues, nextId);
  const projects = PROJECTS.map((project) => ({ ...project, components: [...project.components] }));
  return { world, projects, issues, nextId };
}

function bulkIssue(world: World, id: string, number: number): SimIssue {
  const created = new Date(FIRST_DAY + number * 5 * HOUR).toISOString();
  const reporter = pick(world.people, number).handle;
  return {
    id,
    key: `TRAIN-${number}`,
    project: "TRAIN",
    type: pick(ISSUE_TYPES.slice(1, 4), number).name,
    summary: `${pick(WORK, number)} ${pick(SUBJECTS, number * 3)}`,
    description: textDocument(
      `${pick(WORK, number)} ${pick(SUBJECTS, number * 3)}, as discussed in planning.`,
    ),
    status: pick(STATUSES, number * 7).name,
    priority: pick(PRIORITIES, number * 5).name,
    assignee: number % 4 === 0 ? null : pick(world.people, number * 3).handle,
    reporter,
    labels: number % 3 === 0 ? ["backend"] : [],
    components: [pick(["API", "Web", "Mobile"], number)],
    parent: null,
    created,
    updated: new Date(FIRST_DAY + number * 5 * HOUR + (number % 9) * HOUR).toISOString(),
    resolution: null,
    comments: [],
    changes: [],
    links: [],
    attachments: [],
  };
}

/** TRAIN-123, the issue that all five systems talk about. */
function tellTheStory(story: SimIssue, issues: Map<string, SimIssue>, nextId: () => string): void {
  Object.assign(story, {
    type: "Story",
    summary: "Add JWT authentication to the public API",
    description: {
      type: "doc",
      version: 1,
      content: [
        {
          type: "paragraph",
          content: [
            { type: "text", text: "The public API accepts API keys only. Partners need " },
            { type: "text", text: "short-lived tokens", marks: [{ type: "strong" }] },
            { type: "text", text: "." },
          ],
        },
        { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "Acceptance criteria" }] },
        {
          type: "bulletList",
          content: [
            "Tokens expire after 15 minutes",
            "Refresh tokens rotate",
            "Keys are published as a JWKS",
          ].map((text) => ({
            type: "listItem",
            content: [{ type: "paragraph", content: [{ type: "text", text }] }],
          })),
        },
      ],
    },
    status: "In Progress",
    priority: "High",
    assignee: "maya",
    reporter: "elena",
    labels: ["security", "authentication"],
    components: ["API"],
    parent: "TRAIN-100",
    created: "2025-11-03T09:12:00.000Z",
    updated: "2025-11-18T15:40:00.000Z",
  } satisfies Partial<SimIssue>);
  story.comments.push(
    {
      id: nextId(),
      author: "priya",
      body: textDocument("Please use RS256, and keep the private key in the vault."),
      created: "2025-11-05T10:02:00.000Z",
    },
    {
      id: nextId(),
      author: "maya",
      body: textDocument("Agreed. The design is in Confluence, and the first pull request is up."),
      created: "2025-11-06T14:30:00.000Z",
    },
  );
  story.changes.push(
    { at: "2025-11-04T08:00:00.000Z", author: "jonas", field: "assignee", from: null, to: "Maya Lindqvist" },
    { at: "2025-11-05T09:00:00.000Z", author: "maya", field: "status", from: "To Do", to: "In Progress" },
  );
  linkSeeds(issues, ["TRAIN-123", "TRAIN-130"], nextId());
  story.attachments.push({
    id: nextId(),
    filename: "token-flow.png",
    size: 48_213,
    mimeType: "image/png",
    author: "sofia",
    created: "2025-11-05T11:00:00.000Z",
  });
  linkSeeds(issues, ["OPS-3", "TRAIN-140"], nextId());
  const release = issues.get("TRAIN-130");
  if (release !== undefined) {
    release.description = RICH_DESCRIPTION;
    release.comments.push({
      id: nextId(),
      author: "jonas",
      body: RICH_COMMENT,
      created: "2025-11-19T09:00:00.000Z",
    });
  }
  const epic = issues.get("TRAIN-100");
  if (epic !== undefined)
    Object.assign(epic, { type: "Epic", summary: "API security", status: "In Progress" });
  for (const [key, summary] of [
    ["TRAIN-124", "Publish the signing keys as a JWKS"],
    ["TRAIN-125", "Rotate refresh tokens"],
  ] as const) {
    const part = issues.get(key);
    if (part !== undefined)
      Object.assign(part, { type: "Sub-task", summary, parent: "TRAIN-123", status: "To Do" });
  }
}

/** The first blocks the second; the link is kept at both ends. */
function linkSeeds(issues: Map<string, SimIssue>, [from, to]: [string, string], id: string): void {
  issues.get(from)?.links.push({ id, type: "Blocks", other: to, outward: true });
  issues.get(to)?.links.push({ id, type: "Blocks", other: from, outward: false });
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError("Nothing to pick from.");
  return item;
}
