import { PAGING } from "./comparators.js";

const PROJECT_FILTER = `
    accessibleTeams: TeamCollectionFilter
    id: IDComparator
    initiatives: InitiativeCollectionFilter
    labels: ProjectLabelCollectionFilter
    lead: NullableUserFilter
    members: UserCollectionFilter
    name: StringComparator
    slugId: StringComparator
    status: ProjectStatusFilter`;

const CYCLE_FILTER = `
    id: IDComparator
    isActive: BooleanComparator
    isFuture: BooleanComparator
    isNext: BooleanComparator
    isPast: BooleanComparator
    isPrevious: BooleanComparator
    name: StringComparator
    number: NumberComparator
    team: TeamFilter`;

const INITIATIVE_FILTER = `
    id: IDComparator
    name: StringComparator
    slugId: StringComparator
    status: StringComparator`;

const PROJECT_INPUT = `
    content: String
    description: String
    labelIds: [String!]
    leadId: String
    memberIds: [String!]
    priority: Int
    startDate: TimelessDate
    statusId: String
    targetDate: TimelessDate`;

/** Cycles, projects and initiatives. */
export const PLANNING_SDL = `
  type Cycle {
    archivedAt: DateTime
    autoArchivedAt: DateTime
    completedAt: DateTime
    completedIssueCountHistory: [Float!]!
    completedScopeHistory: [Float!]!
    createdAt: DateTime!
    description: String
    endsAt: DateTime!
    id: ID!
    inProgressScopeHistory: [Float!]!
    isActive: Boolean!
    isFuture: Boolean!
    isNext: Boolean!
    isPast: Boolean!
    isPrevious: Boolean!
    issueCountHistory: [Float!]!
    issues(${PAGING}, filter: IssueFilter): IssueConnection!
    name: String
    number: Float!
    progress: Float!
    scopeHistory: [Float!]!
    startsAt: DateTime!
    team: Team!
    updatedAt: DateTime!
  }
  type CycleConnection { nodes: [Cycle!]! pageInfo: PageInfo! }
  input CycleFilter {${CYCLE_FILTER}
    and: [CycleFilter!]
    or: [CycleFilter!]
  }
  input NullableCycleFilter {${CYCLE_FILTER}
    and: [NullableCycleFilter!]
    null: Boolean
    or: [NullableCycleFilter!]
  }

  enum ProjectStatusType { backlog canceled completed paused planned started }
  type ProjectStatus {
    archivedAt: DateTime
    color: String!
    createdAt: DateTime!
    description: String
    id: ID!
    indefinite: Boolean!
    name: String!
    position: Float!
    type: ProjectStatusType!
    updatedAt: DateTime!
  }
  type ProjectStatusConnection { nodes: [ProjectStatus!]! pageInfo: PageInfo! }
  input ProjectStatusFilter {
    and: [ProjectStatusFilter!]
    id: IDComparator
    name: StringComparator
    or: [ProjectStatusFilter!]
    type: StringComparator
  }

  type ProjectLabel {
    archivedAt: DateTime
    color: String!
    createdAt: DateTime!
    description: String
    id: ID!
    isGroup: Boolean!
    lastAppliedAt: DateTime
    name: String!
    parent: ProjectLabel
    updatedAt: DateTime!
  }
  type ProjectLabelConnection { nodes: [ProjectLabel!]! pageInfo: PageInfo! }
  input ProjectLabelFilter {
    and: [ProjectLabelFilter!]
    id: IDComparator
    isGroup: BooleanComparator
    name: StringComparator
    or: [ProjectLabelFilter!]
  }
  input ProjectLabelCollectionFilter {
    id: IDComparator
    name: StringComparator
    some: ProjectLabelCollectionFilter
  }

  enum DateResolutionType { halfYear month quarter year }
  enum Day { Friday Monday Saturday Sunday Thursday Tuesday Wednesday }
  enum FrequencyResolutionType { daily weekly }
  type Project {
    archivedAt: DateTime
    autoArchivedAt: DateTime
    canceledAt: DateTime
    color: String!
    completedAt: DateTime
    completedIssueCountHistory: [Float!]!
    completedScopeHistory: [Float!]!
    content: String
    createdAt: DateTime!
    description: String!
    frequencyResolution: FrequencyResolutionType!
    health: ProjectUpdateHealthType
    healthUpdatedAt: DateTime
    icon: String
    id: ID!
    inProgressScopeHistory: [Float!]!
    issueCountHistory: [Float!]!
    labelIds: [String!]!
    labels(${PAGING}, filter: ProjectLabelFilter): ProjectLabelConnection!
    lead: User
    members(${PAGING}, filter: UserFilter, includeDisabled: Boolean): UserConnection!
    microsoftTeamsChannelId: String
    name: String!
    priority: Int!
    priorityLabel: String!
    prioritySortOrder: Float!
    progress: Float!
    projectMilestones(${PAGING}, filter: ProjectMilestoneFilter): ProjectMilestoneConnection!
    projectUpdateRemindersPausedUntilAt: DateTime
    scope: Float!
    scopeHistory: [Float!]!
    slackChannelId: String
    slugId: String!
    sortOrder: Float!
    startDate: TimelessDate
    startDateResolution: DateResolutionType
    startedAt: DateTime
    status: ProjectStatus!
    targetDate: TimelessDate
    targetDateResolution: DateResolutionType
    teams(${PAGING}, filter: TeamFilter): TeamConnection!
    trashed: Boolean
    updatedAt: DateTime!
    updateReminderFrequency: Float
    updateReminderFrequencyInWeeks: Float
    updateRemindersDay: Day
    updateRemindersHour: Float
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
  input ProjectCreateInput {${PROJECT_INPUT}
    id: String
    name: String!
    teamIds: [String!]!
  }
  input ProjectUpdateInput {${PROJECT_INPUT}
    name: String
    teamIds: [String!]
  }
  type ProjectPayload { lastSyncId: Float! project: Project success: Boolean! }

  enum InitiativeVisibility { private public restricted }
  enum InitiativeStatus { Active Canceled Completed Planned Proposed }
  type Initiative {
    archivedAt: DateTime
    color: String
    completedAt: DateTime
    content: String
    createdAt: DateTime!
    description: String
    frequencyResolution: FrequencyResolutionType!
    health: InitiativeUpdateHealthType
    healthUpdatedAt: DateTime
    icon: String
    id: ID!
    labelIds: [String!]!
    name: String!
    owner: User
    priority: Int!
    prioritySortOrder: Float!
    projects(${PAGING}, filter: ProjectFilter, includeSubInitiatives: Boolean): ProjectConnection!
    slugId: String!
    sortOrder: Float!
    startedAt: DateTime
    status: InitiativeStatus!
    targetDate: TimelessDate
    targetDateResolution: DateResolutionType
    trashed: Boolean
    updatedAt: DateTime!
    updateReminderFrequency: Float
    updateReminderFrequencyInWeeks: Float
    updateRemindersDay: Day
    updateRemindersHour: Float
    url: String!
    visibility: InitiativeVisibility!
  }
  type InitiativeConnection { nodes: [Initiative!]! pageInfo: PageInfo! }
  input InitiativeFilter {${INITIATIVE_FILTER}
    and: [InitiativeFilter!]
    or: [InitiativeFilter!]
  }
  input InitiativeCollectionFilter {${INITIATIVE_FILTER}
    some: InitiativeFilter
  }

  extend type Query {
    cycles(${PAGING}, filter: CycleFilter): CycleConnection!
    initiatives(${PAGING}, filter: InitiativeFilter): InitiativeConnection!
    project(id: String!): Project!
    projectLabels(${PAGING}, filter: ProjectLabelFilter): ProjectLabelConnection!
    projectStatuses(${PAGING}): ProjectStatusConnection!
    projects(${PAGING}, filter: ProjectFilter): ProjectConnection!
  }
  extend type Mutation {
    projectCreate(input: ProjectCreateInput!): ProjectPayload!
    projectUpdate(id: String!, input: ProjectUpdateInput!): ProjectPayload!
  }
`;
