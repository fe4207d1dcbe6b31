import { cacheStatusOperation } from "@pm-orchestrator/adapter-kit";
import { defineAdapter } from "@pm-orchestrator/core";
import { connectLinear, type LinearClient } from "./client.js";
import { linearErrors } from "./errors.js";
import { linearLimits } from "./limits.js";
import { getAgentSkill, getDiff, listAgentSkills } from "./operations/agents.js";
import { addLink, deleteAttachment, getAttachment, uploadAttachment } from "./operations/attachments.js";
import { batchUpdateIssues } from "./operations/batch-update-issues.js";
import { updateChecklistItems } from "./operations/checklists.js";
import {
  createComment,
  createReaction,
  deleteComment,
  getComments,
  listComments,
  resolveComment,
  updateComment,
} from "./operations/comments.js";
import { batchCreateIssues, createIssue } from "./operations/create-issue.js";
import { listCycles } from "./operations/cycles.js";
import { createDocument, updateDocument } from "./operations/document-changes.js";
import { getDocument, linkDocument, listDocuments } from "./operations/documents.js";
import { ensureLabelsExist, getOrCreateLabel } from "./operations/ensure-labels.js";
import { getIssueHierarchy } from "./operations/hierarchy.js";
import { getIssueHistory } from "./operations/history.js";
import { extractImages } from "./operations/images.js";
import { listInitiatives } from "./operations/initiatives.js";
import { archiveIssue, deleteIssue, unarchiveIssue } from "./operations/issue-lifecycle.js";
import { batchGetIssues, findIssueByBranch, getIssue, searchIssues } from "./operations/issues.js";
import {
  createLabelOperation,
  deleteLabel,
  listLabels,
  listProjectLabels,
  updateLabel,
} from "./operations/labels.js";
import { listIssues, listMyIssues } from "./operations/list-issues.js";
import { getMilestone, listMilestones, saveMilestone } from "./operations/milestones.js";
import { createProject, updateProject } from "./operations/project-changes.js";
import { getProject, listProjects } from "./operations/projects.js";
import { linkIssues } from "./operations/relations.js";
import { getReleaseNote, listReleaseNotes, saveReleaseNote } from "./operations/release-notes.js";
import { getRelease, listReleasePipelines, listReleases, saveRelease } from "./operations/releases.js";
import { deleteStatusUpdate, getStatusUpdates, saveStatusUpdate } from "./operations/status-updates.js";
import { getIssueStatus, getValidStateId, listStatuses, validateState } from "./operations/statuses.js";
import { getTeam, listTeams } from "./operations/teams.js";
import { updateIssue, updateIssueDescription } from "./operations/update-issue.js";
import { getUser, listUsers } from "./operations/users.js";
import { linearTargets } from "./targets.js";

