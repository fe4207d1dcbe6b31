import { PAGING } from "./comparators.js";

const USER_FILTER = `
    active: BooleanComparator
    displayName: StringComparator
    email: StringComparator
    id: IDComparator
    isMe: BooleanComparator
    name: StringComparator`;

/** Labels and people. */
export const NAMES_SDL = `
  type IssueLabel {
    archivedAt: DateTime
    color: String!
    createdAt: DateTime!
    description: String
    id: ID!
    isGroup: Boolean!
    lastAppliedAt: DateTime
    name: String!
    parent: IssueLabel
    team: Team
    updatedAt: DateTime!
  }
  type IssueLabelConnection { nodes: [IssueLabel!]! pageInfo: PageInfo! }
  input IssueLabelFilter {
    and: [IssueLabelFilter!]
    id: IDComparator
    isGroup: BooleanComparator
    name: StringComparator
    or: [IssueLabelFilter!]
    team: NullableTeamFilter
  }
  input IssueLabelCollectionFilter {
    every: IssueLabelFilter
    some: IssueLabelFilter
  }

  input IssueLabelCreateInput {
    color: String
    description: String
    id: String
    isGroup: Boolean
    name: String!
    parentId: String
    teamId: String
  }
  input IssueLabelUpdateInput {
    color: String
    description: String
    isGroup: Boolean
    name: String
    parentId: String
  }
  type IssueLabelPayload { issueLabel: IssueLabel! lastSyncId: Float! success: Boolean! }

  type User {
    active: Boolean!
    admin: Boolean!
    app: Boolean!
    archivedAt: DateTime
    assignedIssues(${PAGING}, filter: IssueFilter): IssueConnection!
    avatarBackgroundColor: String!
    avatarUrl: String
    canAccessAnyPublicTeam: Boolean!
    createdAt: DateTime!
    createdIssueCount: Int!
    description: String
    disableReason: String
    displayName: String!
    email: String!
    gitHubUserId: String
    guest: Boolean!
    id: ID!
    initials: String!
    isAssignable: Boolean!
    isMe: Boolean!
    isMentionable: Boolean!
    lastSeen: DateTime
    name: String!
    owner: Boolean!
    statusEmoji: String
    statusLabel: String
    statusUntilAt: DateTime
    supportsAgentSessions: Boolean!
    timezone: String
    title: String
    updatedAt: DateTime!
    url: String!
  }
  type UserConnection { nodes: [User!]! pageInfo: PageInfo! }
  input UserFilter {${USER_FILTER}
    and: [UserFilter!]
    or: [UserFilter!]
  }
  input NullableUserFilter {${USER_FILTER}
    and: [NullableUserFilter!]
    null: Boolean
    or: [NullableUserFilter!]
  }
  input UserCollectionFilter {
    every: UserFilter
    some: UserFilter
  }

  extend type Query {
    issueLabel(id: String!): IssueLabel!
    issueLabels(${PAGING}, filter: IssueLabelFilter): IssueLabelConnection!
    user(id: String!): User!
    users(${PAGING}, filter: UserFilter, includeDisabled: Boolean): UserConnection!
    viewer: User!
  }
  extend type Mutation {
    issueLabelCreate(input: IssueLabelCreateInput!): IssueLabelPayload!
    issueLabelDelete(id: String!): DeletePayload!
    issueLabelUpdate(id: String!, input: IssueLabelUpdateInput!): IssueLabelPayload!
  }
`;
