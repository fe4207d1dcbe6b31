/** A program under measurement. */
export interface StartupCase {
  what: string;
  /** Of `node`. */
  args: readonly string[];
}

const PMO = "../apps/cli/bin/pmo.js";
const ADAPTERS = ["linear", "jira", "confluence", "slack", "bitbucket"];

export const BASELINE = 'node -e ""';
export const CORE = "import core";

const CREATE = 'import { createOrchestrator } from "pm-orchestrator"; createOrchestrator();';

/** Everything that is started, the baseline first. */
export const CASES: readonly StartupCase[] = [
  { what: BASELINE, args: ["-e", ""] },
  pmo("pmo --help", ["--help"]),
  pmo("pmo ops", ["ops"]),
  pmo("pmo call --simulate (one step, end to end)", [
    "call",
    "--simulate",
    "--json",
    "jira",
    "get_issue",
    "issue_key=TRAIN-123",
  ]),
  imports("import pm-orchestrator", "pm-orchestrator"),
  module("import pm-orchestrator, createOrchestrator", CREATE),
  imports(CORE, "@pm-orchestrator/core"),
  imports("import core/schemas", "@pm-orchestrator/core/schemas"),
  imports("import planner", "@pm-orchestrator/planner"),
  imports("import planner/scheduler", "@pm-orchestrator/planner/scheduler"),
  ...ADAPTERS.flatMap((kind) => [
    imports(adapterOver(kind, "core"), "@pm-orchestrator/core", `@pm-orchestrator/adapter-${kind}`),
    imports(
      adapterOver(kind, "core/schemas"),
      "@pm-orchestrator/core/schemas",
      `@pm-orchestrator/adapter-${kind}`,
    ),
  ]),
];

/** An adapter, beside what was imported before it. */
export interface AdapterCase {
  kind: string;
  overCore: string;
  overSchemas: string;
}

export const ADAPTER_CASES: readonly AdapterCase[] = ADAPTERS.map((kind) => ({
  kind,
  overCore: adapterOver(kind, "core"),
  overSchemas: adapterOver(kind, "core/schemas"),
}));

function adapterOver(kind: string, base: string): string {
  return `import ${base}, adapter-${kind}`;
}

function imports(what: string, ...specifiers: string[]): StartupCase {
  return module(what, specifiers.map((specifier) => `import "${specifier}";`).join(" "));
}

function module(what: string, code: string): StartupCase {
  return { what, args: ["--input-type=module", "-e", code] };
}

function pmo(what: string, args: readonly string[]): StartupCase {
  return { what, args: [PMO, ...args] };
}
