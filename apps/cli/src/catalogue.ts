import { MAX_TOKENS } from "./input/max-tokens.js";
import type { Command } from "./invocation.js";

/** A flag of one command. */
export interface FlagDeclaration {
  flags: string;
  summary: string;
  choices?: readonly string[];
  /** The issue with which it arrives; until then it is refused and not shown. */
  arrivesWith?: number;
}

/** A command as the command line knows it: everything that `--help` needs, nothing that it does. */
export interface CommandDeclaration {
  name: string;
  /** As commander writes them: `<FILE>`, `[key=value...]`. */
  args?: readonly { name: string; summary: string; choices?: readonly string[] }[];
  summary: string;
  /** Shown below its flags. */
  help?: string;
  flags?: readonly FlagDeclaration[];
  load: () => Promise<{ run: Command }>;
  /** Whether its systems are simulated without being told so: then `--faults` needs no `--simulate`. */
  simulates?: boolean;
}

const FILE = { name: "<FILE>", summary: "YAML or JSON; - for standard input" };

const PAIRS_HELP = `
Params:
  key=value    text. Where the operation wants a number or true/false, it is read as one; where it wants a list
               of texts, it is split at commas (expand=comments,links).
  key:=json    any JSON value (fields:='{"team": "core"}').
  A value may contain further = signs. The same key twice is an error.`;

const TARGET_HELP = `
Targets:
  pmo call https://acme.atlassian.net/browse/TRAIN-123     the address of a configured system
  pmo call TRAIN-123 expand=comments                       a key; project_keys and team_keys say whose
  pmo call platform#42                                     a pull request of the configured workspace
  pmo call '#engineering'                                  a channel; @maya is a person
  pmo call TRAIN-123 get_watchers                          another operation on the same thing
  What may mean several systems is an error that lists them.
`;

const SIMULATE_HELP = `
  --faults <FILE>  what goes wrong: rate limits, failures, lost, slow and broken answers. YAML or JSON, for example:

    seed: 7
    rules:
      - { fault: status, status: 503, probability: 0.1 }
      - { fault: reset_after, kind: jira, write: true, times: 1 }
    limits:
      - { kind: slack, per_second: 1, burst: 3 }`;

const MCP_HELP = `
An agent's program starts this command; its configuration has, for instance:
  { "mcpServers": { "pm-orchestrator": { "command": "pmo", "args": ["mcp"] } } }
Writes that the policy does not allow (policy.systems.NAME.writes: allow) are put to the agent's user.`;

/** Every command that there is. */
export const COMMANDS: readonly CommandDeclaration[] = [
  {
    name: "demo",
    summary: "five simulated systems answer three classic requests: no account, no network, no configuration",
    simulates: true,
    load: () => import("./commands/demo.js"),
  },
  {
    name: "gather",
    args: [FILE],
    summary: "read many things at once (lazy_gather_context)",
    flags: [MAX_TOKENS],
    load: () => import("./commands/gather.js"),
  },
  {
    name: "run",
    args: [FILE],
    summary: "run steps that depend on each other (batch_parallel_execute)",
    flags: [
      { flags: "--events", summary: "every event as a line of JSON, the answer as the last line" },
      { flags: "--svg <OUT>", summary: "write a picture of the run" },
      MAX_TOKENS,
      { flags: "--durable", summary: "survive a crash", arrivesWith: 7 },
    ],
    load: () => import("./commands/run.js"),
  },
  {
    name: "do",
    args: [FILE],
    summary: "run an envelope { operation, params, context? }",
    flags: [MAX_TOKENS],
    load: () => import("./commands/do.js"),
  },
  {
    name: "call",
    args: [
      {
        name: "<SYSTEM|TARGET>",
        summary: "a configured system, or what to read: an address, a key, #channel, @user",
      },
      { name: "[OPERATION]", summary: "an operation; for a target, by default what reads it" },
      { name: "[key=value...]", summary: "its params" },
    ],
    summary: "call one operation, or read what an address or a key stands for (smart_delegate)",
    help: `${TARGET_HELP}${PAIRS_HELP}`,
    flags: [MAX_TOKENS],
    load: () => import("./commands/call.js"),
  },
  {
    name: "plan",
    args: [FILE],
    summary: "show what a request would do, without calling anything",
    flags: [
      {
        flags: "--format <FORMAT>",
        summary: "text, json, mermaid or svg",
        choices: ["text", "json", "mermaid", "svg"],
      },
    ],
    load: () => import("./commands/plan.js"),
  },
  {
    name: "ops",
    args: [
      { name: "[SYSTEM]", summary: "only this system" },
      { name: "[OPERATION]", summary: "everything about this operation" },
    ],
    summary: "list what can be called",
    flags: [{ flags: "--search <TEXT>", summary: "the five that fit these words best" }],
    load: () => import("./commands/ops.js"),
  },
  {
    name: "cache",
    args: [{ name: "[ACTION]", summary: "what to do", choices: ["status", "clear", "warm"] }],
    summary: "what was looked up, and what it is kept in: show, clear or fill it",
    flags: [{ flags: "--detailed", summary: "by system" }],
    help: "\nLook-ups are kept on disk for an hour at most, for you alone; cache.store in the configuration says otherwise. Nothing that is simulated is kept.",
    load: () => import("./commands/cache.js"),
  },
  { name: "metrics", summary: "the metrics of this process", load: () => import("./commands/metrics.js") },
  {
    name: "doctor",
    summary: "check every system: package, contract, credentials, and what they can be used for",
    load: () => import("./commands/doctor.js"),
  },
  {
    name: "init",
    summary: "write pmo.config.yaml here",
    flags: [{ flags: "--force", summary: "overwrite an existing file" }],
    load: () => import("./commands/init.js"),
  },
  {
    name: "adapters",
    summary: "list the adapters that are installed, and those that could be",
    load: () => import("./commands/adapters.js"),
  },
  {
    name: "trust",
    args: [{ name: "[FILE]", summary: "a configuration; without it the one that is found from here upward" }],
    summary: "trust a configuration that was found, as it is now",
    load: () => import("./commands/trust.js"),
  },
  {
    name: "mcp",
    summary: "serve agents: five MCP tools over standard input and output",
    help: MCP_HELP,
    load: () => import("./commands/mcp.js"),
  },
  {
    name: "simulate",
    summary: "serve the five simulated systems on a loopback port until interrupted",
    flags: [
      { flags: "--port <N>", summary: "default 4010; 0 takes a free one" },
      { flags: "--latency <MS>", summary: "added to every request, in milliseconds" },
    ],
    simulates: true,
    help: SIMULATE_HELP,
    load: () => import("./commands/simulate.js"),
  },
];

/** Commands of the design that later issues bring: name → issue. */
export const LATER_COMMANDS: ReadonlyMap<string, number> = new Map([
  ["approve", 5],
  ["serve", 6],
  ["worker", 7],
  ["runs", 7],
  ["resume", 7],
  ["cancel", 7],
]);
