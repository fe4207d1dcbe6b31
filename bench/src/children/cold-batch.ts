import { timeBatch } from "../latency/batch.js";
import { latencySession } from "../latency/session.js";

// Runs one batch as the first thing that this process does, against the simulators at the argument's address.
const orchestrator = latencySession(process.argv[2] ?? "");
process.stdout.write(JSON.stringify(await timeBatch(orchestrator)));
await orchestrator.close();
