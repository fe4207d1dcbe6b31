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
    addedLabels: [IssueLabel!]
    archived: Boolean
    attachment: Attachment
    botActor: ActorBot
    createdAt: DateTime!
    fromAssignee: User
    fromCycle: Cycle
    fromDelegate: User
    fromDueDate: TimelessDate
    fromEstimate: Float
    fromParent: Issue
    fromPriority: Float
    fromProject: Project
    fromProjectMilestone: ProjectMilestone
    fromState: WorkflowState
    fromTeam: Team
    fromTitle: String
    id: ID!
    issue: Issue!
    relationChanges: [IssueRelationHistoryPayload!]
    removedLabels: [IssueLabel!]
    toAssignee: User
    toCycle: Cycle
    toDelegate: User
    toDueDate: TimelessDate
    toEstimate: Float
    toParent: Issue
    toPriority: Float
    toProject: Project
    toProjectMilestone: ProjectMilestone
    toState: WorkflowState
    toTeam: Team
    toTitle: String
    trashed: Boolean
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
