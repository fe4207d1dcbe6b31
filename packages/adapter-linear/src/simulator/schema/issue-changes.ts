const COMMON_INPUT = `
    assigneeId: String
    cycleId: String
    delegateId: String
    description: String
    dueDate: TimelessDate
    estimate: Int
    labelIds: [String!]
    parentId: String
    priority: Int
    projectId: String
    projectMilestoneId: String
    stateId: String
    title: String`;

/** What is done to issues, and what that leaves behind. */
export const ISSUE_CHANGES_SDL = `
  input IssueCreateInput {${COMMON_INPUT}
    id: String
    teamId: String!
  }
  input IssueBatchCreateInput { issues: [IssueCreateInput!]! }
  input IssueUpdateInput {${COMMON_INPUT}
    addedLabelIds: [String!]
    removedLabelIds: [String!]
    teamId: String
  }
  type IssuePayload { issue: Issue lastSyncId: Float! success: Boolean! }
  type IssueBatchPayload { issues: [Issue!]! lastSyncId: Float! success: Boolean! }
  type IssueArchivePayload { entity: Issue lastSyncId: Float! success: Boolean! }
  type DeletePayload { entityId: String! lastSyncId: Float! success: Boolean! }

  enum IssueRelationType { blocks duplicate related similar }
  input IssueRelationCreateInput {
    id: String
    issueId: String!
    relatedIssueId: String!
    type: IssueRelationType!
  }
  type IssueRelationPayload { issueRelation: IssueRelation! lastSyncId: Float! success: Boolean! }

  type IssueRelationHistoryPayload { identifier: String! type: String! }
  type IssueHistory {
    actor: User
    actorId: String
    addedLabelIds: [String!]
    addedLabels: [IssueLabel!]
    addedToReleaseIds: [String!]
    archived: Boolean
    archivedAt: DateTime
    attachment: Attachment
    attachmentId: String
    autoArchived: Boolean
    autoClosed: Boolean
    botActor: ActorBot
    createdAt: DateTime!
    fromAssignee: User
    fromAssigneeId: String
    fromCycle: Cycle
    fromCycleId: String
    fromDelegate: User
    fromDueDate: TimelessDate
    fromEstimate: Float
    fromParent: Issue
    fromParentId: String
    fromPriority: Float
    fromProject: Project
    fromProjectId: String
    fromProjectMilestone: ProjectMilestone
    fromSlaBreached: Boolean
    fromSlaBreachesAt: DateTime
    fromSlaStartedAt: DateTime
    fromSlaType: String
    fromState: WorkflowState
    fromStateId: String
    fromTeam: Team
    fromTeamId: String
    fromTitle: String
    id: ID!
    issue: Issue!
    relationChanges: [IssueRelationHistoryPayload!]
    removedFromReleaseIds: [String!]
    removedLabelIds: [String!]
    removedLabels: [IssueLabel!]
    toAssignee: User
    toAssigneeId: String
    toConvertedProjectId: String
    toCycle: Cycle
    toCycleId: String
    toDelegate: User
    toDueDate: TimelessDate
    toEstimate: Float
    toParent: Issue
    toParentId: String
    toPriority: Float
    toProject: Project
    toProjectId: String
    toProjectMilestone: ProjectMilestone
    toSlaBreached: Boolean
    toSlaBreachesAt: DateTime
    toSlaStartedAt: DateTime
    toSlaType: String
    toState: WorkflowState
    toStateId: String
    toTeam: Team
    toTeamId: String
    toTitle: String
    trashed: Boolean
    triageResponsibilityAutoAssigned: Boolean
    updatedAt: DateTime!
    updatedDescription: Boolean
  }
  type IssueHistoryConnection { nodes: [IssueHistory!]! pageInfo: PageInfo! }

  extend type Query {
    issueRelation(id: String!): IssueRelation!
  }
  extend type Mutation {
    issueArchive(id: String!, trash: Boolean): IssueArchivePayload!
    issueBatchCreate(input: IssueBatchCreateInput!): IssueBatchPayload!
    issueBatchUpdate(ids: [UUID!]!, input: IssueUpdateInput!): IssueBatchPayload!
    issueCreate(input: IssueCreateInput!): IssuePayload!
    issueDelete(id: String!, permanentlyDelete: Boolean): IssueArchivePayload!
    issueRelationCreate(input: IssueRelationCreateInput!): IssueRelationPayload!
    issueRelationDelete(id: String!): DeletePayload!
    issueUnarchive(id: String!): IssueArchivePayload!
    issueUpdate(id: String!, input: IssueUpdateInput!): IssuePayload!
  }
`;
