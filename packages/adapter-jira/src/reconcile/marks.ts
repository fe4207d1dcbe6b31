import type { ScopeNeed } from "@pm-orchestrator/core";
import type { JiraClient } from "../client.js";

/** The property by which what a step has made is found again. It is seen through the API only. */
export const MARK = "pm-orchestrator.step";

/** What only looking for a mark asks for, beside the scope that writes. */
export const LOOKUP_SCOPES: readonly ScopeNeed[] = [
  { any: ["read:jira-work"], partly: true },
  { any: ["read:jira-user"], partly: true },
];

/** `properties` of something new: what the step, and nobody else, can put there. */
export function markedAs(purpose: string, jira: JiraClient) {
  return [{ key: MARK, value: { id: jira.step.mint(purpose) } }];
}

/** Whether the value of a property is the step's own mark. */
export function isMark(value: unknown, purpose: string, jira: JiraClient): boolean {
  return (value as { id?: unknown } | null | undefined)?.id === jira.step.mint(purpose);
}
