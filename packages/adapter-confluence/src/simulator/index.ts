import { defineSimulator } from "@pm-orchestrator/simulator";
import { labelHandlers } from "./labels.js";
import { pageHandlers } from "./pages.js";
import { searchHandlers } from "./search.js";
import { seedConfluence } from "./seed.js";
import { referenceHandlers } from "./spaces.js";

/** Confluence in small: space TECH with hundreds of pages, CQL, comments, labels; token `simulated-api_token`. */
export default defineSimulator({
  kind: "confluence",
  handlers(world) {
    const confluence = world.state("confluence", () => seedConfluence(world));
    return [
      ...searchHandlers(confluence),
      ...pageHandlers(confluence),
      ...labelHandlers(confluence),
      ...referenceHandlers(confluence),
    ];
  },
});
