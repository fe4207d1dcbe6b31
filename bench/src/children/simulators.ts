import { createSimulatorHost, type SimulatorDefinition, serveSimulators } from "@pm-orchestrator/simulator";
import { untilReleased } from "./until-released.js";

// Serves fresh simulators of all five systems over HTTP; the argument is the latency of every request in milliseconds.
const KINDS = ["linear", "jira", "confluence", "slack", "bitbucket"];

async function load(kind: string): Promise<SimulatorDefinition> {
  const module = (await import(`@pm-orchestrator/adapter-${kind}/simulator`)) as {
    default: SimulatorDefinition;
  };
  return module.default;
}

// Loaded before the first request: a real system does not compile itself while it answers.
const loaded = await Promise.all(KINDS.map(async (kind) => [kind, await load(kind)] as const));
const host = createSimulatorHost({
  latencyMs: Number(process.argv[2]),
  simulators: Object.fromEntries(loaded.map(([kind, definition]) => [kind, async () => definition])),
});
const served = await serveSimulators(host);
console.log(served.url);
await untilReleased();
await served.close();
