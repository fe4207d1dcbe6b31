import type { LinearClient } from "./client.js";
import { createdRelation } from "./created.js";
import { CREATE_RELATION } from "./documents/issue-changes.js";
import { ISSUE_TO_CHANGE } from "./documents/issues.js";
import { createOnce } from "./minted.js";
import { issueNotFound } from "./not-found.js";
import type { VendorIssue, VendorRelation } from "./vendor.js";
import { requireWritten } from "./written.js";

export const RELATION_TYPES = ["blocks", "related", "duplicate", "similar"] as const;

type RelationType = (typeof RELATION_TYPES)[number];

/** A relation as it is wanted: `from` blocks `to`, is a duplicate of it … */
export interface WantedRelation {
  type: RelationType;
  from: string;
  to: string;
}

/** An issue with its relations, as they are at this moment. */
export async function issueToChange(
  id: string,
  linear: LinearClient,
  { relations }: { relations: boolean },
): Promise<VendorIssue> {
  const { issue = {} } = await linear.ask(ISSUE_TO_CHANGE, { id, relations }, issueNotFound(id));
  return issue;
}

/** The relation between an issue and another, if there is one already; those without a direction count both ways. */
export function existingRelation(
  issue: VendorIssue,
  { type, from, to }: WantedRelation,
): VendorRelation | undefined {
  const outwards = isCalled(issue, from);
  const other = outwards ? to : from;
  const directed = type === "blocks" || type === "duplicate";
  const { relations, inverseRelations } = issue;
  const lists = directed ? [outwards ? relations : inverseRelations] : [relations, inverseRelations];
  return lists
    .flatMap((list) => list?.nodes ?? [])
    .find((one) => one.type === type && isCalled(one.relatedIssue ?? one.issue, other));
}

function isCalled(issue: VendorIssue | undefined, name: string): boolean {
  return [issue?.id, issue?.identifier].some((known) => known?.toUpperCase() === name.toUpperCase());
}

/** Creates a relation, once, and gives its id. */
export async function createRelation(wanted: WantedRelation, linear: LinearClient): Promise<string> {
  const { type, from, to } = wanted;
  const id = relationId(wanted, linear);
  const input = { id, type, issueId: from, relatedIssueId: to };
  const create = async () => {
    const { issueRelationCreate } = await linear.ask(CREATE_RELATION, { input }, issueNotFound(to));
    const unwritten = { code: "CREATION_FAILED", what: "created the relation", details: { id } } as const;
    return requireWritten(issueRelationCreate, issueRelationCreate?.issueRelation, { unwritten, linear });
  };
  const lookUp = `Look with get_issue at the relations of ${from}.`;
  const created = await createOnce({ id, create, read: createdRelation, lookUp }, linear);
  return created.id ?? id;
}

/** Under which id this step creates a relation. */
export function relationId({ type, from, to }: WantedRelation, { step }: LinearClient): string {
  return step.mint(`${type} ${from} ${to}`);
}
