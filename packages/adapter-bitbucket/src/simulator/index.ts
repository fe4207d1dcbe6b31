import { defineSimulator } from "@pm-orchestrator/simulator";
import { pullRequestHandlers } from "./pull-requests.js";
import { referenceHandlers } from "./reference.js";
import { seedBitbucket } from "./seed.js";

/** Bitbucket in small: workspace acme with hundreds of pull requests, members, BBQL; token `simulated-api_token`. */
export default defineSimulator({
  kind: "bitbucket",
  handlers(world) {
    const bitbucket = world.state("bitbucket", () => seedBitbucket(world));
    return [...pullRequestHandlers(bitbucket), ...referenceHandlers(bitbucket)];
  },
});
