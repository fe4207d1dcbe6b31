import { cacheStatusOperation } from "@pm-orchestrator/adapter-kit";
import { ATLASSIAN_CREDENTIALS, atlassianSettings } from "@pm-orchestrator/atlassian";
import { defineAdapter } from "@pm-orchestrator/core";
import { type ConfluenceClient, connectConfluence } from "./client.js";
import { confluenceErrors } from "./errors.js";
import { getPageLikes, getPageViews } from "./operations/analytics.js";
import {
  deleteAttachment,
  listAttachments,
  uploadAttachment,
  uploadAttachments,
} from "./operations/attachments.js";
import { createBlogPost, deleteBlogPost, updateBlogPost } from "./operations/blog-post-changes.js";
import { getBlogPost, listBlogPosts } from "./operations/blog-posts.js";
import { deleteComment, resolveComment, updateComment } from "./operations/comment-changes.js";
import { addComment, getComments } from "./operations/comments.js";
import { createPage } from "./operations/create-page.js";
import { downloadAttachment, downloadContentAttachments, getPageImages } from "./operations/downloads.js";
import {
  createFolder,
  createWhiteboard,
  deleteFolder,
  deleteWhiteboard,
  getFolder,
  getWhiteboard,
} from "./operations/folders.js";
import { getPageDiff, getPageHistory, restorePageVersion } from "./operations/history.js";
import { addLabels, getLabels, removeLabel } from "./operations/labels.js";
import { deletePage, replacePageText, updatePage, updatePageSection } from "./operations/page-changes.js";
import { listPages } from "./operations/page-lists.js";
import { copyPage, movePage } from "./operations/page-places.js";
import { batchGetPages, getPage } from "./operations/pages.js";
import { getCurrentUser, searchUsers } from "./operations/people.js";
import { checkContentPermissions, getSpacePermissions } from "./operations/permissions.js";
import { getPageRestrictions, setPageRestrictions } from "./operations/restrictions.js";
import { searchPages } from "./operations/search.js";
import { getSpace, listSpaces, resolveSpaceId } from "./operations/spaces.js";
import { listTasks, updateTask } from "./operations/tasks.js";
import { createPageFromTemplate, getPageTemplate, listPageTemplates } from "./operations/templates.js";
import { getPageAncestors, getPageChildren, getPageTree } from "./operations/tree.js";
import { confluenceTargets } from "./targets.js";

/** Confluence Cloud, and Data Center through a translation of the calls: see `data-center/`. */
const adapter = defineAdapter({
  contract: 1,
  kind: "confluence",
  title: "Confluence Cloud",
  settings: atlassianSettings("CONFLUENCE"),
  credentials: ATLASSIAN_CREDENTIALS,
  slots: {
    spaces: { ttlMs: "session", summary: "spaces by key, name and id" },
    // Titles, places and versions: an answer that is older still would mislead.
    page_metadata: {
      ttlMs: 5 * 60_000,
      staleMs: 0,
      summary: "pages by id, without their bodies and labels",
    },
    page_trees: {
      ttlMs: 10 * 60_000,
      summary: "trees of pages; what adds to them, moves or removes clears them",
    },
    users: { ttlMs: "session", summary: "people by account id and name" },
  },
  limits: {
    // Confluence publishes no figures: https://developer.atlassian.com/cloud/confluence/rate-limiting/
    requests: { summary: "Bursts of requests per tenant" },
    quota: { summary: "Points per hour of an app; accounts with an API token have none" },
  },
  errors: confluenceErrors.table,
  warm: [
    { operation: "get_current_user", params: {} },
    { operation: "list_spaces", params: { limit: 250 } },
  ],
  probe: { operation: "search_pages", params: { cql: "type = page", limit: 1 } },
  targets: confluenceTargets,
  operations: {
    get_page: getPage,
    batch_get_pages: batchGetPages,
    search_pages: searchPages,
    create_page: createPage,
    update_page: updatePage,
    update_page_section: updatePageSection,
    replace_page_text: replacePageText,
    delete_page: deletePage,
    move_page: movePage,
    copy_page: copyPage,
    list_pages: listPages,
    get_page_tree: getPageTree,
    get_page_children: getPageChildren,
    get_page_ancestors: getPageAncestors,
    get_space: getSpace,
    list_spaces: listSpaces,
    resolve_space_id: resolveSpaceId,
    get_comments: getComments,
    add_comment: addComment,
    update_comment: updateComment,
    resolve_comment: resolveComment,
    delete_comment: deleteComment,
    get_labels: getLabels,
    add_labels: addLabels,
    remove_label: removeLabel,
    get_page_history: getPageHistory,
    get_page_diff: getPageDiff,
    restore_page_version: restorePageVersion,
    list_attachments: listAttachments,
    download_attachment: downloadAttachment,
    download_content_attachments: downloadContentAttachments,
    get_page_images: getPageImages,
    upload_attachment: uploadAttachment,
    upload_attachments: uploadAttachments,
    delete_attachment: deleteAttachment,
    list_page_templates: listPageTemplates,
    get_page_template: getPageTemplate,
    create_page_from_template: createPageFromTemplate,
    search_users: searchUsers,
    get_current_user: getCurrentUser,
    get_page_restrictions: getPageRestrictions,
    set_page_restrictions: setPageRestrictions,
    check_content_permissions: checkContentPermissions,
    get_space_permissions: getSpacePermissions,
    get_page_views: getPageViews,
    get_page_likes: getPageLikes,
    list_tasks: listTasks,
    update_task: updateTask,
    list_blog_posts: listBlogPosts,
    get_blog_post: getBlogPost,
    create_blog_post: createBlogPost,
    update_blog_post: updateBlogPost,
    delete_blog_post: deleteBlogPost,
    get_folder: getFolder,
    create_folder: createFolder,
    delete_folder: deleteFolder,
    get_whiteboard: getWhiteboard,
    create_whiteboard: createWhiteboard,
    delete_whiteboard: deleteWhiteboard,
    cache_status: cacheStatusOperation<ConfluenceClient>(),
  },
  connect: connectConfluence,
});

export default adapter;

declare module "@pm-orchestrator/core" {
  interface AdapterMap {
    "@pm-orchestrator/adapter-confluence": typeof adapter;
  }
}
