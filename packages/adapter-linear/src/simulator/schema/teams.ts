import { PAGING } from "./comparators.js";

const TEAM_FILTER = `
    id: IDComparator
    key: StringComparator
    name: StringComparator`;

/** Teams and their statuses. */
export const TEAMS_SDL = `
  type Team {
    createdAt: DateTime!
    defaultIssueState: WorkflowState
    description: String
    displayName: String!
    id: ID!
    issues(${PAGING}, filter: IssueFilter): IssueConnection!
    key: String!
    labels(${PAGING}, filter: IssueLabelFilter): IssueLabelConnection!
    members(${PAGING}, filter: UserFilter, includeDisabled: Boolean): UserConnection!
    name: String!
    projects(${PAGING}, filter: ProjectFilter): ProjectConnection!
    states(${PAGING}, filter: WorkflowStateFilter): WorkflowStateConnection!
    timezone: String!
    updatedAt: DateTime!
  }
  type TeamConnection { nodes: [Team!]! pageInfo: PageInfo! }

  type WorkflowState {
    color: String!
    createdAt: DateTime!
    description: String
    id: ID!
    issues(${PAGING}, filter: IssueFilter): IssueConnection!
    name: String!
    position: Float!
    team: Team!
    type: String!
    updatedAt: DateTime!
  }
  type WorkflowStateConnection { nodes: [WorkflowState!]! pageInfo: PageInfo! }

  input TeamFilter {${TEAM_FILTER}
    and: [TeamFilter!]
    or: [TeamFilter!]
  }
  input NullableTeamFilter {${TEAM_FILTER}
    and: [NullableTeamFilter!]
    null: Boolean
    or: [NullableTeamFilter!]
  }
  input TeamCollectionFilter {
    every: TeamFilter
    some: TeamFilter
  }
  input WorkflowStateFilter {
    and: [WorkflowStateFilter!]
    id: IDComparator
    name: StringComparator
    or: [WorkflowStateFilter!]
    position: NumberComparator
    team: TeamFilter
    type: StringComparator
  }

  extend type Query {
    team(id: String!): Team!
    teams(${PAGING}, filter: TeamFilter): TeamConnection!
    workflowState(id: String!): WorkflowState!
    workflowStates(${PAGING}, filter: WorkflowStateFilter): WorkflowStateConnection!
  }
`;
