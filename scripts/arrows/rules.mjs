// Who may import whom (DESIGN 2). Arrows never turn back; apps and the orchestrator reach adapters by name only.
const ADAPTER = /^@pm-orchestrator\/adapter-(?!kit$)/;

/** Our packages that a package may import, from its source. Tests may import more. */
const ALLOWED = {
  "@pm-orchestrator/core": [],
  "@pm-orchestrator/planner": ["@pm-orchestrator/core"],
  "@pm-orchestrator/adapter-kit": ["@pm-orchestrator/core"],
  "@pm-orchestrator/simulator": ["@pm-orchestrator/core"],
  "@pm-orchestrator/api-descriptions": [],
  "@pm-orchestrator/atlassian": ["@pm-orchestrator/core", "@pm-orchestrator/adapter-kit"],
  "pm-orchestrator": ["@pm-orchestrator/core", "@pm-orchestrator/planner"],
  "@pm-orchestrator/mcp": ["@pm-orchestrator/core", "pm-orchestrator"],
  "@pm-orchestrator/cli": [
    "@pm-orchestrator/core",
    "@pm-orchestrator/mcp",
    "@pm-orchestrator/planner",
    "@pm-orchestrator/simulator",
    "pm-orchestrator",
  ],
  "@pm-orchestrator/bench": [
    "@pm-orchestrator/core",
    "@pm-orchestrator/mcp",
    "@pm-orchestrator/planner",
    "@pm-orchestrator/simulator",
    "pm-orchestrator",
  ],
};

const ADAPTER_MAY = ["@pm-orchestrator/core", "@pm-orchestrator/adapter-kit", "@pm-orchestrator/atlassian"];

/** Libraries that a package's source may never import, whatever its package.json says. */
const FORBIDDEN = {
  "@pm-orchestrator/core": {
    except: /^(?:schemas\/|zod\.ts$)/,
    libraries: ["zod"],
    why: "core itself is free of zod at run time",
  },
};

const isOurs = (name) => name === "pm-orchestrator" || name.startsWith("@pm-orchestrator/");

/**
 * What is wrong with one import, or undefined.
 * `file` is relative to the package's `src`; `isType` marks imports that vanish when compiled.
 */
export function importProblem({ from, file, specifier, isType }) {
  const target = packageNameOf(specifier);
  const forbidden = FORBIDDEN[from];
  if (forbidden?.libraries.includes(target) && !isType && !forbidden.except.test(file)) {
    return `imports ${target}: ${forbidden.why}`;
  }
  if (!isOurs(target)) return undefined;
  if (target === from) return `imports its own package by name (${specifier})`;
  if (ADAPTER.test(target)) return `imports the adapter ${target}: adapters are loaded by name`;
  const allowed = ADAPTER.test(from) ? adapterMay(file) : (ALLOWED[from] ?? []);
  return allowed.includes(target) ? undefined : `imports ${target}, against the arrows of ARCHITECTURE.md`;
}

/** An adapter's simulator is a part of its own, for people without credentials. */
function adapterMay(file) {
  return file.startsWith("simulator/") ? [...ADAPTER_MAY, "@pm-orchestrator/simulator"] : ADAPTER_MAY;
}

/** What is wrong with a package's run-time dependencies on packages of ours; an empty list when all is well. */
export function dependencyProblems({ name, dependencies = {}, peerDependencies = {} }) {
  // The CLI and the bench bring the five along, so that they are there to be loaded; they never import them.
  const carriesAdapters = name === "@pm-orchestrator/cli" || name === "@pm-orchestrator/bench";
  return Object.keys({ ...dependencies, ...peerDependencies })
    .filter(isOurs)
    .filter((target) => {
      if (ADAPTER.test(target)) return !carriesAdapters;
      if (ADAPTER.test(name)) return ![...ADAPTER_MAY, "@pm-orchestrator/simulator"].includes(target);
      if (name === "@pm-orchestrator/bench")
        return !["@pm-orchestrator/cli", ...ALLOWED[name]].includes(target);
      return !(ALLOWED[name] ?? []).includes(target);
    })
    .map((target) => `depends on ${target}, against the arrows of ARCHITECTURE.md`);
}

function packageNameOf(specifier) {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? specifier);
}
