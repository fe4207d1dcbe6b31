import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AdapterManifest } from "@pm-orchestrator/core";
import { createOrchestrator } from "pm-orchestrator";
import { EXIT } from "../exit-code.js";
import type { Invocation } from "../invocation.js";
import { ownAnswer, printJson } from "../output/json.js";
import { OWN_FOLDER } from "../session.js";
import { usageError } from "../usage-error.js";

const FILE = "pmo.config.yaml";

/** `pmo init`: writes a configuration with comments, made from the adapters' manifests. Never overwrites unasked. */
export async function run({ options, terminal, cwd }: Invocation): Promise<number> {
  const file = join(cwd, FILE);
  const manifests = createOrchestrator({}, { resolveFrom: [cwd, OWN_FOLDER] })
    .systems()
    .flatMap(({ manifest }) => (manifest === undefined ? [] : [manifest]));
  const active = manifests
    .filter((manifest) => isInEnvironment(manifest, process.env))
    .map(({ kind }) => kind);
  try {
    const flag = options["force"] === true ? "w" : "wx";
    await writeFile(file, configText(manifests, active), { flag });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST") throw usageError(`${file} cannot be written: ${message}.`, { details: { file } });
    throw usageError(`${file} is already there.`, {
      details: { file },
      suggestions: ["Look at it first; `pmo init --force` overwrites it."],
    });
  }
  if (terminal.json) printJson(ownAnswer({ file, systems: active }), terminal);
  else {
    terminal.print(`Wrote ${file}`);
    terminal.print(
      "Next: put secrets into the environment, take the # from the systems that you use, then run",
    );
    terminal.print(
      "`pmo trust` (a file that sends secrets to an address is not used before) and `pmo doctor`.",
    );
  }
  return EXIT.succeeded;
}

function isInEnvironment({ settings }: AdapterManifest, env: NodeJS.ProcessEnv): boolean {
  return settings.some((setting) => setting.env !== undefined && (env[setting.env] ?? "") !== "");
}

/** A configuration: systems that the environment knows are active, the others wait behind a #. */
function configText(manifests: readonly AdapterManifest[], active: readonly string[]): string {
  const systems = manifests.map((manifest) => systemText(manifest, active.includes(manifest.kind)));
  return `# Configuration of pmo. \${NAME} is read from the environment: keep secrets there, not here.
# Without "systems" the five systems are configured by their usual environment variables.
# After a change run \`pmo trust\`: a file that is found, and not named with --config, is not used before.

${active.length === 0 ? "# " : ""}systems:
${systems.join("\n")}
  # A second connection of one kind has a name of its own:
  # jira-eu:
  #   adapter: jira
  #   base_url: https://acme-eu.atlassian.net

# policy:
#   read_only: true          # no write at all
#   systems:
#     ${active[0] ?? "jira"}: { writes: deny } # no write to this one
`;
}

function systemText({ kind, title, settings, credentials }: AdapterManifest, isActive: boolean): string {
  const comment = isActive ? "" : "# ";
  const needed = new Set(credentials[0]?.settings ?? []);
  const lines = settings
    .filter((setting) => setting.env !== undefined)
    .map((setting) => {
      // A variable that is not set would count as a broken setting: what is not needed stays a comment either way.
      const optional = needed.has(setting.name) ? "" : "# ";
      return `  ${comment}  ${optional}${setting.name}: \${${setting.env}}  # ${setting.summary}`;
    });
  return [`  # ${title}`, `  ${comment}${kind}:`, `  ${comment}  adapter: ${kind}`, ...lines].join("\n");
}
