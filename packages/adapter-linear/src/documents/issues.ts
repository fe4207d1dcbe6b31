import type { VendorConnection, VendorHistory, VendorIssue, VendorUser } from "../vendor.js";
import { query } from "./document.js";
import { ATTACHMENT, COMMENT, ISSUE_BESIDE, ISSUE_DETAILS, ISSUE_IN_LIST, PAGE, PERSON } from "./fields.js";

/** The lists that hang on an issue, each only when it is wanted. Linear gives the newest comments first. */
const ISSUE_LISTS = `
      comments(first: 100) @include(if: $comments) {
        nodes { ${COMMENT} }
        pageInfo { hasNextPage }
      }
      attachments(first: 100) @include(if: $attachments) {
        nodes { ${ATTACHMENT} }
        pageInfo { hasNextPage }
      }
      children(first: 100) @include(if: $children) {
        nodes { ${ISSUE_BESIDE} }
        pageInfo { hasNextPage }
      }
      relations(first: 100) @include(if: $relations) {
        nodes { id type relatedIssue { ${ISSUE_BESIDE} } }
        pageInfo { hasNextPage }
      }
      inverseRelations(first: 100) @include(if: $relations) {
        nodes { id type issue { ${ISSUE_BESIDE} } }
        pageInfo { hasNextPage }
      }`;

const WANTED_LISTS = `
    $comments: Boolean!
    $attachments: Boolean!
    $children: Boolean!
    $relations: Boolean!`;

/** One issue by UUID or identifier. */
export const ISSUE = query<{ issue?: VendorIssue }>(`
  query Issue(
    $id: String!${WANTED_LISTS}
  ) {
    issue(id: $id) {${ISSUE_DETAILS}${ISSUE_LISTS}
    }
  }
`);

/** What must be known of an issue before it is changed. */
export const ISSUE_TO_CHANGE = query<{ issue?: VendorIssue }>(`
  query IssueToChange($id: String!, $relations: Boolean!) {
    issue(id: $id) {
      id
      identifier
      url
      description
      team { id key name }
      project { id }
      relations(first: 250) @include(if: $relations) {
        nodes { id type relatedIssue { id identifier } }
      }
      inverseRelations(first: 250) @include(if: $relations) {
        nodes { id type issue { id identifier } }
      }
    }
  }
`);

/** An issue among its kin, in one question. */
export const ISSUE_HIERARCHY = query<{ issue?: VendorIssue }>(`
  query IssueHierarchy($id: String!, $parent: Boolean!, $siblings: Int!, $withSiblings: Boolean!, $children: Int!) {
    issue(id: $id) {
      ${ISSUE_BESIDE}
      url
      parent @include(if: $parent) {
        ${ISSUE_BESIDE}
        description
        url
        parent { ${ISSUE_BESIDE} }
      }
      kin: parent @include(if: $withSiblings) {
        children(first: $siblings) {
          nodes { ${ISSUE_BESIDE} }
          pageInfo { hasNextPage }
        }
      }
      children(first: $children) {
        nodes { ${ISSUE_BESIDE} }
        pageInfo { hasNextPage }
      }
    }
  }
`);

export const ISSUE_HISTORY = query<{ issue?: { history?: VendorConnection<VendorHistory> } }>(`
  query IssueHistory($id: String!, $first: Int!, $after: String) {
    issue(id: $id) {
      history(first: $first, after: $after) {
        nodes {
          id
          createdAt
          actor { ${PERSON} }
          botActor { ${PERSON} }
          fromTitle
          toTitle
          fromState { name }
          toState { name }
          fromAssignee { name }
          toAssignee { name }
          fromDelegate { name }
          toDelegate { name }
          fromPriority
          toPriority
          fromEstimate
          toEstimate
          fromDueDate
          toDueDate
          fromTeam { key }
          toTeam { key }
          fromProject { name }
          toProject { name }
          fromProjectMilestone { name }
          toProjectMilestone { name }
          fromCycle { number name }
          toCycle { number name }
          fromParent { identifier }
          toParent { identifier }
          addedLabels { name }
          removedLabels { name }
          relationChanges { identifier type }
          attachment { title }
          updatedDescription
          archived
          trashed
        }
        ${PAGE}
      }
    }
  }
`);

export const LIST_ISSUES = query<{ issues?: VendorConnection<VendorIssue> }>(`
  query ListIssues(
    $filter: IssueFilter
    $orderBy: PaginationOrderBy
    $includeArchived: Boolean
    $first: Int!
    $after: String
  ) {
    issues(
      filter: $filter
      orderBy: $orderBy
      includeArchived: $includeArchived
      first: $first
      after: $after
    ) {
      nodes { ${ISSUE_IN_LIST} }
      ${PAGE}
    }
  }
`);

/**
 * Several issues in full, archived ones too. Not `issue(id)` many times over: that field is never null, so that a single
 * issue that is not there would take all others along.
 */
export const BATCH_GET_ISSUES = query<{ issues?: VendorConnection<VendorIssue> }>(`
  query BatchGetIssues(
    $filter: IssueFilter!
    $first: Int!${WANTED_LISTS}
  ) {
    issues(filter: $filter, includeArchived: true, first: $first) {
      nodes {${ISSUE_DETAILS}${ISSUE_LISTS}
      }
    }
  }
`);

/** The same issues, as far as a change of them needs it. */
export const ISSUES_TO_CHANGE = query<{ issues?: VendorConnection<VendorIssue> }>(`
  query IssuesToChange($filter: IssueFilter!) {
    issues(filter: $filter, includeArchived: true, first: 50) {
      nodes { id identifier team { id key name } project { id } }
    }
  }
`);

export const MY_ISSUES = query<{ viewer?: VendorUser & { assignedIssues?: VendorConnection<VendorIssue> } }>(`
  query MyIssues($filter: IssueFilter, $includeArchived: Boolean, $first: Int!, $after: String) {
    viewer {
      assignedIssues(filter: $filter, includeArchived: $includeArchived, first: $first, after: $after) {
        nodes { ${ISSUE_IN_LIST} }
        ${PAGE}
      }
    }
  }
`);

export const ISSUE_OF_BRANCH = query<{ issueVcsBranchSearch?: VendorIssue | null }>(`
  query IssueOfBranch($branch: String!) {
    issueVcsBranchSearch(branchName: $branch) {${ISSUE_DETAILS}
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
      nodes { ${ISSUE_IN_LIST} }
      ${PAGE}
    }
  }
`);
