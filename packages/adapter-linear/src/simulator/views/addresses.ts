import { slugId } from "../facts.js";
import { identifierOf, type SimIssue } from "../state.js";

export const WORKSPACE = "https://linear.app/acme";

export function issueUrl(issue: SimIssue): string {
  return `${WORKSPACE}/issue/${identifierOf(issue)}/${slugOf(issue.title)}`;
}

/** The address of something that has a name and a short id: a project, a document … */
export function urlOf(kind: string, { id }: { id: string }, name: string): string {
  return `${WORKSPACE}/${kind}/${slugOf(name)}-${slugId(id)}`;
}

export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
}
