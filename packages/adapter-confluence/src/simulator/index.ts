import { defineSimulator } from "@pm-orchestrator/simulator";
import { analyticsHandlers } from "./analytics.js";
import { attachmentHandlers } from "./attachments.js";
import { commentHandlers } from "./comments.js";
import { folderHandlers } from "./folders.js";
import { historyHandlers } from "./history.js";
import { labelHandlers } from "./labels.js";
import { pageHandlers } from "./pages.js";
import { peopleHandlers } from "./people.js";
import { permissionHandlers } from "./permissions.js";
import { searchHandlers } from "./search.js";
import { seedConfluence } from "./seed.js";
import { spaceHandlers } from "./spaces.js";
import { taskHandlers } from "./tasks.js";
import { templateHandlers } from "./templates.js";
import { treeHandlers } from "./tree.js";
import { isConfluenceWrite, turnedAway } from "./turned-away.js";

/** Confluence in small: space TECH with hundreds of pages, CQL, comments, labels; token `simulated-api_token`. */
export default defineSimulator({
  kind: "confluence",
  isWrite: isConfluenceWrite,
  refusals: turnedAway,
  handlers(world) {
    const confluence = world.state("confluence", () => seedConfluence(world));
    return [
      ...searchHandlers(confluence),
      ...pageHandlers(confluence),
      ...labelHandlers(confluence),
      ...commentHandlers(confluence),
      ...historyHandlers(confluence),
      ...treeHandlers(confluence),
      ...attachmentHandlers(confluence),
      ...folderHandlers(confluence),
      ...templateHandlers(confluence),
      ...peopleHandlers(confluence),
      ...permissionHandlers(confluence),
      ...analyticsHandlers(confluence),
      ...taskHandlers(confluence),
      ...spaceHandlers(confluence),
    ];
  },
});
