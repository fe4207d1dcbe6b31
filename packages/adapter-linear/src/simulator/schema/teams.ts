import { PAGING } from "./comparators.js";

const TEAM_FILTER = `
    id: IDComparator
    key: StringComparator
    name: StringComparator`;

/** Teams and their statuses. */
export const TEAMS_SDL = `
  enum TeamVisibility { private public restricted }
  type Team {
    aiDiscussionSummariesEnabled: Boolean!
    aiThreadSummariesEnabled: Boolean!
    allMembersCanJoin: Boolean
    archivedAt: DateTime
    autoArchivePeriod: Float!
    autoCloseChildIssues: Boolean
    autoCloseParentIssues: Boolean
    autoClosePeriod: Float
    autoCloseStateId: String
    color: String
    createdAt: DateTime!
    cycleCalenderUrl: String!
    cycleCooldownTime: Float!
    cycleDuration: Float!
    cycleIssueAutoAssignCompleted: Boolean!
    cycleIssueAutoAssignStarted: Boolean!
    cycleLockToActive: Boolean!
    cyclesEnabled: Boolean!
    cycleStartDay: Float!
    defaultIssueEstimate: Float!
    defaultIssueState: WorkflowState
    description: String
    displayName: String!
    groupIssueHistory: Boolean!
    icon: String
    id: ID!
    inheritIssueEstimation: Boolean!
    inheritWorkflowStatuses: Boolean!
    initiativesEnabled: Boolean!
    issueCount(includeArchived: Boolean = false): Int!
    issueEstimationAllowZero: Boolean!
    issueEstimationExtended: Boolean!
    issueEstimationType: String!
    issues(${PAGING}, filter: IssueFilter): IssueConnection!
    key: String!
    labels(${PAGING}, filter: IssueLabelFilter): IssueLabelConnection!
    ledInitiativeCount: Int!
    members(${PAGING}, filter: UserFilter, includeDisabled: Boolean): UserConnection!
    name: String!
    projects(${PAGING}, filter: ProjectFilter): ProjectConnection!
    requirePriorityToLeaveTriage: Boolean!
    retiredAt: DateTime
    scimGroupName: String
    scimManaged: Boolean!
    securitySettings: JSONObject!
    setIssueSortOrderOnStateChange: String!
    states(${PAGING}, filter: WorkflowStateFilter): WorkflowStateConnection!
    timezone: String!
    triageEnabled: Boolean!
    upcomingCycleCount: Float!
    updatedAt: DateTime!
    visibility: TeamVisibility!
  }
  type TeamConnection { nodes: [Team!]! pageInfo: PageInfo! }

  type WorkflowState {
    archivedAt: DateTime
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
