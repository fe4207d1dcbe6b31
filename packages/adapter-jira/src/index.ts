import { cacheStatusOperation } from "@pm-orchestrator/adapter-kit";
import { ATLASSIAN_CREDENTIALS } from "@pm-orchestrator/atlassian";
import { defineAdapter } from "@pm-orchestrator/core";
import { connectJira, type JiraClient } from "./client.js";
import { jiraErrors } from "./errors.js";
import { LIMITS } from "./limits.js";
import {
  deleteAttachment,
  downloadAttachment,
  getAttachments,
  getIssueImages,
  uploadAttachment,
} from "./operations/attachments.js";
import { batchCreateIssues } from "./operations/batch-create.js";
import { getBacklogIssues, getBoardIssues, getSprintIssues } from "./operations/board-issues.js";
import { getBoard, listBoards, listEpics } from "./operations/boards.js";
import { batchGetChangelogs, getChangelog } from "./operations/changelogs.js";
import { addComment, deleteComment, getComments, updateComment } from "./operations/comments.js";
import { createComponent, deleteComponent, getComponents, updateComponent } from "./operations/components.js";
import { createIssue } from "./operations/create-issue.js";
import { getIssueDates } from "./operations/dates.js";
import { deleteIssue } from "./operations/delete-issue.js";
import { getCrossProjectDependencies } from "./operations/dependencies.js";
import { getEditFields } from "./operations/edit-fields.js";
import { getProjectEpicHierarchy } from "./operations/epics.js";
import { estimateIssue, getEstimate } from "./operations/estimates.js";
import { getFieldOptions } from "./operations/field-options.js";
import { getCreateFields, getProjectFields, searchFields } from "./operations/fields.js";
import { createFilter, deleteFilter, getFilter, listFilters, updateFilter } from "./operations/filters.js";
import { getIssueTypes } from "./operations/issue-types.js";
import { batchGetIssues, getIssue } from "./operations/issues.js";
import { listLabels } from "./operations/labels.js";
import { getLinkTypes, linkIssues, removeIssueLink } from "./operations/links.js";
import { moveIssue } from "./operations/move-issue.js";
import { getMyPermissions } from "./operations/permissions.js";
import { addIssuesToSprint, moveIssuesToBacklog, rankIssues } from "./operations/planning.js";
import { getPriorities } from "./operations/priorities.js";
import { getProject, listProjects } from "./operations/projects.js";
import { createRemoteLink, getRemoteLinks } from "./operations/remote-links.js";
import { getResolutions } from "./operations/resolutions.js";
import {
  resolveAssignee,
  resolveIssueTypeName,
  resolvePriorityName,
  resolveProjectName,
} from "./operations/resolve.js";
import { getProjectRole, getProjectRoles } from "./operations/roles.js";
import { countIssues, getEpicIssues, getProjectIssues, searchIssues } from "./operations/search.js";
import { getSecurityLevels } from "./operations/security-levels.js";
import { createSprint, deleteSprint, getSprint, listSprints, updateSprint } from "./operations/sprints.js";
import { getStatuses } from "./operations/statuses.js";
import { getTransitions, transitionIssue } from "./operations/transitions.js";
import { assignIssue, linkToEpic, updateIssue } from "./operations/update-issue.js";
import { batchGetUsers, getCurrentUser, getUser, searchUsers } from "./operations/users.js";
import { validateJql } from "./operations/validate-jql.js";
import {
  batchCreateVersions,
  createVersion,
  deleteVersion,
  updateVersion,
} from "./operations/version-writes.js";
import { getVersion, getVersions } from "./operations/versions.js";
import { addWatcher, getWatchers, removeWatcher } from "./operations/watchers.js";
import { addWorklog, getWorklog } from "./operations/worklogs.js";
import { jiraSettings } from "./settings.js";
import { jiraTargets } from "./targets.js";

