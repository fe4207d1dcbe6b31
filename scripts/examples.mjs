// Compiles and runs the examples of the documents: every block of TypeScript below a line `<!-- example -->`.
// They run against simulators on a loopback port, with the conventional environment variables pointing there, so that
// what a reader copies is what was tried.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
// Inside the CLI's folder every package of ours can be imported, as in a project that has installed them.
const workshop = join(root, "apps", "cli", ".examples");
const TSC = join(root, "node_modules", "typescript", "bin", "tsc");

const documents = [
  "README.md",
  ...["packages", "apps"].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(parent, name, "README.md")),
  ),
];

rmSync(workshop, { recursive: true, force: true });
mkdirSync(workshop, { recursive: true });
try {
  const examples = documents.flatMap(examplesOf);
  if (examples.length === 0) throw new Error("No document has an example.");
  compile(examples);
  await run(examples);
  console.log(`${examples.length} examples compile and run.`);
} finally {
  rmSync(workshop, { recursive: true, force: true });
}

function examplesOf(document) {
  let text;
  try {
    text = readFileSync(join(root, document), "utf8");
  } catch {
    return [];
  }
  return [...text.matchAll(/<!-- example -->\s*```ts\n([\s\S]*?)```/g)].map(([, code], index) => {
    const name = `${document.replaceAll(/[^a-z]+/gi, "-")}-${index + 1}`;
    const file = join(workshop, `${name}.ts`);
    writeFileSync(file, `${code}\nexport {};\n`);
    return { document, name, file };
  });
}

function compile(examples) {
  const config = join(workshop, "tsconfig.json");
  writeFileSync(
    config,
    JSON.stringify({
      extends: relative(workshop, join(root, "tsconfig.base.json")),
      compilerOptions: {
        composite: false,
        declaration: false,
        declarationMap: false,
        sourceMap: false,
        rootDir: ".",
        outDir: "out",
        noUnusedLocals: false,
      },
      files: examples.map(({ file }) => file),
    }),
  );
  const tsc = spawnSync(process.execPath, [TSC, "-p", config], { stdio: "inherit" });
  if (tsc.status !== 0) throw new Error("An example does not compile.");
}

async function run(examples) {
  const load = (path) => import(pathToFileURL(join(root, path)).href);
  const { createSimulatorHost, serveSimulators } = await load("packages/simulator/dist/index.js");
  const kinds = ["linear", "jira", "confluence", "slack", "bitbucket"];
  const simulators = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      async () => (await load(`packages/adapter-${kind}/dist/simulator/index.js`)).default,
    ]),
  );
  const served = await serveSimulators(createSimulatorHost({ simulators }));
  try {
    const env = { ...process.env, ...environment(kinds, served.url) };
    for (const { document, name } of examples) {
      const code = await new Promise((resolve) => {
        const child = spawn(process.execPath, [join(workshop, "out", `${name}.js`)], {
          env,
          cwd: workshop,
          stdio: ["ignore", "ignore", "inherit"],
        });
        child.on("close", resolve);
      });
      if (code !== 0) throw new Error(`The example ${name} of ${document} ended with ${code}.`);
    }
  } finally {
    await served.close();
  }
}

/** Every conventional variable, from the manifests, pointing to the simulators. */
function environment(kinds, url) {
  const variables = kinds.flatMap((kind) => {
    const { settings } = JSON.parse(
      readFileSync(join(root, "packages", `adapter-${kind}`, "manifest.json"), "utf8"),
    );
    return settings
      .filter(({ env }) => env !== undefined)
      .map(({ name, env, address, simulated }) => [
        env,
        address === true ? `${url}/${kind}` : (simulated ?? `simulated-${name}`),
      ]);
  });
  return Object.fromEntries(variables);
}
