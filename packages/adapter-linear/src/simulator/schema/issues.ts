import { PAGING } from "./comparators.js";

const ISSUE_FIELDS = `
    assignee: User
    attachments(${PAGING}): AttachmentConnection!
    branchName: String!
    children(${PAGING}, filter: IssueFilter): IssueConnection!
    comments(${PAGING}): CommentConnection!
    createdAt: DateTime!
    creator: User
    description: String
    dueDate: TimelessDate
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
    relations(${PAGING}): IssueRelationConnection!
    state: WorkflowState!
    team: Team!
    title: String!
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
    description: NullableStringComparator
    id: IssueIDComparator
    labels: IssueLabelCollectionFilter
    number: NumberComparator
    or: [IssueFilter!]
    priority: NullableNumberComparator
    project: NullableProjectFilter
    state: WorkflowStateFilter
    team: TeamFilter
    title: StringComparator
  }

  input IssueCreateInput {
    assigneeId: String
    description: String
    dueDate: TimelessDate
    id: String
    labelIds: [String!]
    parentId: String
    priority: Int
    projectId: String
    stateId: String
    teamId: String!
    title: String
  }
  type IssuePayload { issue: Issue lastSyncId: Float! success: Boolean! }

  extend type Query {
    issue(id: String!): Issue!
    issues(${PAGING}, filter: IssueFilter): IssueConnection!
    searchIssues(${PAGING}, filter: IssueFilter, includeComments: Boolean, teamId: String, term: String!): IssueSearchPayload!
  }
  extend type Mutation {
    issueCreate(input: IssueCreateInput!): IssuePayload!
  }
`;
