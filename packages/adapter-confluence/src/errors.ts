import type { FailureCodes, FailureReading, HttpFailure } from "@pm-orchestrator/adapter-kit";
import { atlassianErrorText, limitOfRefusal } from "@pm-orchestrator/atlassian";
import { defineErrors } from "@pm-orchestrator/core";

/** Confluence's errors, 3000–3499. */
export const confluenceErrors = defineErrors({
  SPACE_NOT_FOUND: {
    number: 3001,
    when: "No such space, or not visible to these credentials. details.available",
    suggestions: ["Check the space's key, and that the account may see the space."],
  },
  PAGE_NOT_FOUND: {
    number: 3002,
    when: "No such page, or not visible to these credentials. details.available: pages with a similar title",
    suggestions: [
      "Find the page with search_pages, then use its id; a blog post is read with get_blog_post.",
    ],
  },
  COMMENT_NOT_FOUND: {
    number: 3003,
    when: "No such comment, or not visible to these credentials",
    suggestions: ["Check the comment's id, and that it was not deleted."],
  },
  ATTACHMENT_NOT_FOUND: {
    number: 3004,
    when: "No such attachment, or not visible to these credentials",
    suggestions: ["Check the attachment's id or file name, and the page that it belongs to."],
  },
  VERSION_NOT_FOUND: {
    number: 3005,
    when: "The page, or that version of it, does not exist or is not visible to these credentials",
    suggestions: ["See which versions there are with get_page_history."],
  },
  USER_NOT_FOUND: {
    number: 3006,
    when: "Nobody of that name, or not visible to these credentials. details.available",
    suggestions: ["Find people with search_users, then use the account id."],
  },
  GROUP_NOT_FOUND: {
    number: 3007,
    when: "No group of that name, or not visible to these credentials. details.available",
    suggestions: ["Check the group's name, and that the account may see groups."],
  },
  TEMPLATE_NOT_FOUND: {
    number: 3008,
    when: "No such template, or not visible to these credentials",
    suggestions: ["Find the template with list_page_templates, then use its id."],
  },
  TASK_NOT_FOUND: {
    number: 3009,
    when: "No such task, or not visible to these credentials",
    suggestions: ["Find the task with list_tasks, then use its id."],
  },
  BLOG_POST_NOT_FOUND: {
    number: 3010,
    when: "No such blog post, or not visible to these credentials",
    suggestions: ['Find it with list_blog_posts, or with search_pages and type: "blogpost".'],
  },
  SECTION_NOT_FOUND: {
    number: 3011,
    when: "The page has no such heading. details.available",
    suggestions: ["Use one of the headings in details.available, as it is written there."],
  },
  CONTENT_NOT_FOUND: {
    number: 3012,
    when: "No such folder or whiteboard, or not visible to these credentials",
    suggestions: ["See what stands below a page with get_page_children."],
  },
  INVALID_CQL: {
    number: 3101,
    when: "The CQL cannot be read, or names something that does not exist",
    suggestions: [
      'Put values in quotes: space = "TECH" AND text ~ "authentication" ORDER BY lastmodified DESC.',
    ],
  },
  PERMISSION_DENIED: {
    number: 3102,
    when: "The account may not do this",
    suggestions: ["Ask the space's administrator for the permission, or use another account."],
  },
  REQUIRED_FIELD_MISSING: {
    number: 3103,
    when: "Something that is needed was not given. details.fields",
    suggestions: ["Give what the message names."],
  },
  INVALID_PAGE_ID: {
    number: 3104,
    when: "What was given cannot be the id of a page",
    suggestions: ["Ids are numbers: they stand in the page's address after /pages/."],
  },
  PAGE_TITLE_EXISTS: {
    number: 3105,
    when: "The space has a page of this title already, perhaps an archived one",
    suggestions: ["Choose another title, or look at the existing page with get_page by title and space."],
  },
  TEXT_NOT_FOUND: {
    number: 3106,
    when: "The text that is to be commented on or replaced does not stand in the page",
    suggestions: ["Take the text from the page as it reads now, within one paragraph and without marks."],
  },
  INLINE_COMMENT_NEEDED: {
    number: 3107,
    when: "Only inline comments can be resolved, and this is another one",
    suggestions: ['List the inline comments with get_comments and type: "inline".'],
  },
  PAGE_NOT_EDITABLE: {
    number: 3108,
    when: "The change cannot be made without touching the rest of the page. details.reason",
    suggestions: ["Edit the page by hand, or replace its whole text with update_page and allow_removal."],
  },
  FILE_TOO_LARGE: {
    number: 3109,
    when: "The file is larger than is allowed. details.size, details.max_bytes",
    suggestions: ["Give a larger max_bytes, up to 26214400."],
  },
  AMBIGUOUS_MATCH: {
    number: 3110,
    when: "A name fits several things. details.candidates",
    suggestions: ["Use the id of one of details.candidates."],
  },
  PLACEHOLDER_MISMATCH: {
    number: 3111,
    when: "The page holds something that Markdown cannot say, and the new text loses or misplaces it. details.placeholders",
    suggestions: [
      'Read the page with get_page and body_format: "editable", and keep each [[number: …]] once, where it is to stand.',
      "To give it up give allow_removal: true.",
    ],
  },
  UNSUPPORTED_ON_DATA_CENTER: {
    number: 3112,
    when: "Confluence Data Center cannot do this, Confluence Cloud can. details.operation, details.reason",
    suggestions: ["The README of the adapter lists what works with Data Center."],
  },
  CONFLUENCE_API_ERROR: {
    number: 3401,
    when: "Confluence failed, cannot be reached, or answered something unexpected. details.status",
    suggestions: ["Try again later; `pmo doctor` checks the connection."],
  },
  CONFLUENCE_API_RATE_LIMIT: {
    number: 3402,
    when: "Confluence limits the rate of requests. details.retry_after_ms, details.limit_domain",
    suggestions: ["Wait, then send fewer requests at once."],
    retryable: true,
  },
  CONFLUENCE_API_TIMEOUT: {
    number: 3403,
    when: "One attempt took too long. details.timeout_ms",
    suggestions: ["Try again, or ask for less at once."],
    retryable: true,
  },
  CONFLUENCE_API_UNAUTHORIZED: {
    number: 3404,
    when: "The credentials are wrong, expired or revoked",
    suggestions: ["Renew the credentials in the settings; `pmo doctor` tries them."],
  },
  CONFLUENCE_CONFLICT: {
    number: 3405,
    when: "Somebody else changed it in between. details.expected, details.actual: versions",
    suggestions: ["Read it again, then repeat the change with the version that was read."],
  },
  CONFLUENCE_SCOPE_MISSING: {
    number: 3406,
    when: "The token lacks a scope. details.scope",
    suggestions: ["Create a token with the scope in details.scope."],
  },
});