/** Linear. */
const adapter = defineAdapter({
  contract: 1,
  kind: "linear",
  title: "Linear",
  settings: [
    {
      name: "api_key",
      env: "LINEAR_API_KEY",
      secret: true,
      summary: "Personal API key, from Linear's settings under Security & access",
    },
    {
      name: "access_token",
      env: "LINEAR_ACCESS_TOKEN",
      secret: true,
      summary: "OAuth access token, instead of a key; sent as Bearer",
      // A simulated system is spoken to with the key.
      simulated: "",
    },
    {
      name: "base_url",
      env: "LINEAR_BASE_URL",
      address: true,
      summary: "Address of Linear's API",
      default: "https://api.linear.app",
    },
    {
      name: "team_keys",
      env: "LINEAR_TEAM_KEYS",
      summary:
        "Keys of its teams, separated by commas, e.g. PSN,WEB: PSN-1 is then known to be an issue of Linear and not of Jira",
      simulated: "PSN,WEB",
    },
    {
      name: "workspace",
      env: "LINEAR_WORKSPACE",
      summary:
        "Workspace in the addresses of issues, acme in linear.app/acme/issue/…: addresses of others are then refused",
      simulated: "acme",
    },
  ],
  credentials: [
    { name: "api_key", settings: ["api_key"] },
    { name: "access_token", settings: ["access_token"] },
  ],
  slots: {
    teams: { ttlMs: "session", summary: "teams by what they were looked up by" },
    projects: { ttlMs: "session", summary: "projects by team and what they were looked up by" },
    labels: { ttlMs: "session", summary: "labels by team, the workspace's included" },
    statuses: { ttlMs: "session", summary: "statuses by team" },
    users: { ttlMs: "session", summary: "people by what they were looked up by" },
  },
  limits: linearLimits,
  errors: linearErrors.table,
  warm: [
    { operation: "list_teams", params: { limit: 250 } },
    { operation: "list_users", params: { limit: 250 } },
    { operation: "get_user", params: { user: "me" } },
  ],
  probe: { operation: "get_user", params: { user: "me" } },
  targets: linearTargets,
  operations: {
    get_issue: getIssue,
    batch_get_issues: batchGetIssues,
    search_issues: searchIssues,
    list_issues: listIssues,
    list_my_issues: listMyIssues,
    find_issue_by_branch: findIssueByBranch,
    get_issue_hierarchy: getIssueHierarchy,
    get_issue_history: getIssueHistory,
    create_issue: createIssue,
    batch_create_issues: batchCreateIssues,
    update_issue: updateIssue,
    update_issue_description: updateIssueDescription,
    update_checklist_items: updateChecklistItems,
    batch_update_issues: batchUpdateIssues,
    link_issues: linkIssues,
    archive_issue: archiveIssue,
    unarchive_issue: unarchiveIssue,
    delete_issue: deleteIssue,
    list_comments: listComments,
    get_comments: getComments,
    create_comment: createComment,
    update_comment: updateComment,
    resolve_comment: resolveComment,
    delete_comment: deleteComment,
    create_reaction: createReaction,
    list_labels: listLabels,
    get_or_create_label: getOrCreateLabel,
    ensure_labels_exist: ensureLabelsExist,
    create_label: createLabelOperation,
    update_label: updateLabel,
    delete_label: deleteLabel,
    list_project_labels: listProjectLabels,
    get_team: getTeam,
    list_teams: listTeams,
    list_statuses: listStatuses,
    get_valid_state_id: getValidStateId,
    validate_state: validateState,
    get_issue_status: getIssueStatus,
    get_user: getUser,
    list_users: listUsers,
    list_cycles: listCycles,
    get_project: getProject,
    list_projects: listProjects,
    create_project: createProject,
    update_project: updateProject,
    list_milestones: listMilestones,
    get_milestone: getMilestone,
    save_milestone: saveMilestone,
    list_initiatives: listInitiatives,
    get_status_updates: getStatusUpdates,
    save_status_update: saveStatusUpdate,
    delete_status_update: deleteStatusUpdate,
    get_document: getDocument,
    list_documents: listDocuments,
    create_document: createDocument,
    update_document: updateDocument,
    link_document: linkDocument,
    add_link: addLink,
    get_attachment: getAttachment,
    upload_attachment: uploadAttachment,
    delete_attachment: deleteAttachment,
    extract_images: extractImages,
    list_release_pipelines: listReleasePipelines,
    list_releases: listReleases,
    get_release: getRelease,
    save_release: saveRelease,
    list_release_notes: listReleaseNotes,
    get_release_note: getReleaseNote,
    save_release_note: saveReleaseNote,
    list_agent_skills: listAgentSkills,
    get_agent_skill: getAgentSkill,
    get_diff: getDiff,
    cache_status: cacheStatusOperation<LinearClient>(),
  },
  connect: connectLinear,
});

export default adapter;

declare module "@pm-orchestrator/core" {
  interface AdapterMap {
    "@pm-orchestrator/adapter-linear": typeof adapter;
  }
}
