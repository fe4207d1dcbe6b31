import type { World } from "@pm-orchestrator/simulator";
import {
  type BitbucketState,
  hashOf,
  type PullRequestState,
  type SimPullRequest,
  type SimRepository,
} from "./state.js";

const HOUR = 3_600_000;
/** When PR 42 of acme/platform was opened; everything else is told from there. */
const STORY_BEGINS = Date.UTC(2025, 10, 6, 13, 45);
const STORY_NUMBER = 42;

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
  const platform = repositories.find(({ slug }) => slug === "platform");
  if (platform !== undefined) tellTheStory(platform);
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
    branches: new Map([[mainBranch, hashOf(`${slug}/${mainBranch}`)]]),
    pullRequests: new Map(),
  };
  for (let number = 1; number <= beginning.pullRequests; number++) {
    const pullRequest = bulkPullRequest(world, number, mainBranch);
    repository.pullRequests.set(number, pullRequest);
    if (pullRequest.state === "OPEN") pushBranch(repository, pullRequest.source);
  }
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
    source: `feature/TRAIN-${issue}-${work.toLowerCase().replace(/[^a-z]+/g, "-")}`,
    destination,
    commentCount: (number * 5) % 7,
    closeSourceBranch: true,
    created: new Date(created).toISOString(),
    updated: new Date(created + (1 + (number % 9)) * HOUR).toISOString(),
  };
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

/** PR 42, on TRAIN-123, and branches on which the next ones can be opened. */
function tellTheStory(platform: SimRepository): void {
  platform.pullRequests.set(STORY_NUMBER, {
    id: STORY_NUMBER,
    title: "Add JWT middleware to the public API",
    description: [
      "Implements TRAIN-123: requests with a `Bearer` token are checked before any handler runs.",
      "## What changes",
      "* RS256 signatures, checked against the published JWKS\n* tokens expire after **15 minutes**\n* API keys keep working",
      "The design is on the Confluence page *Authentication*.",
    ].join("\n\n"),
    state: "OPEN",
    author: "maya",
    reviewers: ["priya", "tom"],
    approvedBy: ["tom"],
    source: "feature/TRAIN-123-jwt-middleware",
    destination: "main",
    commentCount: 6,
    closeSourceBranch: true,
    created: new Date(STORY_BEGINS).toISOString(),
    updated: "2025-11-18T15:10:00.000Z",
  });
  for (const branch of [
    "feature/TRAIN-123-jwt-middleware",
    "feature/TRAIN-124-publish-jwks",
    "feature/TRAIN-125-rotate-refresh-tokens",
    "release/2.4",
  ]) {
    pushBranch(platform, branch);
  }
  // A branch on which nothing was done yet.
  platform.branches.set("feature/TRAIN-126-token-metrics", platform.branches.get("main") ?? "");
}

function pushBranch(repository: SimRepository, name: string): void {
  repository.branches.set(name, hashOf(`${repository.slug}/${name}`));
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError("Nothing to pick from.");
  return item;
}
