import { createSimulatorHost, serveSimulators } from "@pm-orchestrator/simulator";
import { KINDS, loadSimulator } from "../simulated/session.js";
import { untilReleased } from "./until-released.js";

// Serves fresh simulators of all five systems over HTTP; the argument is the latency of every request in milliseconds.
// Loaded before the first request: a real system does not compile itself while it answers.
const loaded = await Promise.all(KINDS.map(async (kind) => [kind, await loadSimulator(kind)] as const));
const host = createSimulatorHost({
  latencyMs: Number(process.argv[2]),
  simulators: Object.fromEntries(loaded.map(([kind, definition]) => [kind, async () => definition])),
});
const served = await serveSimulators(host);
console.log(served.url);
await untilReleased();
await served.close();
