import { commitNamed } from "./git.js";
import { hashOf, type SimRepository, uuidOf } from "./state.js";

export type SimOutcome = "PENDING" | "IN_PROGRESS" | "SUCCESSFUL" | "FAILED" | "STOPPED";

export interface SimPipeline {
  number: number;
  uuid: string;
  outcome: SimOutcome;
  /** Branch or tag; absent when it runs for a commit alone. */
  ref?: { type: string; name: string };
  commit: string;
  /** Name of a custom pipeline. */
  custom?: string;
  trigger: "PUSH" | "MANUAL" | "SCHEDULED";
  creator: string;
  created: string;
  completed?: string;
  variables: { key: string; value: string; secured: boolean }[];
  steps: SimStep[];
}

export interface SimStep {
  uuid: string;
  name: string;
  outcome: SimOutcome;
  commands: string[];
  started?: string;
  completed?: string;
  /** Absent until it has begun. */
  log?: string;
}

const HOUR = 3_600_000;
const SEEDED = 40;
const CREATORS = ["maya", "tom", "priya", "liam"];

const kept = new WeakMap<SimRepository, SimPipeline[]>();

/** The pipelines of a repository, in order of creation; made when they are first asked for. */
export function pipelinesOf(repository: SimRepository): SimPipeline[] {
  const known = kept.get(repository);
  if (known !== undefined) return known;
  const count = repository.slug === "platform" ? SEEDED : 0;
  const made = Array.from({ length: count }, (_, index) => seededPipeline(repository, index + 1));
  kept.set(repository, made);
  return made;
}

/** A pipeline that begins now: its first step waits. */
export function newPipeline(
  repository: SimRepository,
  wanted: Pick<SimPipeline, "commit" | "variables" | "creator" | "created"> &
    Pick<Partial<SimPipeline>, "ref" | "custom">,
): SimPipeline {
  const pipelines = pipelinesOf(repository);
  const number = (pipelines.at(-1)?.number ?? 0) + 1;
  const names = wanted.custom === undefined ? ["Install", "Test"] : [wanted.custom];
  const made: SimPipeline = {
    number,
    uuid: uuidOf(`pipeline:${repository.slug}:${number}`),
    outcome: "PENDING",
    trigger: "MANUAL",
    ...wanted,
    steps: names.map((name) => ({ ...stepNamed(repository, number, name), outcome: "PENDING" })),
  };
  pipelines.push(made);
  return made;
}

/** Every third fails in its tests; the last one is running. */
function seededPipeline(repository: SimRepository, number: number): SimPipeline {
  const outcome: SimOutcome = number === SEEDED ? "IN_PROGRESS" : number % 3 === 0 ? "FAILED" : "SUCCESSFUL";
  const branch =
    number % 4 === 0 ? "release/2.4" : number % 2 === 0 ? "feature/TRAIN-123-jwt-middleware" : "main";
  const created = Date.UTC(2025, 10, 20, 8) + number * HOUR;
  const at = (minutes: number) => new Date(created + minutes * 60_000).toISOString();
  const install: SimStep = {
    ...stepNamed(repository, number, "Install"),
    outcome: "SUCCESSFUL",
    started: at(0),
    completed: at(1),
    log: logOf("Install", "SUCCESSFUL"),
  };
  const test: SimStep = {
    ...stepNamed(repository, number, "Test"),
    outcome,
    started: at(1),
    ...(outcome === "IN_PROGRESS" ? {} : { completed: at(4) }),
    log: logOf("Test", outcome),
  };
  return {
    number,
    uuid: uuidOf(`pipeline:${repository.slug}:${number}`),
    outcome,
    ref: { type: "branch", name: branch },
    commit: commitNamed(repository, branch)?.hash ?? hashOf(branch),
    trigger: number % 10 === 5 ? "SCHEDULED" : "PUSH",
    creator: CREATORS[number % CREATORS.length] ?? "maya",
    created: at(0),
    ...(outcome === "IN_PROGRESS" ? {} : { completed: at(4) }),
    variables: [],
    steps: [install, test],
  };
}

function stepNamed(repository: SimRepository, number: number, name: string) {
  const command = name === "Install" ? "npm ci" : name === "Test" ? "npm test" : `./${name}.sh`;
  return { uuid: uuidOf(`step:${repository.slug}:${number}:${name}`), name, commands: [command] };
}

/** Long enough to be cut, with colours as tools write them. */
function logOf(name: string, outcome: SimOutcome): string {
  const lines = [`+ umask 000`, `+ ${name === "Install" ? "npm ci" : "npm test"}`];
  if (name === "Install") return `${[...lines, "added 412 packages in 31s", "found 0 errors"].join("\n")}\n`;
  for (let number = 1; number <= 300; number++) lines.push(` \u001b[32m✓\u001b[39m test ${number} passes`);
  if (outcome === "FAILED") {
    lines.push(
      " \u001b[31mFAIL\u001b[39m test/auth/jwt.test.ts > refuses an expired token",
      "AssertionError: expected 200 to be 401",
      "    at test/auth/jwt.test.ts:42:28",
      " Tests  1 failed | 300 passed",
      "npm error Lifecycle script `test` failed with error code 1",
    );
  }
  return `${lines.join("\n")}\n`;
}
