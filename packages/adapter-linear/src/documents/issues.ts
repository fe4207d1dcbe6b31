import type { VendorConnection, VendorIssue } from "../vendor.js";
import { mutation, query } from "./document.js";

/** What is shown of an issue that stands beside another one. */
const RELATED = "id identifier title state { name }";

const PERSON = "id name";

/** One issue by UUID or identifier; the lists only when they are wanted. Linear gives the newest comments first. */
export const ISSUE = query<{ issue?: VendorIssue }>(`
  query Issue(
    $id: String!
    $comments: Boolean!
    $attachments: Boolean!
    $children: Boolean!
    $relations: Boolean!
  ) {
    issue(id: $id) {
      id
      identifier
      title
      state { name type }
      priority
      priorityLabel
      team { id key name }
      assignee { ${PERSON} }
      project { id name }
      labels(first: 100) { nodes { name } pageInfo { hasNextPage } }
      parent { ${RELATED} }
      description
      dueDate
      branchName
      createdAt
      updatedAt
      url
      comments(first: 100) @include(if: $comments) {
        nodes {
          id
          body
          createdAt
          url
          parent { id }
          user { ${PERSON} }
          externalUser { ${PERSON} }
          botActor { ${PERSON} }
        }
        pageInfo { hasNextPage }
      }
      attachments(first: 100) @include(if: $attachments) {
        nodes { id title subtitle url sourceType createdAt creator { ${PERSON} } }
        pageInfo { hasNextPage }
      }
      children(first: 100) @include(if: $children) {
        nodes { ${RELATED} }
        pageInfo { hasNextPage }
      }
      relations(first: 100) @include(if: $relations) {
        nodes { id type relatedIssue { ${RELATED} } }
        pageInfo { hasNextPage }
      }
      inverseRelations(first: 100) @include(if: $relations) {
        nodes { id type issue { ${RELATED} } }
        pageInfo { hasNextPage }
      }
    }
  }
`);

/**
 * Issues by words. The nodes are of a type of their own (IssueSearchResult), so fragments on Issue do not fit them.
 *
 * @see https://linear.app/developers/graphql
 */
export const SEARCH_ISSUES = query<{ searchIssues?: VendorConnection<VendorIssue> }>(`
  query SearchIssues($term: String!, $filter: IssueFilter, $first: Int!, $after: String) {
    searchIssues(term: $term, filter: $filter, first: $first, after: $after) {
      totalCount
      nodes {
        ${RELATED}
        assignee { name }
        updatedAt
        url
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const CREATE_ISSUE = mutation<{ issueCreate?: { success?: boolean; issue?: VendorIssue | null } }>(`
  mutation CreateIssue($input: IssueCreateInput!) {
    issueCreate(input: $input) {
      success
      issue { id identifier url }
    }
  }
`);
