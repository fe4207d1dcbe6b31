import { type Changes, commit } from "./git.js";
import type { SimCommit, SimPullRequest, SimRepository } from "./state.js";

/** Lines that the notes of a repository keep. */
const NOTES_KEPT = 20;

/** What every repository begins with. */
function firstFiles({ name, slug }: SimRepository): Changes {
  return {
    "README.md": `# ${name}\n\n${name} of the Acme trains.\n\nSee [the notes](NOTES.md) for what changed last.\n`,
    "NOTES.md": `# What changed last\n`,
    "package.json": `${JSON.stringify({ name: `@acme/${slug}`, version: "2.4.0", private: true }, null, 2)}\n`,
    "bitbucket-pipelines.yml":
      "pipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n",
    "assets/logo.png": Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff]),
    "docs/authentication.md":
      "# Authentication\n\nRequests carry an API key.\n\n## API keys\n\nKeys are sent in `X-Api-Key`.\n",
    "src/server.ts":
      'import { checkApiKey } from "./auth/api-key.js";\nimport { routes } from "./routes.js";\n\n' +
      "export function handle(request: Request): Promise<Response> {\n  checkApiKey(request);\n  return routes(request);\n}\n",
    "src/routes.ts":
      "export async function routes(request: Request): Promise<Response> {\n  return new Response(request.url);\n}\n",
    "src/auth/api-key.ts":
      'export function checkApiKey({ headers }: Request): void {\n  if (!headers.has("x-api-key")) throw new Error("No API key");\n}\n',
    "src/auth/legacy-token.ts": "export const LEGACY_TOKENS = false;\n",
  };
}

/** The commits behind the pull requests: one each, upon what was merged before; merged ones go on from there. */
export function seedHistory(repository: SimRepository): void {
  let head = commit(repository, {
    author: "jonas",
    message: "Begin",
    date: "2023-02-01T09:00:00.000Z",
    parents: [],
    changes: firstFiles(repository),
  });
  for (const pullRequest of repository.pullRequests.values()) {
    const work = commit(repository, workOf(pullRequest, head));
    if (pullRequest.state === "OPEN") {
      repository.branches.set(pullRequest.source, work.hash);
      continue;
    }
    pullRequest.closedAt = { source: work.hash, destination: head.hash };
    if (pullRequest.state !== "MERGED") continue;
    head = commit(repository, {
      author: pullRequest.author,
      message: mergeMessage(pullRequest),
      date: pullRequest.updated,
      parents: [head.hash, work.hash],
      changes: {},
    });
    pullRequest.mergeCommit = head.hash;
  }
  repository.branches.set(repository.mainBranch, head.hash);
  for (const [index, version] of ["v2.2.0", "v2.3.0", "v2.3.1", "v2.4.0"].entries()) {
    const hash = [...repository.commits.keys()][(index + 1) * 3] ?? head.hash;
    const date = `2025-0${index + 5}-02T08:00:00.000Z`;
    repository.tags.set(version, { hash, message: `Release ${version}`, tagger: "liam", date });
  }
}

export function mergeMessage({ id, source, title }: SimPullRequest): string {
  return `Merged in ${source} (pull request #${id})\n\n${title}`;
}

function workOf({ title, author, created }: SimPullRequest, head: SimCommit) {
  const [heading = "", ...notes] = String(head.files.get("NOTES.md") ?? "")
    .trimEnd()
    .split("\n");
  const lines = [`* ${title}`, ...notes].slice(0, NOTES_KEPT);
  const changes = { "NOTES.md": `${[heading, ...lines].join("\n")}\n` };
  return { author, message: title, date: created, parents: [head.hash], changes };
}