/** Jira Cloud. */
const adapter = defineAdapter({
  contract: 1,
  kind: "jira",
  title: "Jira Cloud",
  settings: jiraSettings,
  credentials: ATLASSIAN_CREDENTIALS,
  slots: {
    projects: { ttlMs: "session", summary: "projects by key and id" },
    issue_types: { ttlMs: "session", summary: "issue types by project" },
    priorities: { ttlMs: "session", summary: "all priorities" },
    statuses: { ttlMs: "session", summary: "statuses by project" },
    components: { ttlMs: "session", summary: "components by project" },
    versions: { ttlMs: 300_000, summary: "versions by project; others release them too" },
    boards: { ttlMs: "session", summary: "boards by the name that they were looked up by" },
    resolutions: { ttlMs: "session", summary: "all resolutions" },
    fields: { ttlMs: "session", summary: "all fields" },
    users: { ttlMs: "session", summary: "users by what they were looked up by" },
    link_types: { ttlMs: "session", summary: "all types of links between issues" },
    create_fields: { ttlMs: "session", summary: "fields for new issues by project and type" },
    // They depend on the issue's status, which anybody changes.
    transitions: {
      ttlMs: 60_000,
      staleMs: 0,
      summary: "transitions by issue; a transition clears them",
    },
  },
  limits: LIMITS,
  errors: jiraErrors.table,
  warm: [
    { operation: "get_current_user", params: {} },
    { operation: "list_projects", params: { limit: 100 } },
    { operation: "get_priorities", params: {} },
    { operation: "search_fields", params: { limit: 200 } },
  ],
  probe: { operation: "search_issues", params: { jql: "created >= -1d", limit: 1 } },
  targets: jiraTargets,
  operations: {
    get_issue: getIssue,
    search_issues: searchIssues,
    create_issue: createIssue,
    add_comment: addComment,
    get_project: getProject,
    list_projects: listProjects,
    resolve_project: resolveProjectName,
    get_issue_types: getIssueTypes,
    resolve_issue_type: resolveIssueTypeName,
    get_priorities: getPriorities,
    resolve_priority: resolvePriorityName,
    get_statuses: getStatuses,
    get_resolutions: getResolutions,
    list_labels: listLabels,
    search_users: searchUsers,
    resolve_assignee: resolveAssignee,
    get_current_user: getCurrentUser,
    get_user: getUser,
    batch_get_users: batchGetUsers,
    search_fields: searchFields,
    get_create_fields: getCreateFields,
    get_project_fields: getProjectFields,
    get_field_options: getFieldOptions,
    get_components: getComponents,
    create_component: createComponent,
    update_component: updateComponent,
    delete_component: deleteComponent,
    get_versions: getVersions,
    get_version: getVersion,
    create_version: createVersion,
    batch_create_versions: batchCreateVersions,
    update_version: updateVersion,
    delete_version: deleteVersion,
    list_boards: listBoards,
    get_board: getBoard,
    get_board_issues: getBoardIssues,
    get_backlog_issues: getBacklogIssues,
    list_epics: listEpics,
    list_sprints: listSprints,
    get_sprint: getSprint,
    get_sprint_issues: getSprintIssues,
    create_sprint: createSprint,
    update_sprint: updateSprint,
    delete_sprint: deleteSprint,
    add_issues_to_sprint: addIssuesToSprint,
    move_issues_to_backlog: moveIssuesToBacklog,
    rank_issues: rankIssues,
    get_estimate: getEstimate,
    estimate_issue: estimateIssue,
    list_filters: listFilters,
    get_filter: getFilter,
    create_filter: createFilter,
    update_filter: updateFilter,
    delete_filter: deleteFilter,
    validate_jql: validateJql,
    get_my_permissions: getMyPermissions,
    get_project_roles: getProjectRoles,
    get_project_role: getProjectRole,
    get_security_levels: getSecurityLevels,
    get_transitions: getTransitions,
    transition_issue: transitionIssue,
    batch_get_issues: batchGetIssues,
    count_issues: countIssues,
    get_project_issues: getProjectIssues,
    get_epic_issues: getEpicIssues,
    update_issue: updateIssue,
    assign_issue: assignIssue,
    link_to_epic: linkToEpic,
    delete_issue: deleteIssue,
    link_issues: linkIssues,
    get_link_types: getLinkTypes,
    remove_issue_link: removeIssueLink,
    get_comments: getComments,
    update_comment: updateComment,
    delete_comment: deleteComment,
    get_worklog: getWorklog,
    add_worklog: addWorklog,
    batch_create_issues: batchCreateIssues,
    get_watchers: getWatchers,
    add_watcher: addWatcher,
    remove_watcher: removeWatcher,
    create_remote_link: createRemoteLink,
    get_remote_links: getRemoteLinks,
    get_changelog: getChangelog,
    batch_get_changelogs: batchGetChangelogs,
    get_attachments: getAttachments,
    download_attachment: downloadAttachment,
    upload_attachment: uploadAttachment,
    delete_attachment: deleteAttachment,
    get_issue_images: getIssueImages,
    get_project_epic_hierarchy: getProjectEpicHierarchy,
    get_cross_project_dependencies: getCrossProjectDependencies,
    get_issue_dates: getIssueDates,
    move_issue: moveIssue,
    get_edit_fields: getEditFields,
    cache_status: cacheStatusOperation<JiraClient>(),
  },
  connect: connectJira,
});

export default adapter;

declare module "@pm-orchestrator/core" {
  interface AdapterMap {
    "@pm-orchestrator/adapter-jira": typeof adapter;
  }
}
