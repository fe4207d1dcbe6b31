import { isPmoError } from "@pm-orchestrator/core";
import type { LinearClient } from "./client.js";
import * as documents from "./documents/created.js";
import type { GraphqlDocument } from "./documents/document.js";
import { theseIssues } from "./inputs/issue-filter.js";
import type { VendorIssue } from "./vendor.js";

/** Reads what was created under an id that was minted here; undefined when there is nothing of that id. */
export type ReadCreated<Thing> = (id: string, linear: LinearClient) => Promise<Thing | undefined>;

export const createdIssue = reader(documents.CREATED_ISSUE, ({ issue }) => issue);
export const createdComment = reader(documents.CREATED_COMMENT, ({ comment }) => comment);
export const createdLabel = reader(documents.CREATED_LABEL, ({ issueLabel }) => issueLabel);
export const createdAttachment = reader(documents.CREATED_ATTACHMENT, ({ attachment }) => attachment);
export const createdRelation = reader(documents.CREATED_RELATION, ({ issueRelation }) => issueRelation);
export const createdProject = reader(documents.CREATED_PROJECT, ({ project }) => project);
export const createdMilestone = reader(
  documents.CREATED_MILESTONE,
  ({ projectMilestone }) => projectMilestone,
);
export const createdDocument = reader(documents.CREATED_DOCUMENT, ({ document }) => document);
export const createdRelease = reader(documents.CREATED_RELEASE, ({ release }) => release);
export const createdReleaseNote = reader(documents.CREATED_RELEASE_NOTE, ({ releaseNote }) => releaseNote);

/** All of these issues, which were created together; undefined unless every one of them is there. */
export async function createdIssues(
  ids: readonly string[],
  linear: LinearClient,
): Promise<VendorIssue[] | undefined> {
  const { issues } = await linear.ask(documents.CREATED_ISSUES, { filter: theseIssues(ids) });
  const found = issues?.nodes ?? [];
  return ids.every((id) => found.some((issue) => issue.id === id)) ? found : undefined;
}

/** A reaction of that id to an issue or to a comment. */
export function createdReaction(to: {
  issue_id?: string | undefined;
  comment_id?: string | undefined;
}): ReadCreated<{ id?: string }> {
  const all =
    to.issue_id === undefined
      ? reader(documents.REACTIONS_TO_COMMENT, ({ comment }) => comment)
      : reader(documents.REACTIONS_TO_ISSUE, ({ issue }) => issue);
  return async (id, linear) => {
    const { reactions = [] } = (await all(to.issue_id ?? to.comment_id ?? "", linear)) ?? {};
    return reactions.find((reaction) => reaction.id === id);
  };
}

function reader<Data, Thing>(
  document: GraphqlDocument<Data>,
  thingIn: (data: Data) => Thing | null | undefined,
): ReadCreated<Thing> {
  return async (id, linear) => {
    try {
      return thingIn(await linear.ask(document, { id })) ?? undefined;
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  };
}

/** Whether it is Linear's refusal of an id that leads nowhere, whatever that thing is called. */
export function isAbsent(error: unknown): boolean {
  return isPmoError(error) && (error.code.endsWith("_NOT_FOUND") || error.details["entity"] !== undefined);
}
