import { defineSimulator } from "@pm-orchestrator/simulator";
import { graphqlEndpoint } from "./endpoint.js";
import { fileEndpoints } from "./files.js";
import { isLinearWrite } from "./is-write.js";
import { attachmentsRoot } from "./roots/attachments.js";
import { commentsRoot } from "./roots/comments.js";
import { issueChangesRoot } from "./roots/issue-changes.js";
import { issuesRoot } from "./roots/issues.js";
import { namesRoot } from "./roots/names.js";
import { planningRoot } from "./roots/planning.js";
import { plansRoot } from "./roots/plans.js";
import { relationsRoot } from "./roots/relations.js";
import { releasesRoot } from "./roots/releases.js";
import { teamsRoot } from "./roots/teams.js";
import { updatesRoot } from "./roots/updates.js";
import { seedLinear } from "./seed/index.js";
import { turnedAway } from "./turned-away.js";
import { viewsOf } from "./views/index.js";

/** Linear in small: teams PSN (PSN-1 to PSN-123) and WEB, GraphQL that is executed; key `simulated-api_key`. */
export default defineSimulator({
  kind: "linear",
  isWrite: isLinearWrite,
  refusals: turnedAway,
  handlers(world) {
    const linear = world.state("linear", () => seedLinear(world));
    const views = viewsOf(linear);
    const roots = [
      issuesRoot,
      issueChangesRoot,
      relationsRoot,
      commentsRoot,
      attachmentsRoot,
      teamsRoot,
      namesRoot,
      planningRoot,
      plansRoot,
      updatesRoot,
      releasesRoot,
    ];
    const root = Object.assign({}, ...roots.map((make) => make(linear, views)));
    return [graphqlEndpoint(root, linear), ...fileEndpoints(linear)];
  },
});
