import { bitbucket } from "./table/bitbucket.js";
import { confluence } from "./table/confluence.js";
import { jira } from "./table/jira.js";
import { linear } from "./table/linear.js";
import { lookAlikes } from "./table/look-alikes.js";
import { names } from "./table/names.js";
import { nonsense } from "./table/nonsense.js";
import type { Row } from "./table/row.js";
import { slack } from "./table/slack.js";

/** Targets as people paste them, and what each is in the world of `world.ts`. */
export const TABLE: Record<string, Row[]> = {
  "Jira's addresses": jira,
  "Linear's addresses": linear,
  "Confluence's addresses": confluence,
  "Slack's addresses": slack,
  "Bitbucket's addresses": bitbucket,
  "keys, handles and numbers": names,
  nonsense: nonsense,
  "hosts that look alike": lookAlikes,
};
