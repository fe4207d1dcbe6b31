import { defineSimulator } from "@pm-orchestrator/simulator";
import { graphqlEndpoint } from "./endpoint.js";
import { commentsRoot } from "./roots/comments.js";
import { createIssueRoot } from "./roots/create-issue.js";
import { issuesRoot } from "./roots/issues.js";
import { namesRoot } from "./roots/names.js";
import { teamsRoot } from "./roots/teams.js";
import { seedLinear } from "./seed/index.js";
import { viewsOf } from "./views.js";

/** Linear in small: teams PSN (PSN-1 to PSN-123) and WEB, GraphQL that is executed; key `simulated-api_key`. */
export default defineSimulator({
  kind: "linear",
  handlers(world) {
    const linear = world.state("linear", () => seedLinear(world));
    const views = viewsOf(linear);
    return [
      graphqlEndpoint({
        ...issuesRoot(linear, views),
        ...createIssueRoot(linear, views),
        ...commentsRoot(linear, views),
        ...teamsRoot(linear, views),
        ...namesRoot(linear, views),
      }),
    ];
  },
});
