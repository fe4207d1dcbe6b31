import type { VendorIssue, VendorPayload, VendorRelation } from "../vendor.js";
import { mutation } from "./document.js";
import { ISSUE_RECEIPT } from "./fields.js";

export const CREATE_ISSUE = mutation<{ issueCreate?: VendorPayload & { issue?: VendorIssue | null } }>(`
  mutation CreateIssue($input: IssueCreateInput!) {
    issueCreate(input: $input) {
      success
      issue { ${ISSUE_RECEIPT} }
    }
  }
`);

export const BATCH_CREATE_ISSUES = mutation<{
  issueBatchCreate?: VendorPayload & { issues?: VendorIssue[] };
}>(`
  mutation BatchCreateIssues($input: IssueBatchCreateInput!) {
    issueBatchCreate(input: $input) {
      success
      issues { ${ISSUE_RECEIPT} }
    }
  }
`);

export const UPDATE_ISSUE = mutation<{ issueUpdate?: VendorPayload & { issue?: VendorIssue | null } }>(`
  mutation UpdateIssue($id: String!, $input: IssueUpdateInput!) {
    issueUpdate(id: $id, input: $input) {
      success
      issue { ${ISSUE_RECEIPT} }
    }
  }
`);

export const BATCH_UPDATE_ISSUES = mutation<{
  issueBatchUpdate?: VendorPayload & { issues?: VendorIssue[] };
}>(`
  mutation BatchUpdateIssues($ids: [UUID!]!, $input: IssueUpdateInput!) {
    issueBatchUpdate(ids: $ids, input: $input) {
      success
      issues { ${ISSUE_RECEIPT} }
    }
  }
`);

export const ARCHIVE_ISSUE = mutation<{ issueArchive?: VendorPayload & { entity?: VendorIssue | null } }>(`
  mutation ArchiveIssue($id: String!) {
    issueArchive(id: $id) {
      success
      entity { ${ISSUE_RECEIPT} }
    }
  }
`);

export const UNARCHIVE_ISSUE = mutation<{
  issueUnarchive?: VendorPayload & { entity?: VendorIssue | null };
}>(`
  mutation UnarchiveIssue($id: String!) {
    issueUnarchive(id: $id) {
      success
      entity { ${ISSUE_RECEIPT} }
    }
  }
`);

export const DELETE_ISSUE = mutation<{ issueDelete?: VendorPayload & { entity?: VendorIssue | null } }>(`
  mutation DeleteIssue($id: String!, $permanently: Boolean) {
    issueDelete(id: $id, permanentlyDelete: $permanently) {
      success
      entity { ${ISSUE_RECEIPT} }
    }
  }
`);

export const CREATE_RELATION = mutation<{
  issueRelationCreate?: VendorPayload & { issueRelation?: VendorRelation | null };
}>(`
  mutation CreateRelation($input: IssueRelationCreateInput!) {
    issueRelationCreate(input: $input) {
      success
      issueRelation { id }
    }
  }
`);

export const DELETE_RELATION = mutation<{ issueRelationDelete?: VendorPayload }>(`
  mutation DeleteRelation($id: String!) {
    issueRelationDelete(id: $id) { success }
  }
`);
