import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { callsOf, dataCenter } from "./fake.js";
import { ADA, IDS } from "./world.js";

const { guide, child, post, footer } = IDS;

/** What each operation asks of Data Center; the order in which parallel calls go is not looked at. */
const WORKS: Readonly<Record<string, { params: Record<string, unknown>; calls: string[] }>> = {
  get_page: {
    params: { page_id: guide },
    calls: [`GET /rest/api/content/${guide}`, "GET /rest/api/space/TECH"],
  },
  batch_get_pages: {
    params: { page_ids: [guide, child] },
    calls: ["GET /rest/api/content/search", "GET /rest/api/space/TECH"],
  },
  search_pages: { params: { cql: 'title = "Guide"' }, calls: ["GET /rest/api/search"] },
  create_page: {
    params: { space: "TECH", title: "New", body: "x" },
    calls: ["GET /rest/api/space", "POST /rest/api/content"],
  },
  update_page: {
    params: { page_id: guide, body: "x" },
    calls: [`GET /rest/api/content/${guide}`, `PUT /rest/api/content/${guide}`],
  },
  update_page_section: {
    params: { page_id: guide, heading_text: "Goal", new_content: "x" },
    calls: [`GET /rest/api/content/${guide}`, `PUT /rest/api/content/${guide}`],
  },
  replace_page_text: {
    params: { page_id: guide, find: "15", replace_with: "10" },
    calls: [`GET /rest/api/content/${guide}`, `PUT /rest/api/content/${guide}`],
  },
  delete_page: {
    params: { page_id: child },
    calls: [`GET /rest/api/content/${child}`, `DELETE /rest/api/content/${child}`],
  },
  move_page: {
    params: { page_id: IDS.grandchild, target_parent_id: guide },
    calls: [
      `GET /rest/api/content/${IDS.grandchild}`,
      `GET /rest/api/content/${guide}`,
      `PUT /rest/api/content/${IDS.grandchild}`,
    ],
  },
  list_pages: { params: { space: "TECH" }, calls: ["GET /rest/api/space", "GET /rest/api/content"] },
  get_page_tree: {
    params: { space: "TECH" },
    calls: ["GET /rest/api/space", "GET /rest/api/space/TECH/content/page", "GET /rest/api/content/search"],
  },
  get_page_children: { params: { parent_id: guide }, calls: [`GET /rest/api/content/${guide}/child/page`] },
  get_page_ancestors: {
    params: { page_id: child },
    calls: [`GET /rest/api/content/${child}`, "GET /rest/api/content/search"],
  },
  get_space: { params: { space: "TECH" }, calls: ["GET /rest/api/space"] },
  list_spaces: { params: {}, calls: ["GET /rest/api/space"] },
  resolve_space_id: {
    params: { space: "Technology" },
    calls: ["GET /rest/api/space", "GET /rest/api/space"],
  },
  get_comments: { params: { page_id: guide }, calls: [`GET /rest/api/content/${guide}/child/comment`] },
  add_comment: { params: { page_id: guide, body: "Fine" }, calls: ["POST /rest/api/content"] },
  update_comment: {
    params: { comment_id: footer, body: "Fine" },
    calls: [
      `GET /rest/api/content/${footer}`,
      `GET /rest/api/content/${footer}`,
      `PUT /rest/api/content/${footer}`,
    ],
  },
  delete_comment: {
    params: { comment_id: footer },
    calls: [
      `GET /rest/api/content/${footer}`,
      `GET /rest/api/content/${footer}`,
      `DELETE /rest/api/content/${footer}`,
    ],
  },
  get_labels: { params: { page_id: guide }, calls: [`GET /rest/api/content/${guide}/label`] },
  add_labels: {
    params: { page_id: guide, labels: ["new"] },
    calls: [`POST /rest/api/content/${guide}/label`],
  },
  remove_label: {
    params: { page_id: guide, label: "jwt" },
    calls: [`DELETE /rest/api/content/${guide}/label`],
  },
  get_page_history: {
    params: { page_id: guide },
    calls: [`GET /rest/experimental/content/${guide}/version`],
  },
  get_page_diff: {
    params: { page_id: guide, from_version: 2, to_version: 3 },
    calls: [1, 2, 3].map(() => `GET /rest/api/content/${guide}`),
  },
  restore_page_version: {
    params: { page_id: guide, version: 1 },
    calls: [...[1, 2, 3].map(() => `GET /rest/api/content/${guide}`), `PUT /rest/api/content/${guide}`],
  },
  list_attachments: {
    params: { page_id: guide },
    calls: [`GET /rest/api/content/${guide}/child/attachment`],
  },
  download_attachment: {
    params: { attachment_id: IDS.picture },
    calls: [`GET /rest/api/content/${IDS.picture}`, `GET /download/attachments/${guide}/flow.png`],
  },
  download_content_attachments: {
    params: { page_id: guide },
    calls: [
      `GET /rest/api/content/${guide}/child/attachment`,
      `GET /download/attachments/${guide}/claims%20%26%20more.json`,
      `GET /download/attachments/${guide}/flow.png`,
    ],
  },
  get_page_images: {
    params: { page_id: guide },
    calls: [`GET /rest/api/content/${guide}/child/attachment`, `GET /download/attachments/${guide}/flow.png`],
  },
  upload_attachment: {
    params: { page_id: guide, filename: "a.txt", text: "A" },
    calls: [
      `GET /rest/api/content/${guide}/child/attachment`,
      `POST /rest/api/content/${guide}/child/attachment`,
    ],
  },
  upload_attachments: {
    params: { page_id: guide, files: [{ filename: "a.txt", text: "A" }] },
    calls: [
      `GET /rest/api/content/${guide}/child/attachment`,
      `POST /rest/api/content/${guide}/child/attachment`,
    ],
  },
  delete_attachment: {
    params: { attachment_id: IDS.file },
    calls: [`GET /rest/api/content/${IDS.file}`, `DELETE /rest/api/content/${IDS.file}`],
  },
  list_page_templates: {
    params: { space: "TECH" },
    calls: ["GET /rest/api/space", "GET /rest/experimental/template/page"],
  },
  get_page_template: { params: { template_id: "77" }, calls: ["GET /rest/experimental/template/77"] },
  create_page_from_template: {
    params: { template_id: "77", space: "TECH", title: "New", values: { what: "RS256" } },
    calls: [
      "GET /rest/api/space",
      "GET /rest/experimental/template/77",
      "POST /rest/api/content",
      "POST /rest/api/content/500/label",
    ],
  },
  search_users: { params: { query: "Ada" }, calls: ["GET /rest/api/search"] },
  get_current_user: { params: {}, calls: ["GET /rest/api/user/current"] },
  get_page_restrictions: {
    params: { page_id: guide },
    calls: ["read", "update"].map((one) => `GET /rest/api/content/${guide}/restriction/byOperation/${one}`),
  },
  set_page_restrictions: {
    params: { page_id: guide, read: { users: [ADA.userKey], groups: ["staff"] } },
    calls: [
      ...["read", "update", "read", "update"].map(
        (one) => `GET /rest/api/content/${guide}/restriction/byOperation/${one}`,
      ),
      "GET /rest/api/group/staff",
      `PUT /rest/api/content/${guide}/restriction`,
    ],
  },
  list_blog_posts: { params: {}, calls: ["GET /rest/api/content/search"] },
  get_blog_post: {
    params: { blog_post_id: post },
    calls: [`GET /rest/api/content/${post}`, "GET /rest/api/space/TECH"],
  },
  create_blog_post: {
    params: { space: "TECH", title: "More news", body: "x", labels: ["a"] },
    calls: ["GET /rest/api/space", "POST /rest/api/content", "POST /rest/api/content/500/label"],
  },
  update_blog_post: {
    params: { blog_post_id: post, body: "x" },
    calls: [`GET /rest/api/content/${post}`, `PUT /rest/api/content/${post}`],
  },
  delete_blog_post: {
    params: { blog_post_id: post },
    calls: [`GET /rest/api/content/${post}`, `DELETE /rest/api/content/${post}`],
  },
  cache_status: { params: {}, calls: [] },
};

