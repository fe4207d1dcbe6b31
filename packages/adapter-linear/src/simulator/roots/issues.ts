import { containsAllWords } from "@pm-orchestrator/simulator";
import { connection, newestFirst } from "../connections.js";
import { issueFacts } from "../facts.js";
import { fits } from "../filtering.js";
import { entityNotFound } from "../problems.js";
import { findIssue, identifierOf, type LinearState, type SimIssue } from "../state.js";
import type { ListArgs, Views } from "../views.js";

interface SearchArgs extends ListArgs {
  term: string;
  teamId?: string | null;
  includeComments?: boolean | null;
}

/** Issues, by id, by filter and by words. */
export function issuesRoot(linear: LinearState, views: Views) {
  const filtered = ({ filter }: ListArgs) =>
    linear.issues.filter((issue) => fits(issueFacts(issue, linear.world), filter));
  return {
    issue({ id }: { id: string }) {
      const issue = findIssue(linear, id);
      if (issue === undefined) throw entityNotFound("Issue");
      return views.issue(issue);
    },
    issues: (args: ListArgs) => connection(newestFirst(filtered(args), args), args, views.issue),

    searchIssues(args: SearchArgs) {
      const found = filtered(args).filter((issue) =>
        containsAllWords(searchText(issue, linear, args.includeComments === true), args.term),
      );
      // The sort is stable: issues that are equally relevant stay in the order of their dates.
      const ranked = newestFirst(found, args).sort((a, b) => relevance(b, args) - relevance(a, args));
      return connection(args.orderBy == null ? ranked : newestFirst(found, args), args, views.issue);
    },
  };
}

function searchText(issue: SimIssue, linear: LinearState, withComments: boolean): string {
  const comments = withComments ? linear.comments.filter((comment) => comment.issue === issue) : [];
  return [
    identifierOf(issue),
    issue.title,
    issue.description ?? "",
    ...comments.map(({ body }) => body),
  ].join(" ");
}

/** Issues of the boosted team come first, then those that are named, then those with the words in the title. */
function relevance(issue: SimIssue, { term, teamId }: SearchArgs): number {
  const boosted = issue.team.id === teamId ? 4 : 0;
  const named = identifierOf(issue).toLowerCase() === term.trim().toLowerCase() ? 2 : 0;
  return boosted + named + (containsAllWords(issue.title, term) ? 1 : 0);
}
