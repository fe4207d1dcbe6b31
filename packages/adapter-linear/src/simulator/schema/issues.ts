import { PAGING } from "./comparators.js";

const ISSUE_FIELDS = `
    archivedAt: DateTime
    assignee: User
    attachments(${PAGING}): AttachmentConnection!
    branchName: String!
    children(${PAGING}, filter: IssueFilter): IssueConnection!
    comments(${PAGING}): CommentConnection!
    createdAt: DateTime!
    creator: User
    cycle: Cycle
    delegate: User
    description: String
    dueDate: TimelessDate
    estimate: Float
    history(${PAGING}): IssueHistoryConnection!
    id: ID!
    identifier: String!
    inverseRelations(${PAGING}): IssueRelationConnection!
    labelIds: [String!]!
    labels(${PAGING}, filter: IssueLabelFilter): IssueLabelConnection!
    number: Float!
    parent: Issue
    priority: Float!
    priorityLabel: String!
    project: Project
    projectMilestone: ProjectMilestone
    reactions: [Reaction!]!
    relations(${PAGING}): IssueRelationConnection!
    state: WorkflowState!
    team: Team!
    title: String!
    trashed: Boolean
    updatedAt: DateTime!
    url: String!`;

/** Issues and what hangs on them, with the names, types and nullability of the official schema. */
export const ISSUES_SDL = `
  type Issue {${ISSUE_FIELDS}
  }
  type IssueConnection { nodes: [Issue!]! pageInfo: PageInfo! }

  type IssueSearchResult {${ISSUE_FIELDS}
  }
  type IssueSearchPayload { nodes: [IssueSearchResult!]! pageInfo: PageInfo! totalCount: Float! }

  type IssueRelation {
    createdAt: DateTime!
    id: ID!
    issue: Issue!
    relatedIssue: Issue!
    type: String!
  }
  type IssueRelationConnection { nodes: [IssueRelation!]! pageInfo: PageInfo! }

  type Attachment {
    createdAt: DateTime!
    creator: User
    id: ID!
    issue: Issue!
    sourceType: String
    subtitle: String
    title: String!
    updatedAt: DateTime!
    url: String!
  }
  type AttachmentConnection { nodes: [Attachment!]! pageInfo: PageInfo! }

  input IssueFilter {
    and: [IssueFilter!]
    assignee: NullableUserFilter
    createdAt: DateComparator
    cycle: NullableCycleFilter
    delegate: NullableUserFilter
    description: NullableStringComparator
    id: IssueIDComparator
    labels: IssueLabelCollectionFilter
    number: NumberComparator
    or: [IssueFilter!]
    parent: NullableIssueFilter
    priority: NullableNumberComparator
    project: NullableProjectFilter
    state: WorkflowStateFilter
    team: TeamFilter
    title: StringComparator
    updatedAt: DateComparator
  }
  input NullableIssueFilter {
    and: [NullableIssueFilter!]
    id: IssueIDComparator
    null: Boolean
    number: NumberComparator
    or: [NullableIssueFilter!]
    team: TeamFilter
    title: StringComparator
  }

  extend type Query {
    issue(id: String!): Issue!
    issueVcsBranchSearch(branchName: String!): Issue
    issues(${PAGING}, filter: IssueFilter): IssueConnection!
    searchIssues(${PAGING}, filter: IssueFilter, includeComments: Boolean, teamId: String, term: String!): IssueSearchPayload!
  }
`;
