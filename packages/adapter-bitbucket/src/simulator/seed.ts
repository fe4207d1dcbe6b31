import type { World } from "@pm-orchestrator/simulator";
import { seedHistory } from "./seed-history.js";
import { STORY_BEGINS, STORY_NUMBER, tellTheStory, theStory } from "./seed-story.js";
import type { BitbucketState, PullRequestState, SimComment, SimPullRequest, SimRepository } from "./state.js";

const HOUR = 3_600_000;

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

const PLATFORM = { key: "PLAT", name: "Platform" };
const OPERATIONS = { key: "OPS", name: "Operations" };

interface Beginning {
  slug: string;
  name: string;
  language: string;
  project?: SimRepository["project"];
  mainBranch?: string;
  private?: boolean;
  readable?: boolean;
  pullRequests: number;
}

const BEGINNINGS: readonly Beginning[] = [
  { slug: "platform", name: "Platform", language: "typescript", pullRequests: 240 },
  { slug: "web", name: "Web", language: "typescript", mainBranch: "develop", pullRequests: 80 },
  { slug: "infrastructure", name: "Infrastructure", language: "hcl", project: OPERATIONS, pullRequests: 40 },
  { slug: "handbook", name: "Handbook", language: "markdown", private: false, pullRequests: 5 },
  {
    slug: "payroll",
    name: "Payroll",
    language: "java",
    project: OPERATIONS,
    readable: false,
    pullRequests: 3,
  },
];

/** The world that the simulated Bitbucket starts with: deterministic. */
export function seedBitbucket(world: World): BitbucketState {
  const repositories = BEGINNINGS.map((beginning) => repositoryFrom(beginning, world));
  tellTheStory(repositories);
  return { world, workspace: { slug: "acme", name: "Acme" }, repositories };
}

function repositoryFrom(beginning: Beginning, world: World): SimRepository {
  const { slug, name, language, project = PLATFORM, mainBranch = "main" } = beginning;
  const repository: SimRepository = {
    workspace: "acme",
    slug,
    name,
    description: `${name} of the Acme trains`,
    project,
    mainBranch,
    private: beginning.private ?? true,
    readable: beginning.readable ?? true,
    language,
    created: "2023-02-01T09:00:00.000Z",
    updated: "2025-11-19T16:20:00.000Z",
    branches: new Map(),
    tags: new Map(),
    commits: new Map(),
    statuses: new Map(),
    pullRequests: new Map(),
  };
  for (let number = 1; number <= beginning.pullRequests; number++) {
    const isStory = slug === "platform" && number === STORY_NUMBER;
    repository.pullRequests.set(number, isStory ? theStory() : bulkPullRequest(world, number, mainBranch));
  }
  seedHistory(repository);
  return repository;
}

function bulkPullRequest(world: World, number: number, destination: string): SimPullRequest {
  const issue = issueNumber(number);
  const work = `${pick(WORK, number)} ${pick(SUBJECTS, number * 3)}`;
  const author = pick(world.people, number * 3).handle;
  const reviewer = pick(world.people, number * 3 + 1 + (number % 4)).handle;
  const created = createdAt(number);
  const state = stateOf(number);
  return {
    id: number,
    title: `TRAIN-${issue} ${work}`,
    description: `${work}, as TRAIN-${issue} asks for.\n\n* [x] tests\n* [x] changelog`,
    state,
    author,
    reviewers: [reviewer],
    approvedBy: state === "MERGED" ? [reviewer] : [],
    changesRequestedBy: [],
    draft: false,
    source: `feature/TRAIN-${issue}-${work.toLowerCase().replace(/[^a-z]+/g, "-")}`,
    destination,
    comments: bulkComments(number, [reviewer, author], created),
    tasks: [],
    closeSourceBranch: true,
    created: new Date(created).toISOString(),
    updated: new Date(created + (1 + (number % 9)) * HOUR).toISOString(),
  };
}

const REMARKS = [
  "Looks good to me.",
  "Could this be a little shorter?",
  "Done, thank you.",
  "Is there a test for the empty list?",
];

function bulkComments(number: number, people: readonly string[], opened: number): SimComment[] {
  return Array.from({ length: (number * 5) % 7 }, (_, index) => {
    const at = new Date(opened + (index + 1) * 600_000).toISOString();
    const text = pick(REMARKS, number + index);
    return { id: number * 100 + index + 1, author: pick(people, index), text, created: at, updated: at };
  });
}

/** Wide apart before the story, close together after it, so that nothing lies in the future. */
function createdAt(number: number): number {
  return STORY_BEGINS + (number - STORY_NUMBER) * (number < STORY_NUMBER ? 20 : 1.5) * HOUR;
}

/** One in ten is open, most are merged. */
function stateOf(number: number): PullRequestState {
  const place = number % 20;
  if (place <= 1) return "OPEN";
  if (place <= 3) return "DECLINED";
  return place === 4 ? "SUPERSEDED" : "MERGED";
}

/** Spread over Jira's issues, leaving the story's own to the story. */
function issueNumber(number: number): number {
  const issue = ((number * 7) % 400) + 1;
  return issue >= 120 && issue <= 130 ? issue + 20 : issue;
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError("Nothing to pick from.");
  return item;
}
