import type { VendorAttachment, VendorComment, VendorIssue, VendorLabel, VendorRelation } from "../vendor.js";
import type { VendorDocument, VendorMilestone, VendorProject } from "../vendor-planning.js";
import type { VendorRelease, VendorReleaseNote } from "../vendor-releases.js";
import { query } from "./document.js";
import { ISSUE_RECEIPT, LABEL, MILESTONE } from "./fields.js";

/** What a creation answers, read by the id that was minted for it. */

export const CREATED_ISSUE = query<{ issue?: VendorIssue }>(`
  query CreatedIssue($id: String!) {
    issue(id: $id) { ${ISSUE_RECEIPT} }
  }
`);

export const CREATED_ISSUES = query<{ issues?: { nodes?: VendorIssue[] } }>(`
  query CreatedIssues($filter: IssueFilter!) {
    issues(filter: $filter, includeArchived: true, first: 50) {
      nodes { ${ISSUE_RECEIPT} }
    }
  }
`);

export const CREATED_COMMENT = query<{ comment?: VendorComment }>(`
  query CreatedComment($id: String!) {
    comment(id: $id) { id url issue { identifier } }
  }
`);

export const CREATED_LABEL = query<{ issueLabel?: VendorLabel }>(`
  query CreatedLabel($id: String!) {
    issueLabel(id: $id) { ${LABEL} }
  }
`);

export const CREATED_ATTACHMENT = query<{ attachment?: VendorAttachment }>(`
  query CreatedAttachment($id: String!) {
    attachment(id: $id) { id url issue { identifier } }
  }
`);

export const CREATED_RELATION = query<{ issueRelation?: VendorRelation }>(`
  query CreatedRelation($id: String!) {
    issueRelation(id: $id) { id }
  }
`);

type Reactions = { reactions?: { id?: string }[] };

/** Reactions cannot be asked for by their ids. */
export const REACTIONS_TO_ISSUE = query<{ issue?: Reactions }>(`
  query ReactionsToIssue($id: String!) {
    issue(id: $id) { reactions { id } }
  }
`);

export const REACTIONS_TO_COMMENT = query<{ comment?: Reactions }>(`
  query ReactionsToComment($id: String!) {
    comment(id: $id) { reactions { id } }
  }
`);

export const CREATED_PROJECT = query<{ project?: VendorProject }>(`
  query CreatedProject($id: String!) {
    project(id: $id) { id url }
  }
`);

export const CREATED_MILESTONE = query<{ projectMilestone?: VendorMilestone }>(`
  query CreatedMilestone($id: String!) {
    projectMilestone(id: $id) { ${MILESTONE} }
  }
`);

export const CREATED_DOCUMENT = query<{ document?: VendorDocument }>(`
  query CreatedDocument($id: String!) {
    document(id: $id) { id url }
  }
`);

export const CREATED_RELEASE = query<{ release?: VendorRelease }>(`
  query CreatedRelease($id: String!) {
    release(id: $id) { id url }
  }
`);

export const CREATED_RELEASE_NOTE = query<{ releaseNote?: VendorReleaseNote }>(`
  query CreatedReleaseNote($id: String!) {
    releaseNote(id: $id) { id url }
  }
`);
