import { buildSchema } from "graphql";
import { ATTACHMENTS_SDL } from "./attachments.js";
import { COMMENTS_SDL } from "./comments.js";
import { COMPARATORS_SDL } from "./comparators.js";
import { ISSUE_CHANGES_SDL } from "./issue-changes.js";
import { ISSUES_SDL } from "./issues.js";
import { NAMES_SDL } from "./names.js";
import { PLANNING_SDL } from "./planning.js";
import { PLANS_SDL } from "./plans.js";
import { RELEASES_SDL } from "./releases.js";
import { TEAMS_SDL } from "./teams.js";

/** The part of Linear's schema that is simulated. A test holds it against the official one, type by type. */
export const schema = buildSchema(
  [
    "type Query",
    "type Mutation",
    COMPARATORS_SDL,
    TEAMS_SDL,
    NAMES_SDL,
    ISSUES_SDL,
    ISSUE_CHANGES_SDL,
    COMMENTS_SDL,
    ATTACHMENTS_SDL,
    PLANNING_SDL,
    PLANS_SDL,
    RELEASES_SDL,
  ].join("\n"),
);
