import { buildSchema } from "graphql";
import { COMMENTS_SDL } from "./comments.js";
import { COMPARATORS_SDL } from "./comparators.js";
import { ISSUES_SDL } from "./issues.js";
import { NAMES_SDL } from "./names.js";
import { TEAMS_SDL } from "./teams.js";

/** The part of Linear's schema that is simulated. A test holds it against the official one, type by type. */
export const schema = buildSchema(
  ["type Query", "type Mutation", COMPARATORS_SDL, TEAMS_SDL, NAMES_SDL, ISSUES_SDL, COMMENTS_SDL].join("\n"),
);