/** Operations that Data Center cannot do at all, with words of the reason. */
const REFUSED: Readonly<Record<string, { params: Record<string, unknown>; reason: string }>> = {
  copy_page: {
    params: { source_page_id: guide, new_title: "Copy", destination_space: "TECH" },
    reason: "copies no pages",
  },
  resolve_comment: { params: { comment_id: IDS.inline }, reason: "does not resolve comments" },
  check_content_permissions: {
    params: { page_id: guide, operation: "read" },
    reason: "what somebody else may do",
  },
  get_space_permissions: { params: { space: "TECH" }, reason: "permissions of a space" },
  get_page_views: { params: { page_id: guide }, reason: "looks at a page" },
  get_page_likes: { params: { page_id: guide }, reason: "likes" },
  list_tasks: { params: { space: "TECH" }, reason: "tasks" },
  update_task: { params: { task_id: "1", status: "complete" }, reason: "tasks" },
  get_folder: { params: { folder_id: "1" }, reason: "no folders" },
  create_folder: { params: { space: "TECH", title: "F" }, reason: "no folders" },
  delete_folder: { params: { folder_id: "1" }, reason: "no folders" },
  get_whiteboard: { params: { whiteboard_id: "1" }, reason: "no whiteboards" },
  create_whiteboard: { params: { space: "TECH", title: "W" }, reason: "no whiteboards" },
  delete_whiteboard: { params: { whiteboard_id: "1" }, reason: "no whiteboards" },
};

describe("every operation either works with Data Center or is refused", () => {
  it("and stands in one of the two lists", () => {
    const listed = [...Object.keys(WORKS), ...Object.keys(REFUSED)];
    expect(listed.toSorted()).toEqual(Object.keys(adapter.operations).toSorted());
  });

  it.each(Object.entries(WORKS))("%s works", async (operation, { params, calls }) => {
    const confluence = dataCenter();
    const result = await confluence.run(operation, params);
    const { [operation as keyof typeof adapter.operations]: definition } = adapter.operations;
    expect(definition.result.parse(result)).toEqual(result);
    expect(callsOf(confluence.sent).toSorted()).toEqual(calls.toSorted());
    for (const { url, headers } of confluence.sent) {
      expect(url).toMatch(/^https:\/\/wiki\.acme\.example\/confluence\//);
      expect(headers.get("authorization")).toBe("Bearer pat-1");
    }
  });

  it.each(Object.entries(REFUSED))(
    "%s is refused before anything is sent",
    async (operation, { params, reason }) => {
      const confluence = dataCenter();
      await expect(confluence.run(operation, params)).rejects.toMatchObject({
        code: "UNSUPPORTED_ON_DATA_CENTER",
        number: 3112,
        retryable: false,
        system: "confluence",
        message: expect.stringContaining(operation),
        details: { operation, reason: expect.stringContaining(reason) },
        suggestions: expect.arrayContaining([expect.any(String)]),
      });
      expect(confluence.sent).toHaveLength(0);
    },
  );
});