export type ConfluenceErrorCode = Extract<keyof typeof confluenceErrors.table, string>;

export const confluenceFailureCodes: FailureCodes<ConfluenceErrorCode> = {
  unauthorized: "CONFLUENCE_API_UNAUTHORIZED",
  forbidden: "PERMISSION_DENIED",
  conflict: "CONFLUENCE_CONFLICT",
  rateLimited: "CONFLUENCE_API_RATE_LIMIT",
  timeout: "CONFLUENCE_API_TIMEOUT",
  api: "CONFLUENCE_API_ERROR",
};

/**
 * What Confluence's own words add to a failure. A scope that lacks is told by 401, without its name: the client adds
 * the name of the one that the call takes.
 *
 * @see https://developer.atlassian.com/cloud/confluence/rest/v2/intro/#status-code
 */
export function readConfluenceFailure(failure: HttpFailure): FailureReading<ConfluenceErrorCode> | undefined {
  if (failure.kind !== "status") return undefined;
  const { status } = failure;
  if (status === 429) {
    const limit_domain = limitOfRefusal(failure.headers);
    return limit_domain && { code: confluenceFailureCodes.rateLimited, details: { limit_domain } };
  }
  const text = failureText(failure.body);
  if ((status === 401 || status === 403) && /scope/i.test(text ?? "")) {
    return { code: "CONFLUENCE_SCOPE_MISSING", ...(text === undefined ? {} : { message: text }) };
  }
  if (text === undefined) return undefined;
  if (
    (status === 400 || status === 409) &&
    /title already exists|already exists with the (?:same )?title/i.test(text)
  ) {
    return { code: "PAGE_TITLE_EXISTS", message: text };
  }
  if (status === 403) return { code: "PERMISSION_DENIED", message: text };
  return status === 400 ? { code: badRequestCode(text), message: text } : undefined;
}

function badRequestCode(text: string): ConfluenceErrorCode {
  if (/parse cql/i.test(text)) return "INVALID_CQL";
  if (/is required|must be (?:provided|specified)|(?:must|can)\s?not be (?:null|empty|blank)/i.test(text)) {
    return "REQUIRED_FIELD_MISSING";
  }
  return /'id'.*(?:valid|type|long)|invalid (?:page|content) ?id/i.test(text)
    ? "INVALID_PAGE_ID"
    : "CONFLUENCE_API_ERROR";
}

/** v1 puts the name of a Java class before what it says. */
function failureText(body: unknown): string | undefined {
  return atlassianErrorText(body)?.replace(/^(?:[a-z]\w*\.)+[A-Z]\w*:\s*/, "");
}
