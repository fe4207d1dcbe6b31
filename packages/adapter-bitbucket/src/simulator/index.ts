import { defineSimulator } from "@pm-orchestrator/simulator";
import { branchingModelHandlers } from "./branching-model.js";
import { scopeHeaders } from "./caller.js";
import { commentHandlers } from "./comments.js";
import { commitHandlers } from "./commits.js";
import { diffHandlers } from "./diffs.js";
import { historyHandlers } from "./history.js";
import { mergeHandlers } from "./merging.js";
import { pipelineHandlers } from "./pipelines.js";
import { pullRequestHandlers } from "./pull-requests.js";
import { referenceHandlers } from "./reference.js";
import { refHandlers } from "./refs.js";
import { repositoryChangeHandlers } from "./repository-changes.js";
import { reviewHandlers } from "./reviews.js";
import { seedBitbucket } from "./seed.js";
import { settingsHandlers } from "./settings.js";
import { taskHandlers } from "./tasks.js";
import { treeHandlers } from "./tree.js";
import { turnedAway } from "./turned-away.js";
import { workspaceHandlers } from "./workspaces.js";

/**
 * Bitbucket in small: workspace acme with hundreds of pull requests, members, BBQL. Tokens `simulated-api_token` and
 * `simulated-access_token`; with a slash and scopes between commas behind it, a token has these only.
 */
export default defineSimulator({
  kind: "bitbucket",
  refusals: turnedAway,
  headers: scopeHeaders,
  handlers(world) {
    const bitbucket = world.state("bitbucket", () => seedBitbucket(world));
    return [
      ...pullRequestHandlers(bitbucket),
      ...commentHandlers(bitbucket),
      ...taskHandlers(bitbucket),
      ...reviewHandlers(bitbucket),
      ...mergeHandlers(bitbucket),
      ...historyHandlers(bitbucket),
      ...diffHandlers(bitbucket),
      ...refHandlers(bitbucket),
      ...commitHandlers(bitbucket),
      ...treeHandlers(bitbucket),
      ...pipelineHandlers(bitbucket),
      ...branchingModelHandlers(bitbucket),
      ...settingsHandlers(bitbucket),
      ...repositoryChangeHandlers(bitbucket),
      ...workspaceHandlers(bitbucket),
      ...referenceHandlers(bitbucket),
    ];
  },
});
