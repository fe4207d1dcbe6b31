import { commit } from "./git.js";
import type { SimComment, SimPullRequest, SimRepository } from "./state.js";

/** When PR 42 of acme/platform was opened; everything else is told from there. */
export const STORY_BEGINS = Date.UTC(2025, 10, 6, 13, 45);
export const STORY_NUMBER = 42;
/** Bitbucket takes long to merge this one. */
export const SLOW_NUMBER = 60;
/** A draft in acme/web. */
const DRAFT_NUMBER = 61;

const BRANCH = "feature/TRAIN-123-jwt-middleware";

/** PR 42, on TRAIN-123. */
export function theStory(): SimPullRequest {
  return {
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
    changesRequestedBy: [],
    draft: false,
    source: BRANCH,
    destination: "main",
    comments: storyComments(),
    tasks: [
      {
        id: 421,
        author: "priya",
        text: "Reject tokens with `alg: none`",
        comment: 4201,
        ...created("2025-11-07T09:21:00.000Z"),
      },
      {
        id: 422,
        author: "tom",
        text: "Say in the changelog that API keys keep working",
        resolved: { by: "maya", on: "2025-11-10T16:00:00.000Z" },
        ...created("2025-11-07T11:02:00.000Z"),
      },
    ],
    closeSourceBranch: true,
    created: new Date(STORY_BEGINS).toISOString(),
    updated: "2025-11-18T15:10:00.000Z",
  };
}

function storyComments(): SimComment[] {
  const path = "src/auth/jwt.ts";
  return [
    {
      id: 4201,
      author: "priya",
      text: "What if `alg` is `none`?",
      inline: { path, to: 8 },
      resolvedBy: "maya",
      ...created("2025-11-07T09:20:00.000Z"),
    },
    {
      id: 4202,
      author: "maya",
      text: "Refused now, with a test.",
      parent: 4201,
      inline: { path, to: 8 },
      ...created("2025-11-07T10:05:00.000Z"),
    },
    {
      id: 4203,
      author: "tom",
      text: "Do **API keys** keep working? The mobile app has no tokens yet.",
      ...created("2025-11-07T11:00:00.000Z"),
    },
    {
      id: 4204,
      author: "maya",
      text: "They do.\n\n> API keys keep working",
      parent: 4203,
      ...created("2025-11-07T11:12:00.000Z"),
    },
    {
      id: 4205,
      author: "noor",
      text: "Tested on staging: *fine*.",
      ...created("2025-11-12T08:30:00.000Z"),
    },
    {
      id: 4206,
      author: "priya",
      text: "This sentence is no longer true.",
      inline: { path: "docs/authentication.md", from: 3 },
      ...created("2025-11-13T14:45:00.000Z"),
    },
    { id: 4207, author: "liam", text: "", deleted: true, ...created("2025-11-14T07:00:00.000Z") },
  ];
}

function created(at: string) {
  return { created: at, updated: at };
}

/** Pull requests of acme/platform that wait for the review of whom the credentials belong to. */
const WAITING = [41, 61];

/** What PR 42 changes, a draft, what waits for a review, and branches on which the next pull requests can be opened. */
export function tellTheStory(repositories: readonly SimRepository[]): void {
  const draft = repositories.find(({ slug }) => slug === "web")?.pullRequests.get(DRAFT_NUMBER);
  if (draft !== undefined) draft.draft = true;
  const platform = repositories.find(({ slug }) => slug === "platform");
  if (platform === undefined) return;
  addMiddleware(platform);
  for (const number of WAITING) platform.pullRequests.get(number)?.reviewers.push("maya");
  const main = platform.branches.get("main") ?? "";
  for (const branch of [
    "feature/TRAIN-124-publish-jwks",
    "feature/TRAIN-125-rotate-refresh-tokens",
    "release/2.4",
  ]) {
    const { hash } = commit(platform, {
      author: "maya",
      message: `Begin ${branch}`,
      date: "2025-11-19T10:00:00.000Z",
      parents: [main],
      changes: { [`docs/${branch.replaceAll("/", "-")}.md`]: `# ${branch}\n` },
    });
    platform.branches.set(branch, hash);
  }
  // A branch on which nothing was done yet.
  platform.branches.set("feature/TRAIN-126-token-metrics", main);
}

function addMiddleware(platform: SimRepository): void {
  const first = platform.branches.get(BRANCH) ?? "";
  const { hash } = commit(platform, {
    author: "maya",
    message: "Check the signature of tokens\n\nAgainst the published JWKS, RS256 only. For TRAIN-123.",
    date: "2025-11-10T15:30:00.000Z",
    parents: [first],
    changes: {
      "src/auth/jwt.ts":
        'import { createRemoteJWKSet, jwtVerify } from "jose";\n\n' +
        'const keys = createRemoteJWKSet(new URL("https://acme.example/.well-known/jwks.json"));\n\n' +
        "/** Who a token belongs to. Throws for one that is expired, or not ours. */\n" +
        "export async function subjectOf(token: string): Promise<string> {\n" +
        "  const { payload } = await jwtVerify(token, keys, {\n" +
        '    algorithms: ["RS256"],\n    maxTokenAge: "15 minutes",\n  });\n' +
        '  if (payload.sub === undefined) throw new Error("The token belongs to nobody");\n' +
        "  return payload.sub;\n}\n",
      "src/server.ts":
        'import { checkApiKey } from "./auth/api-key.js";\nimport { subjectOf } from "./auth/jwt.js";\n' +
        'import { routes } from "./routes.js";\n\n' +
        "export async function handle(request: Request): Promise<Response> {\n" +
        '  const [, token] = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "") ?? [];\n' +
        "  if (token === undefined) checkApiKey(request);\n  else await subjectOf(token);\n" +
        "  return routes(request);\n}\n",
      "src/auth/legacy-token.ts": null,
      "docs/authentication.md":
        "# Authentication\n\nRequests carry a token or an API key.\n\n## Tokens\n\nJWTs, signed with RS256, good for **15 minutes**.\n\n" +
        "## API keys\n\nKeys are sent in `X-Api-Key`.\n",
    },
  });
  platform.branches.set(BRANCH, hash);
  const key = { created: "2025-11-10T15:40:00.000Z", updated: "2025-11-10T15:52:00.000Z", refname: BRANCH };
  const site = "https://builds.acme.example";
  platform.statuses.set(hash, [
    {
      key: "PIPELINE-58",
      state: "FAILED",
      name: "Pipeline #58",
      description: "2 of 3 steps",
      url: `${site}/58`,
      ...key,
    },
    {
      key: "COVERAGE",
      state: "SUCCESSFUL",
      name: "Coverage",
      description: "91.2 %",
      url: `${site}/coverage`,
      ...key,
    },
  ]);
}
