/** Names are compared so, wherever people use names. */
const checkSpelling = "Check the spelling; names are matched exactly, without regard to case.";

/** What cannot be found, 1000–1099. */
export const notFoundErrors = {
  TEAM_NOT_FOUND: {
    number: 1001,
    when: "No team of that name, key or id that these credentials can see. details.available",
    suggestions: ["Use the team's key, e.g. PSN, and check that the account can see the team."],
  },
  PROJECT_NOT_FOUND: {
    number: 1002,
    when: "The team has no project of that name or id. details.available",
    suggestions: [checkSpelling],
  },
  LABEL_NOT_FOUND: {
    number: 1003,
    when: "Neither team nor workspace has such a label; none is created. details.missing, details.available",
    suggestions: [checkSpelling],
  },
  STATUS_NOT_FOUND: {
    number: 1004,
    when: "The team has no status of that name, id or type. details.available",
    suggestions: ["`list_statuses` gives the statuses of a team."],
  },
  ISSUE_NOT_FOUND: {
    number: 1005,
    when: "No such issue, or not visible to these credentials",
    suggestions: ["Check the identifier, and that the account can see its team."],
  },
  USER_NOT_FOUND: {
    number: 1006,
    when: "Nobody of that name, e-mail address or id. details.available",
    suggestions: ["Use the e-mail address, the id or `me`; suspended people are not found."],
  },
  DOCUMENT_NOT_FOUND: {
    number: 1007,
    when: "No such document, or not visible to these credentials",
    suggestions: ["Check the document's id."],
  },
  COMMENT_NOT_FOUND: {
    number: 1008,
    when: "No such comment, e.g. the one to reply to",
    suggestions: ["`list_comments` gives the ids of an issue's comments."],
  },
  CYCLE_NOT_FOUND: {
    number: 1009,
    when: "The team has no such cycle. details.available",
    suggestions: ["`list_cycles` gives the cycles of a team."],
  },
  MILESTONE_NOT_FOUND: {
    number: 1010,
    when: "The project has no such milestone. details.available",
    suggestions: ["`list_milestones` gives the milestones of a project."],
  },
  INITIATIVE_NOT_FOUND: {
    number: 1011,
    when: "No initiative of that name or id. details.available",
    suggestions: [checkSpelling],
  },
  ATTACHMENT_NOT_FOUND: {
    number: 1012,
    when: "No such attachment or file, or not visible to these credentials",
    suggestions: ["`get_issue` with include: [attachments] gives the ids of an issue's attachments."],
  },
  STATUS_UPDATE_NOT_FOUND: {
    number: 1013,
    when: "No such update of a project or initiative",
    suggestions: ["`get_status_updates` gives their ids."],
  },
  PROJECT_STATUS_NOT_FOUND: {
    number: 1014,
    when: "The workspace has no project status of that name or type. details.available",
    suggestions: [checkSpelling],
  },
  PROJECT_LABEL_NOT_FOUND: {
    number: 1015,
    when: "The workspace has no project label of that name. details.available",
    suggestions: ["`list_project_labels` gives them."],
  },
  RELEASE_NOT_FOUND: {
    number: 1016,
    when: "No such release, or releases are not used",
    suggestions: ["`list_releases` gives the releases."],
  },
  RELEASE_PIPELINE_NOT_FOUND: {
    number: 1017,
    when: "No such pipeline of releases, or no such stage of it. details.available",
    suggestions: ["`list_release_pipelines` gives the pipelines and their stages."],
  },
  RELEASE_NOTE_NOT_FOUND: {
    number: 1018,
    when: "No such release note",
    suggestions: ["`list_release_notes` gives them."],
  },
  AGENT_SKILL_NOT_FOUND: {
    number: 1019,
    when: "No such skill of agents",
    suggestions: ["`list_agent_skills` gives them."],
  },
  DIFF_NOT_FOUND: {
    number: 1020,
    when: "No such diff, or not visible to these credentials",
    suggestions: ["Check the diff's id."],
  },
} as const;
