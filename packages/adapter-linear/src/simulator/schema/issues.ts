import { PAGING } from "./comparators.js";

const ISSUE_FIELDS = `
    addedToCycleAt: DateTime
    addedToProjectAt: DateTime
    addedToTeamAt: DateTime
    archivedAt: DateTime
    assignee: User
    attachments(${PAGING}): AttachmentConnection!
    autoArchivedAt: DateTime
    autoClosedAt: DateTime
    branchName: String!
    canceledAt: DateTime
    children(${PAGING}, filter: IssueFilter): IssueConnection!
    comments(${PAGING}): CommentConnection!
    completedAt: DateTime
    createdAt: DateTime!
    creator: User
    customerTicketCount: Int!
    cycle: Cycle
    delegate: User
    description: String
    dueDate: TimelessDate
    estimate: Float
    history(${PAGING}): IssueHistoryConnection!
    id: ID!
    identifier: String!
    inheritsSharedAccess: Boolean!
    integrationSourceType: IntegrationService
    inverseRelations(${PAGING}): IssueRelationConnection!
    labelIds: [String!]!
    labels(${PAGING}, filter: IssueLabelFilter): IssueLabelConnection!
    number: Float!
    parent: Issue
    previousIdentifiers: [String!]!
    priority: Float!
    priorityLabel: String!
    prioritySortOrder: Float!
    project: Project
    projectMilestone: ProjectMilestone
    reactionData: JSONObject!
    reactions: [Reaction!]!
    relations(${PAGING}): IssueRelationConnection!
    slaBreachesAt: DateTime
    slaHighRiskAt: DateTime
    slaMediumRiskAt: DateTime
    slaStartedAt: DateTime
    slaType: String
    snoozedUntilAt: DateTime
    sortOrder: Float!
    startedAt: DateTime
    startedTriageAt: DateTime
    state: WorkflowState!
    subIssueSortOrder: Float
    team: Team!
    title: String!
    trashed: Boolean
    triagedAt: DateTime
    updatedAt: DateTime!
    url: String!`;

/** Issues and what hangs on them, with the names, types and nullability of the official schema. */
export const ISSUES_SDL = `
  enum IntegrationService {
    airbyte asksWeb discord email figma figmaPlugin front github githubCodeAccessPersonal
    githubCommit githubEnterpriseServer githubImport githubPersonal gitlab gong
    googleCalendarPersonal googleSheets intercom jira jiraPersonal launchDarkly launchDarklyPersonal
    loom mcpServer mcpServerPersonal microsoftPersonal microsoftTeams microsoftTeamsProjectPost
    notion opsgenie pagerDuty salesforce sentry slack slackAsks slackCustomViewNotifications
    slackInitiativePost slackOrgInitiativeUpdatesPost slackOrgProjectUpdatesPost slackPersonal
    slackPost slackProjectPost slackProjectUpdatesPost zendesk
  }
  type Issue {${ISSUE_FIELDS}
  }
  type IssueConnection { nodes: [Issue!]! pageInfo: PageInfo! }

  type IssueSearchResult {${ISSUE_FIELDS}
    metadata: JSONObject!
  }
  type IssueSearchPayload { nodes: [IssueSearchResult!]! pageInfo: PageInfo! totalCount: Float! }

  type IssueRelation {
    archivedAt: DateTime
    createdAt: DateTime!
    id: ID!
    issue: Issue!
    relatedIssue: Issue!
    type: String!
    updatedAt: DateTime!
  }
  type IssueRelationConnection { nodes: [IssueRelation!]! pageInfo: PageInfo! }

  type Attachment {
    archivedAt: DateTime
    bodyData: String
    createdAt: DateTime!
    creator: User
    groupBySource: Boolean!
    id: ID!
    issue: Issue!
    metadata: JSONObject!
    source: JSONObject
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
    createdAt: DateComparator
    cycle: NullableCycleFilter
    delegate: NullableUserFilter
    description: NullableStringComparator
    id: IssueIDComparator
    labels: IssueLabelCollectionFilter
    number: NumberComparator
    or: [IssueFilter!]
    parent: NullableIssueFilter
    priority: NullableNumberComparator
    project: NullableProjectFilter
    state: WorkflowStateFilter
    team: TeamFilter
    title: StringComparator
    updatedAt: DateComparator
  }
  input NullableIssueFilter {
    and: [NullableIssueFilter!]
    id: IssueIDComparator
    null: Boolean
    number: NumberComparator
    or: [NullableIssueFilter!]
    team: TeamFilter
    title: StringComparator
  }

  extend type Query {
    issue(id: String!): Issue!
    issueVcsBranchSearch(branchName: String!): Issue
    issues(${PAGING}, filter: IssueFilter): IssueConnection!
    searchIssues(${PAGING}, filter: IssueFilter, includeComments: Boolean, teamId: String, term: String!): IssueSearchPayload!
  }
`;
