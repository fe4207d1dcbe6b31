import { defineSimulator } from "@pm-orchestrator/simulator";
import { accessHandlers } from "./access.js";
import { aroundIssueHandlers } from "./around-issues.js";
import { attachmentHandlers } from "./attachments.js";
import { boardHandlers } from "./boards.js";
import { bulkHandlers } from "./bulk.js";
import { changelogHandlers } from "./changelogs.js";
import { commentHandlers } from "./comments.js";
import { editScreenHandlers } from "./edit-screen.js";
import { fieldScreenHandlers } from "./field-screens.js";
import { filterHandlers } from "./filters.js";
import { issueHandlers } from "./issues.js";
import { linkHandlers } from "./links.js";
import { moveHandlers } from "./moves.js";
import { peopleHandlers } from "./people.js";
import { projectPartHandlers } from "./project-parts.js";
import { projectHandlers } from "./projects.js";
import { searchHandlers } from "./search.js";
import { seedJira } from "./seed.js";
import { siteFieldHandlers } from "./site-fields.js";
import { sprintHandlers } from "./sprints.js";
import { transitionHandlers } from "./transitions.js";
import { isJiraWrite, turnedAway } from "./turned-away.js";
import { vocabularyHandlers } from "./vocabulary.js";
import { worklogHandlers } from "./worklogs.js";

/** Jira in small: project TRAIN with issues 1 to 400, a workflow, JQL, comments; token `simulated-api_token`. */
export default defineSimulator({
  kind: "jira",
  isWrite: isJiraWrite,
  refusals: turnedAway,
  handlers(world) {
    const jira = world.state("jira", () => seedJira(world));
    return [
      ...searchHandlers(jira),
      ...transitionHandlers(jira),
      ...issueHandlers(jira),
      ...siteFieldHandlers(),
      ...changelogHandlers(jira),
      ...linkHandlers(jira),
      ...worklogHandlers(jira),
      ...commentHandlers(jira),
      ...editScreenHandlers(jira),
      ...moveHandlers(jira),
      ...attachmentHandlers(jira),
      ...aroundIssueHandlers(jira),
      ...bulkHandlers(jira),
      ...projectHandlers(jira),
      ...projectPartHandlers(jira),
      ...fieldScreenHandlers(jira),
      ...peopleHandlers(jira),
      ...filterHandlers(jira),
      ...accessHandlers(jira),
      ...boardHandlers(jira),
      ...sprintHandlers(jira),
      ...vocabularyHandlers(jira),
    ];
  },
});
