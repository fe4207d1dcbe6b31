import { PAGING } from "./comparators.js";

const RELEASE_INPUT = `
    commitSha: String
    description: String
    stageId: String
    startDate: TimelessDate
    targetDate: TimelessDate
    version: String`;

/** Releases, their pipelines and notes; skills of agents; changes of code. */
export const RELEASES_SDL = `
  enum ReleasePipelineType { continuous scheduled }
  type ReleasePipeline {
    approximateReleaseCount: Int!
    archivedAt: DateTime
    autoGenerateReleaseNotesOnCompletion: Boolean!
    createdAt: DateTime!
    id: ID!
    includePathPatterns: [String!]!
    isProduction: Boolean!
    name: String!
    slugId: String!
    stages(${PAGING}): ReleaseStageConnection!
    teams(${PAGING}): TeamConnection!
    trashed: Boolean
    type: ReleasePipelineType!
    updatedAt: DateTime!
    url: String!
  }
  type ReleasePipelineConnection { nodes: [ReleasePipeline!]! pageInfo: PageInfo! }
  input ReleasePipelineFilter {
    and: [ReleasePipelineFilter!]
    id: IDComparator
    name: StringComparator
    or: [ReleasePipelineFilter!]
    teams: TeamCollectionFilter
  }

  enum ReleaseStageType { canceled completed planned started }
  type ReleaseStage {
    archivedAt: DateTime
    color: String!
    createdAt: DateTime!
    frozen: Boolean!
    id: ID!
    name: String!
    pipeline: ReleasePipeline!
    position: Float!
    type: ReleaseStageType!
    updatedAt: DateTime!
  }
  type ReleaseStageConnection { nodes: [ReleaseStage!]! pageInfo: PageInfo! }

  type Release {
    archivedAt: DateTime
    autoArchivedAt: DateTime
    canceledAt: DateTime
    commitSha: String
    completedAt: DateTime
    createdAt: DateTime!
    currentProgress: JSONObject!
    description: String
    id: ID!
    issueCount(includeArchived: Boolean = false): Int!
    name: String!
    pipeline: ReleasePipeline!
    progressHistory: JSONObject!
    slugId: String!
    stage: ReleaseStage!
    startDate: TimelessDate
    startedAt: DateTime
    targetDate: TimelessDate
    trashed: Boolean
    updatedAt: DateTime!
    url: String!
    version: String
  }
  type ReleaseConnection { nodes: [Release!]! pageInfo: PageInfo! }
  input ReleaseFilter {
    and: [ReleaseFilter!]
    id: IDComparator
    name: StringComparator
    or: [ReleaseFilter!]
    pipeline: ReleasePipelineFilter
    version: StringComparator
  }
  input ReleaseCreateInput {${RELEASE_INPUT}
    id: String
    name: String!
    pipelineId: String!
  }
  input ReleaseUpdateInput {${RELEASE_INPUT}
    name: String
  }
  type ReleasePayload { lastSyncId: Float! release: Release! success: Boolean! }

  type DocumentContent {
    archivedAt: DateTime
    content: String
    contentState: String
    createdAt: DateTime!
    id: ID!
    restoredAt: DateTime
    updatedAt: DateTime!
  }
  enum ReleaseNoteGenerationStatus { completed pending }
  type ReleaseNote {
    archivedAt: DateTime
    createdAt: DateTime!
    documentContent: DocumentContent
    generationStatus: ReleaseNoteGenerationStatus
    id: ID!
    pipeline: ReleasePipeline!
    releaseCount: Int!
    releases: [Release!]!
    slugId: String!
    title: String
    updatedAt: DateTime!
    url: String!
  }
  type ReleaseNoteConnection { nodes: [ReleaseNote!]! pageInfo: PageInfo! }
  input ReleaseNoteFilter {
    and: [ReleaseNoteFilter!]
    id: IDComparator
    or: [ReleaseNoteFilter!]
    pipeline: ReleasePipelineFilter
    slugId: StringComparator
    title: StringComparator
  }
  input ReleaseNoteCreateInput {
    content: String
    id: String
    pipelineId: String!
    releaseIds: [String!]
    title: String
  }
  input ReleaseNoteUpdateInput { content: String releaseIds: [String!] title: String }
  type ReleaseNotePayload { lastSyncId: Float! releaseNote: ReleaseNote! success: Boolean! }

  type AgentSkill {
    archivedAt: DateTime
    body: String!
    color: String
    createdAt: DateTime!
    creator: User!
    description: String
    icon: String
    id: ID!
    lastUsedAt: DateTime
    owner: User!
    recentUsageCount: Float!
    shared: Boolean!
    slugId: String!
    teamId: String
    title: String!
    updatedAt: DateTime!
  }
  type AgentSkillConnection { nodes: [AgentSkill!]! pageInfo: PageInfo! }

  enum DiffFileState { added copied deleted modified renamed type_changed unknown unmerged }
  type DiffFile {
    additions: Int!
    deletions: Int!
    oldPath: String
    omitted: Boolean
    path: String!
    state: DiffFileState!
  }
  enum PullRequestStatus { approved closed draft inReview merged open }
  type PullRequest {
    archivedAt: DateTime
    autoMergeEnabled: Boolean!
    baseSha: String
    createdAt: DateTime!
    headSha: String
    id: ID!
    mergeStatus: String!
    number: Float!
    openedAt: DateTime!
    reactionData: JSONObject!
    slugId: String!
    sourceBranch: String!
    status: PullRequestStatus!
    targetBranch: String!
    title: String!
    updatedAt: DateTime!
    url: String!
  }
  type Diff {
    additions: Float!
    archivedAt: DateTime
    createdAt: DateTime!
    creator: User
    deletions: Float!
    fileCount: Float!
    files: [DiffFile!]
    id: ID!
    pullRequest: PullRequest
    slugId: String!
    truncated: Boolean!
    updatedAt: DateTime!
  }

  extend type Query {
    agentSkill(id: String!): AgentSkill!
    agentSkills(${PAGING}): AgentSkillConnection!
    diff(id: String!): Diff!
    release(id: String!): Release!
    releaseNote(id: String!): ReleaseNote!
    releaseNotes(${PAGING}, filter: ReleaseNoteFilter): ReleaseNoteConnection!
    releasePipeline(id: String!): ReleasePipeline!
    releasePipelines(${PAGING}, filter: ReleasePipelineFilter): ReleasePipelineConnection!
    releases(${PAGING}, filter: ReleaseFilter): ReleaseConnection!
  }
  extend type Mutation {
    releaseCreate(input: ReleaseCreateInput!): ReleasePayload!
    releaseNoteCreate(input: ReleaseNoteCreateInput!): ReleaseNotePayload!
    releaseNoteUpdate(id: String!, input: ReleaseNoteUpdateInput!): ReleaseNotePayload!
    releaseUpdate(id: String!, input: ReleaseUpdateInput!): ReleasePayload!
  }
`;
