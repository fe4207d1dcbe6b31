import { defineSimulator } from "@pm-orchestrator/simulator";
import { issueHandlers } from "./issues.js";
import { referenceHandlers } from "./reference.js";
import { searchHandlers } from "./search.js";
import { seedJira } from "./seed.js";
import { transitionHandlers } from "./transitions.js";

/** Jira in small: project TRAIN with issues 1 to 400, a workflow, JQL, comments; token `simulated-api_token`. */
export default defineSimulator({
  kind: "jira",
  handlers(world) {
    const jira = world.state("jira", () => seedJira(world));
    return [
      ...searchHandlers(jira),
      ...transitionHandlers(jira),
      ...issueHandlers(jira),
      ...referenceHandlers(jira),
    ];
  },
});
