import type { Kind } from "./compare.js";

/**
 * Fields that results may never lose for being compact: requests written today read them. `receipt` stands for what a
 * write answers. A name after a list's is a field of its items.
 */
export const MUST_KEEP: Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>> = {
  jira: {
    get_issue: words(
      "key id summary status type priority assignee reporter labels parent description created updated url comments changelog links subtasks attachments",
    ),
    search_issues: words(
      "issues issues.key issues.summary issues.status issues.type issues.priority issues.assignee issues.updated issues.url page",
    ),
    create_issue: words("receipt"),
    add_comment: words("receipt"),
    get_project: words("id key name type lead url"),
    get_transitions: words("transitions transitions.id transitions.name transitions.to"),
    transition_issue: words("receipt from to"),
  },
  linear: {
    get_issue: words(
      "id identifier title status status_type priority team assignee project labels parent description due_date branch created updated url comments attachments children relations",
    ),
    search_issues: words(
      "issues issues.id issues.identifier issues.title issues.status issues.assignee issues.updated issues.url page",
    ),
    create_issue: words("receipt identifier"),
    create_comment: words("receipt"),
    get_team: words("id key name"),
    list_statuses: words("statuses statuses.id statuses.name statuses.type statuses.position"),
  },
  confluence: {
    get_page: words("id title space status version parent_id author updated url body comments labels"),
    search_pages: words("pages pages.id pages.title pages.space pages.excerpt pages.updated pages.url page"),
    create_page: words("receipt version"),
    get_space: words("id key name type homepage_id url"),
  },
  slack: {
    get_channel: words("id name topic purpose members private archived"),
    search_messages: words(
      "messages messages.channel messages.ts messages.user messages.text messages.permalink page",
    ),
    post_message: words("receipt channel ts permalink"),
    get_thread: words("messages messages.ts messages.user messages.text page"),
    get_user: words("id name real_name email title time_zone"),
  },
  bitbucket: {
    get_pull_request: words(
      "id title state author source destination reviewers comment_count description created updated url",
    ),
    list_pull_requests: words(
      "pull_requests pull_requests.id pull_requests.title pull_requests.state pull_requests.author pull_requests.source pull_requests.destination pull_requests.updated pull_requests.url page",
    ),
    create_pull_request: words("receipt"),
    get_repository: words("id full_name name project default_branch private language updated url"),
  },
};

/** What every receipt has. */
export const RECEIPT = ["id", "url", "changed"] as const;

function words(text: string): string[] {
  return text.split(" ");
}
