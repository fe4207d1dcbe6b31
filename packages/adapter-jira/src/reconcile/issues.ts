import { theOnly } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "../client.js";
import { pause } from "../pause.js";
import { searchPage } from "../search.js";
import type { VendorIssue } from "../vendor.js";
import { isMark, MARK } from "./marks.js";

/** What {@link findMarkedIssues} calls. */
export const MARKED_ISSUES = ["POST /rest/api/3/search/jql"];

/** How long to wait before each look: a search finds a new issue a little after it is there. Unit: milliseconds. */
const WAITS_MS = [0, 500, 1000];

/** How many of the newest issues are looked through: two pages. */
const MOST_PAGES = 2;

/**
 * The issues that the step has made in these projects, in the order of the purposes that their marks were minted for;
 * undefined where there is none. Marks are not indexed, so the newest issues of the account are looked through.
 */
export async function findMarkedIssues(
  { projects, purposes }: { projects: readonly string[]; purposes: readonly string[] },
  jira: JiraClient,
): Promise<(VendorIssue | undefined)[]> {
  const places = [...new Set(projects)].map((project) =>
    /^[0-9]+$/.test(project) ? project : JSON.stringify(project),
  );
  const jql = `project in (${places.join(", ")}) AND creator = currentUser() AND created >= "-1h" ORDER BY created DESC`;
  let found: (VendorIssue | undefined)[] = [];
  for (const wait of WAITS_MS) {
    if (wait > 0) await pause(wait, jira.step.signal);
    // What the first looks found is found.
    if (wait > 0 && jira.step.signal.aborted) break;
    const newest = await newestIssues(jql, jira);
    found = purposes.map((purpose) =>
      theOnly(newest.filter(({ properties }) => isMark(properties?.[MARK], purpose, jira))),
    );
    if (!found.includes(undefined)) break;
  }
  return found;
}

async function newestIssues(jql: string, jira: JiraClient): Promise<VendorIssue[]> {
  const found: VendorIssue[] = [];
  let nextPageToken: string | undefined;
  for (let read = 0; read < MOST_PAGES; read++) {
    const { issues, next } = await searchPage(
      {
        jql,
        fields: ["created"],
        properties: [MARK],
        maxResults: 100,
        ...(nextPageToken === undefined ? {} : { nextPageToken }),
      },
      jira,
    );
    found.push(...issues);
    if (next === undefined) break;
    nextPageToken = next;
  }
  return found;
}
