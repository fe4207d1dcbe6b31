import { containsAllWords } from "@pm-orchestrator/simulator";
import { connection, filtered, type ListArgs, newestFirst } from "../connections.js";
import { issueFacts } from "../facts.js";
import { findIssue, identifierOf, type LinearState, type SimIssue } from "../state.js";
import type { Views } from "../views/index.js";
import { branchOf } from "../views/issues.js";
import { required } from "./writing.js";

interface SearchArgs extends ListArgs {
  term: string;
  teamId?: string | null;
  includeComments?: boolean | null;
}

/** Issues, by id, by filter, by words and by branch. */
export function issuesRoot(linear: LinearState, views: Views) {
  return {
    issue: ({ id }: { id: string }) => views.issue(required(findIssue(linear, id), "Issue")),
    issues: (args: ListArgs) => views.issues(linear.issues, args),

    issueVcsBranchSearch({ branchName }: { branchName: string }) {
      const handle = branchName.split("/")[0] ?? "";
      const issue = linear.issues.find((one) => branchOf(one, handle) === branchName);
      return issue === undefined ? null : views.issue(issue);
    },

    searchIssues(args: SearchArgs) {
      const there = linear.issues.filter(({ archivedAt }) => archivedAt === null);
      const found = filtered(there, args, (issue) => issueFacts(issue, linear.world)).filter((issue) =>
        containsAllWords(searchText(issue, linear, args.includeComments === true), args.term),
      );
      // The sort is stable: issues that are equally relevant stay in the order of their dates.
      const ranked = newestFirst(found, args).sort((a, b) => relevance(b, args) - relevance(a, args));
      return connection(args.orderBy == null ? ranked : newestFirst(found, args), args, (issue) => ({
        ...views.issue(issue),
        metadata: { score: relevance(issue, args) },
      }));
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
