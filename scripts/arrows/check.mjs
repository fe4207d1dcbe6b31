// Checks the arrows between packages: each package.json, and every parsed import (static, dynamic, re-export) of each
// source file; also circles of files within a package. Then plants a violation of each kind and demands that it is
// found: a check that cannot fail is none.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { findCircle } from "./circles.mjs";
import { importsOf } from "./imports.mjs";
import { dependencyProblems, importProblem } from "./rules.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const packages = ["packages", "apps", "."]
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)))
  .filter((home) => existsSync(join(home, "package.json")) && existsSync(join(home, "src")))
  .map((home) => ({ home, manifest: JSON.parse(readFileSync(join(home, "package.json"), "utf8")) }));

const problems = packages.flatMap(({ home, manifest }) =>
  packageProblems(manifest, sourcesOf(join(home, "src"))),
);
for (const problem of problems) console.error(problem);

const missed = planted().filter(({ problems: found }) => found.length === 0);
for (const { what } of missed) console.error(`The check is blind: ${what} was planted and not found.`);

if (problems.length + missed.length > 0) process.exit(1);
const files = packages.reduce((sum, { home }) => sum + sourcesOf(join(home, "src")).size, 0);
console.log(
  `Arrows hold: ${packages.length} packages, ${files} files; ${planted().length} planted violations were found.`,
);

/** Everything wrong with one package. `sources` maps paths relative to `src` to texts. */
function packageProblems(manifest, sources) {
  const name = manifest.name;
  const graph = new Map();
  const found = dependencyProblems(manifest).map((problem) => `${name} ${problem}`);
  for (const [file, text] of sources) {
    const imports = importsOf(file, text);
    for (const { specifier, isType } of imports) {
      if (specifier.startsWith(".")) continue;
      const problem = importProblem({ from: name, file, specifier, isType });
      if (problem !== undefined) found.push(`${name} src/${file} ${problem}`);
    }
    if (name === "@pm-orchestrator/core" && !/^(?:schemas\/|zod\.ts$)/.test(file)) {
      const zod = imports.find(({ specifier, isType }) => /\/zod\.js$/.test(specifier) && !isType);
      if (zod !== undefined)
        found.push(`${name} src/${file} imports ${zod.specifier}: core itself is free of zod`);
    }
    const near = imports.filter(({ specifier, isType }) => specifier.startsWith(".") && !isType);
    graph.set(
      file,
      near.map(({ specifier }) => join(dirname(file), specifier).replace(/\.js$/, ".ts")),
    );
  }
  const circle = findCircle(graph);
  if (circle !== undefined) found.push(`${name}: files import each other in a circle: ${circle.join(" → ")}`);
  return found;
}

function sourcesOf(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(names.map((path) => [relative(folder, path), readFileSync(path, "utf8")]));
}

/** Violations that must turn the check red, one of each kind. */
function planted() {
  const source = (name, text, file = "index.ts") => packageProblems({ name }, new Map([[file, text]]));
  const adapter = "@pm-orchestrator/adapter-jira";
  return [
    {
      what: "a static import of an adapter",
      problems: source("pm-orchestrator", `import jira from "${adapter}";`),
    },
    {
      what: "a dynamic import of an adapter",
      problems: source("@pm-orchestrator/cli", `await import("${adapter}/simulator");`),
    },
    {
      what: "a re-export against the arrows",
      problems: source("@pm-orchestrator/planner", `export * from "pm-orchestrator";`),
    },
    {
      what: "core importing a package of ours",
      problems: source("@pm-orchestrator/core", `import "@pm-orchestrator/planner";`),
    },
    { what: "zod in core itself", problems: source("@pm-orchestrator/core", `import { z } from "zod";`) },
    {
      what: "zod in core itself, by its own file",
      problems: source("@pm-orchestrator/core", `import { z } from "./zod.js";`),
    },
    {
      what: "an adapter importing the orchestrator",
      problems: source(adapter, `import type { A } from "pm-orchestrator";`),
    },
    {
      what: "the orchestrator importing one of its faces",
      problems: source("pm-orchestrator", `await import("@pm-orchestrator/mcp");`),
    },
    {
      what: "an adapter importing another",
      problems: source(adapter, `import "@pm-orchestrator/adapter-slack";`),
    },
    {
      what: "the simulator outside of an adapter's simulator",
      problems: source(adapter, `import "@pm-orchestrator/simulator";`),
    },
    {
      what: "a dependency of the orchestrator on an adapter",
      problems: packageProblems({ name: "pm-orchestrator", dependencies: { [adapter]: "1" } }, new Map()),
    },
    {
      what: "a circle of files",
      problems: packageProblems(
        { name: "@pm-orchestrator/core" },
        new Map([
          ["a.ts", 'import "./b.js";'],
          ["b.ts", 'export * from "./a.js";'],
        ]),
      ),
    },
  ];
}
