/** Why an operation does not work with Data Center, and what to do. */
export interface CloudOnly {
  /** A sentence without its full stop. */
  reason: string;
  suggestions?: readonly string[];
}

const NO_FOLDERS: CloudOnly = { reason: "it has no folders", suggestions: ["Put pages below a page."] };
const NO_WHITEBOARDS: CloudOnly = { reason: "it has no whiteboards" };
const NO_TASKS: CloudOnly = {
  reason: "its API does not tell tasks",
  suggestions: ["Read the page with get_page: its tasks stand there as - [ ] and - [x]."],
};
const NO_STATISTICS: CloudOnly = { reason: "its API does not tell who looks at a page or likes it" };

/** Operations of which nothing works with Data Center: they are refused before anything is sent. */
export const CLOUD_ONLY: Readonly<Record<string, CloudOnly>> = {
  get_folder: NO_FOLDERS,
  create_folder: NO_FOLDERS,
  delete_folder: NO_FOLDERS,
  get_whiteboard: NO_WHITEBOARDS,
  create_whiteboard: NO_WHITEBOARDS,
  delete_whiteboard: NO_WHITEBOARDS,
  list_tasks: NO_TASKS,
  update_task: NO_TASKS,
  get_page_views: NO_STATISTICS,
  get_page_likes: NO_STATISTICS,
  copy_page: {
    reason: "its API copies no pages",
    suggestions: ["Read the page with get_page, and create another with create_page."],
  },
  resolve_comment: {
    reason: "its API does not resolve comments",
    suggestions: ["Answer the comment with add_comment and parent_comment_id, or resolve it in the browser."],
  },
  check_content_permissions: {
    reason: "its API does not tell what somebody else may do",
    suggestions: ["See who alone may read or edit the page with get_page_restrictions."],
  },
  get_space_permissions: {
    reason: "only its newest versions tell the permissions of a space, and not to everybody",
    suggestions: ["See them in the browser, in the settings of the space."],
  },
};
