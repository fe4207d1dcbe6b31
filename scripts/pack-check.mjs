// What people receive: packs every public package, lints the tarballs, looks whether TypeScript finds their types, installs them into an empty folder with npm, and
// uses them there: the CLI by its command, the library by its name, an adapter by the loader.
import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { problemKindInfo } from "@arethetypeswrong/core/problems";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const workshop = mkdtempSync(join(tmpdir(), "pmo-pack-"));
const tarballs = join(workshop, "tarballs");
const project = join(workshop, "project");
mkdirSync(tarballs);
mkdirSync(project);

try {
  const packages = ["packages", "apps"]
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)))
    .filter((home) => existsSync(join(home, "package.json")))
    .map((home) => ({ home, manifest: JSON.parse(readFileSync(join(home, "package.json"), "utf8")) }))
    .filter(({ manifest }) => manifest.private !== true);

  run(
    "npx",
    [
      "-y",
      packageManager,
      "-r",
      ...packages.map(({ manifest }) => `--filter=${manifest.name}`),
      "exec",
      "pnpm",
      "pack",
      "--pack-destination",
      tarballs,
    ],
    root,
  );
  const files = readdirSync(tarballs).map((name) => join(tarballs, name));
  if (files.length !== packages.length)
    throw new Error(`${packages.length} packages gave ${files.length} tarballs.`);

  let problems = 0;
  for (const file of files) {
    const tarball = new Uint8Array(readFileSync(file));
    for (const defect of [...(await packagingDefects(tarball)), ...(await typingDefects(tarball))]) {
      problems += 1;
      console.error(defect);
    }
  }
  if (problems > 0) throw new Error(`${problems} defects in what would be published.`);

  const fileOf = new Map(files.map((file) => [nameIn(file), `file:${file}`]));
  // Our own packages are on no registry yet: wherever one depends on another, its tarball is meant.
  const overrides = Object.fromEntries(fileOf);
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "empty", private: true, type: "module", dependencies: overrides, overrides: {} }),
  );
  run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], project);

  const pmo = join(project, "node_modules", ".bin", "pmo");
  const answer = JSON.parse(
    execFileSync(pmo, ["call", "jira", "get_issue", "issue_key=TRAIN-123", "--simulate", "--json"], {
      cwd: project,
      encoding: "utf8",
    }),
  );
  if (answer.data?.key !== "TRAIN-123")
    throw new Error(`The installed CLI answered ${JSON.stringify(answer)}`);

  const tools = execFileSync(pmo, ["mcp"], {
    cwd: project,
    encoding: "utf8",
    input: `${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" })}\n`,
  });
  if (JSON.parse(tools).result?.tools?.length !== 5)
    throw new Error(`The installed pmo mcp answered ${tools}`);

  writeFileSync(
    join(project, "use.js"),
    `import { createOrchestrator } from "pm-orchestrator";
     import { isPmoError } from "@pm-orchestrator/core";
     const orchestrator = createOrchestrator({}, { env: {} });
     const names = orchestrator.systems().filter(({ manifest }) => manifest !== undefined).map(({ name }) => name);
     if (names.length !== 5) throw new Error("found only " + names.join());
     const { error } = await orchestrator.smartDelegate({ system: "jira", operation: "get_issue", params: { issue_key: "A-1" } });
     if (error?.number !== 6011 || isPmoError(error)) throw new Error(JSON.stringify(error));`,
  );
  run(process.execPath, ["use.js"], project);
  console.log(`${packages.length} packages pack, install and run.`);
} finally {
  rmSync(workshop, { recursive: true, force: true });
}

async function packagingDefects(tarball) {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  return messages.map((message) => `${pkg.name}: ${formatMessage(message, pkg)}`);
}

/** Whoever imports our packages does so from ECMAScript modules: how they look to others is no concern. */
async function typingDefects(tarball) {
  const { packageName, types, problems } = await checkPackage(createPackageFromTarballData(tarball));
  if (types === false) return [`${packageName}: it has no types`];
  return problems
    .filter(({ resolutionKind }) => resolutionKind !== "node10" && resolutionKind !== "node16-cjs")
    .map(({ kind, entrypoint = "" }) => `${packageName} ${entrypoint}: ${problemKindInfo[kind].title}`);
}

function nameIn(tarball) {
  return JSON.parse(execFileSync("tar", ["-xzOf", tarball, "package/package.json"], { encoding: "utf8" }))
    .name;
}

function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
}
