import { PAGING } from "./comparators.js";

const DOCUMENT_FIELDS = `
    archivedAt: DateTime
    color: String
    content: String
    createdAt: DateTime!
    creator: User
    cycle: Cycle
    documentContentId: String
    hiddenAt: DateTime
    icon: String
    id: ID!
    initiative: Initiative
    issue: Issue
    project: Project
    slugId: String!
    sortOrder: Float!
    team: Team
    title: String!
    trashed: Boolean
    updatedAt: DateTime!
    updatedBy: User
    url: String!`;

const DOCUMENT_INPUT = `
    content: String
    cycleId: String
    initiativeId: String
    issueId: String
    projectId: String
    teamId: String`;

/** What belongs to projects and initiatives: milestones, updates, documents. */
export const PLANS_SDL = `
  enum ProjectMilestoneStatus { done next overdue unstarted }
  type ProjectMilestone {
    archivedAt: DateTime
    createdAt: DateTime!
    description: String
    id: ID!
    name: String!
    progress: Float!
    project: Project!
    sortOrder: Float!
    status: ProjectMilestoneStatus!
    targetDate: TimelessDate
    updatedAt: DateTime!
  }
  type ProjectMilestoneConnection { nodes: [ProjectMilestone!]! pageInfo: PageInfo! }
  input ProjectMilestoneFilter {
    and: [ProjectMilestoneFilter!]
    id: IDComparator
    name: NullableStringComparator
    or: [ProjectMilestoneFilter!]
    project: NullableProjectFilter
  }
  input ProjectMilestoneCreateInput {
    description: String
    id: String
    name: String!
    projectId: String!
    targetDate: TimelessDate
  }
  input ProjectMilestoneUpdateInput {
    description: String
    name: String
    projectId: String
    targetDate: TimelessDate
  }
  type ProjectMilestonePayload { lastSyncId: Float! projectMilestone: ProjectMilestone! success: Boolean! }

  enum ProjectUpdateHealthType { atRisk offTrack onTrack }
  type ProjectUpdate {
    archivedAt: DateTime
    body: String!
    commentCount: Int!
    createdAt: DateTime!
    diff: JSONObject
    diffMarkdown: String
    editedAt: DateTime
    health: ProjectUpdateHealthType!
    id: ID!
    isDiffHidden: Boolean!
    isStale: Boolean!
    project: Project!
    reactionData: JSONObject!
    slugId: String!
    updatedAt: DateTime!
    url: String!
    user: User!
  }
  type ProjectUpdateConnection { nodes: [ProjectUpdate!]! pageInfo: PageInfo! }
  input ProjectUpdateFilter {
    and: [ProjectUpdateFilter!]
    id: IDComparator
    or: [ProjectUpdateFilter!]
    project: ProjectFilter
  }
  input ProjectUpdateCreateInput {
    body: String
    health: ProjectUpdateHealthType
    id: String
    projectId: String!
  }
  input ProjectUpdateUpdateInput { body: String health: ProjectUpdateHealthType }
  type ProjectUpdatePayload { lastSyncId: Float! projectUpdate: ProjectUpdate! success: Boolean! }
  type ProjectUpdateArchivePayload { entity: ProjectUpdate lastSyncId: Float! success: Boolean! }

  enum InitiativeUpdateHealthType { atRisk offTrack onTrack }
  type InitiativeUpdate {
    archivedAt: DateTime
    body: String!
    commentCount: Int!
    createdAt: DateTime!
    diff: JSONObject
    diffMarkdown: String
    editedAt: DateTime
    health: InitiativeUpdateHealthType!
    id: ID!
    initiative: Initiative!
    isDiffHidden: Boolean!
    isStale: Boolean!
    reactionData: JSONObject!
    slugId: String!
    updatedAt: DateTime!
    url: String!
    user: User!
  }
  type InitiativeUpdateConnection { nodes: [InitiativeUpdate!]! pageInfo: PageInfo! }
  input InitiativeUpdateFilter {
    and: [InitiativeUpdateFilter!]
    id: IDComparator
    initiative: InitiativeFilter
    or: [InitiativeUpdateFilter!]
  }
  input InitiativeUpdateCreateInput {
    body: String
    health: InitiativeUpdateHealthType
    id: String
    initiativeId: String!
  }
  input InitiativeUpdateUpdateInput { body: String health: InitiativeUpdateHealthType }
  type InitiativeUpdatePayload { initiativeUpdate: InitiativeUpdate! lastSyncId: Float! success: Boolean! }
  type InitiativeUpdateArchivePayload { entity: InitiativeUpdate lastSyncId: Float! success: Boolean! }

  type Document {${DOCUMENT_FIELDS}
  }
  type DocumentConnection { nodes: [Document!]! pageInfo: PageInfo! }
  type DocumentSearchResult {${DOCUMENT_FIELDS}
    metadata: JSONObject!
  }
  type DocumentSearchPayload { nodes: [DocumentSearchResult!]! pageInfo: PageInfo! totalCount: Float! }
  input DocumentFilter {
    and: [DocumentFilter!]
    createdAt: DateComparator
    creator: UserFilter
    id: IDComparator
    initiative: InitiativeFilter
    issue: IssueFilter
    or: [DocumentFilter!]
    project: ProjectFilter
    slugId: StringComparator
    team: NullableTeamFilter
    title: StringComparator
    updatedAt: DateComparator
  }
  input DocumentCreateInput {${DOCUMENT_INPUT}
    id: String
    title: String!
  }
  input DocumentUpdateInput {${DOCUMENT_INPUT}
    title: String
  }
  type DocumentPayload { document: Document! lastSyncId: Float! success: Boolean! }

  extend type Query {
    document(id: String!): Document!
    documents(${PAGING}, filter: DocumentFilter): DocumentConnection!
    initiativeUpdates(${PAGING}, filter: InitiativeUpdateFilter): InitiativeUpdateConnection!
    projectMilestone(id: String!): ProjectMilestone!
    projectMilestones(${PAGING}, filter: ProjectMilestoneFilter): ProjectMilestoneConnection!
    projectUpdates(${PAGING}, filter: ProjectUpdateFilter): ProjectUpdateConnection!
    searchDocuments(${PAGING}, includeComments: Boolean, teamId: String, term: String!): DocumentSearchPayload!
  }
  extend type Mutation {
    documentCreate(input: DocumentCreateInput!): DocumentPayload!
    documentUpdate(id: String!, input: DocumentUpdateInput!): DocumentPayload!
    initiativeUpdateArchive(id: String!): InitiativeUpdateArchivePayload!
    initiativeUpdateCreate(input: InitiativeUpdateCreateInput!): InitiativeUpdatePayload!
    initiativeUpdateUpdate(id: String!, input: InitiativeUpdateUpdateInput!): InitiativeUpdatePayload!
    projectMilestoneCreate(input: ProjectMilestoneCreateInput!): ProjectMilestonePayload!
    projectMilestoneUpdate(id: String!, input: ProjectMilestoneUpdateInput!): ProjectMilestonePayload!
    projectUpdateArchive(id: String!): ProjectUpdateArchivePayload!
    projectUpdateCreate(input: ProjectUpdateCreateInput!): ProjectUpdatePayload!
    projectUpdateUpdate(id: String!, input: ProjectUpdateUpdateInput!): ProjectUpdatePayload!
  }
`;
