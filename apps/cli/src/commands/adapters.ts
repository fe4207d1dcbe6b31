import { createOrchestrator, type SystemInfo } from "pm-orchestrator";
import { EXIT } from "../exit-code.js";
import type { Invocation } from "../invocation.js";
import { ownAnswer, printJson } from "../output/json.js";
import { tableLines } from "../output/table.js";
import { readSettings } from "../session.js";
import { SIMULATED_KINDS } from "../simulation.js";

/** An adapter package, installed or not. */
interface AdapterRow {
  package: string;
  installed: boolean;
  title?: string;
  version?: string;
  contract?: number;
  operations?: number;
  /** Configured systems that it serves. */
  systems: string[];
  reason?: string;
  install?: string;
}

/** `pmo adapters`: what is installed and what could be. Reads manifests alone. */
export async function run(invocation: Invocation): Promise<number> {
  const { terminal } = invocation;
  const { config, folders } = await readSettings(invocation);
  const configured = createOrchestrator(config, { resolveFrom: folders }).systems();
  const ours = createOrchestrator(
    { systems: Object.fromEntries(SIMULATED_KINDS.map((kind) => [kind, {}])) },
    { resolveFrom: folders },
  ).systems();
  const byPackage = new Map([...ours, ...configured].map((system) => [system.package, system]));
  const adapters = [...byPackage.values()].map((system) =>
    describe(
      system,
      configured.filter((candidate) => candidate.package === system.package).map(({ name }) => name),
    ),
  );
  if (terminal.json) {
    printJson(ownAnswer({ adapters }), terminal);
    return EXIT.succeeded;
  }
  const rows = adapters.map((adapter) => [
    adapter.package,
    adapter.version ?? "-",
    adapter.installed ? `${adapter.title}, ${adapter.operations} operations` : (adapter.install ?? ""),
    adapter.systems.join(", "),
  ]);
  const table = { columns: ["adapter", "version", "what it is, or how to install it", "systems"], rows };
  for (const line of await tableLines(table, terminal)) terminal.print(line);
  return EXIT.succeeded;
}

function describe({ package: name, manifest, obstacle }: SystemInfo, systems: string[]): AdapterRow {
  if (manifest === undefined) {
    const reason = obstacle?.details["reason"];
    const install = `npm install ${name}`;
    return {
      package: name,
      installed: false,
      systems,
      install,
      ...(typeof reason === "string" ? { reason } : {}),
    };
  }
  const { title, version, contract, operations } = manifest;
  return {
    package: name,
    installed: true,
    title,
    version,
    contract,
    operations: Object.keys(operations).length,
    systems,
  };
}
