import type { ConfluenceErrorCode } from "./errors.js";

interface Missing<Code extends ConfluenceErrorCode> {
  code: Code;
  message: string;
  details: Record<string, string>;
}

/** Makes the telling of a 404: which error, what it is called, and the detail that names it. */
function missing<Code extends ConfluenceErrorCode>(code: Code, what: string, detail: string) {
  return (id: string | number): Missing<Code> => ({
    code,
    message: `There is no ${what} ${id} that these credentials can see.`,
    details: { [detail]: String(id) },
  });
}

/** How a 404 on each of these is told. */
export const pageNotFound = missing("PAGE_NOT_FOUND", "page", "page_id");
export const blogPostNotFound = missing("BLOG_POST_NOT_FOUND", "blog post", "blog_post_id");
export const spaceNotFound = missing("SPACE_NOT_FOUND", "space", "space");
export const commentNotFound = missing("COMMENT_NOT_FOUND", "comment", "comment_id");
export const contentNotFound = missing("CONTENT_NOT_FOUND", "folder or whiteboard", "id");
export const attachmentNotFound = missing("ATTACHMENT_NOT_FOUND", "attachment", "attachment_id");
export const templateNotFound = missing("TEMPLATE_NOT_FOUND", "template", "template_id");
export const taskNotFound = missing("TASK_NOT_FOUND", "task", "task_id");

/** How a 404 on a version of a page is told: the page, or that version of it, is not there. */
export function versionNotFound(page: string | number, version: number) {
  return {
    code: "VERSION_NOT_FOUND" as const,
    message: `There is no version ${version} of page ${page} that these credentials can see.`,
    details: { page_id: String(page), version },
  };
}
