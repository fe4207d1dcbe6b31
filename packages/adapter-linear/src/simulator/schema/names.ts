import { PAGING } from "./comparators.js";

const USER_FILTER = `
    active: BooleanComparator
    displayName: StringComparator
    email: StringComparator
    id: IDComparator
    isMe: BooleanComparator
    name: StringComparator`;

const PROJECT_FILTER = `
    accessibleTeams: TeamCollectionFilter
    id: IDComparator
    name: StringComparator
    slugId: StringComparator`;

/** Labels, projects and people. */
export const NAMES_SDL = `
  type IssueLabel {
    color: String!
    createdAt: DateTime!
    description: String
    id: ID!
    isGroup: Boolean!
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

  type Project {
    createdAt: DateTime!
    description: String!
    id: ID!
    lead: User
    name: String!
    slugId: String!
    teams(${PAGING}, filter: TeamFilter): TeamConnection!
    updatedAt: DateTime!
    url: String!
  }
  type ProjectConnection { nodes: [Project!]! pageInfo: PageInfo! }
  input ProjectFilter {${PROJECT_FILTER}
    and: [ProjectFilter!]
    or: [ProjectFilter!]
  }
  input NullableProjectFilter {${PROJECT_FILTER}
    and: [NullableProjectFilter!]
    null: Boolean
    or: [NullableProjectFilter!]
  }

  type User {
    active: Boolean!
    createdAt: DateTime!
    displayName: String!
    email: String!
    id: ID!
    isMe: Boolean!
    name: String!
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

  extend type Query {
    issueLabel(id: String!): IssueLabel!
    issueLabels(${PAGING}, filter: IssueLabelFilter): IssueLabelConnection!
    project(id: String!): Project!
    projects(${PAGING}, filter: ProjectFilter): ProjectConnection!
    user(id: String!): User!
    users(${PAGING}, filter: UserFilter, includeDisabled: Boolean): UserConnection!
    viewer: User!
  }
`;
