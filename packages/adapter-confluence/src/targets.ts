import type { TargetForm, TargetsDefinition } from "@pm-orchestrator/core";

const page = {
  kind: "page",
  summary: "a page",
  text: { page: "number" },
  operation: "get_page",
  params: { page_id: "{page}" },
} as const satisfies Partial<TargetForm>;

const comment = {
  ...page,
  summary: "a comment on a page",
  params: { page_id: "{page}", expand: ["comments"] },
} as const;

const space = {
  kind: "space",
  summary: "a space",
  operation: "get_space",
  params: { space: "{space}" },
} as const satisfies Partial<TargetForm>;

const titled = {
  kind: "page",
  summary: "a page by its title",
  text: { title: "plus_text" },
  operation: "get_page",
  params: { space: "{space}", title: "{title}" },
} as const satisfies Partial<TargetForm>;

/** What people copy out of Confluence; `/wiki` stands in the addresses of Cloud sites alone. */
export const confluenceTargets: TargetsDefinition = {
  addresses: [
    { url: "{base_url}", without: "/wiki" },
    { url: "https://acme.atlassian.net", simulated: true },
  ],
  forms: [
    {
      ...comment,
      path: "{/wiki}/spaces/:space/pages/:page{/*title}",
      query: { focusedCommentId: ":comment" },
    },
    { ...page, path: "{/wiki}/spaces/:space/pages/:page{/*title}" },
    { ...page, path: "{/wiki}/spaces/:space/pages/edit-v2/:page{/*title}" },
    {
      ...comment,
      path: "{/wiki}/pages/viewpage.action",
      query: { pageId: ":page", focusedCommentId: ":comment" },
    },
    { ...page, path: "{/wiki}/pages/viewpage.action", query: { pageId: ":page" } },
    {
      ...titled,
      path: "{/wiki}/pages/viewpage.action",
      query: { spaceKey: ":space", title: "*title" },
      text: { title: "text" },
    },
    {
      kind: "file",
      unfollowed: true,
      summary: "a file among those of its page",
      path: "{/wiki}/pages/viewpageattachments.action",
      query: { pageId: ":page" },
      text: { page: "number" },
      operation: "list_attachments",
      params: { page_id: "{page}" },
    },
    {
      kind: "blog_post",
      summary: "a blog post",
      path: "{/wiki}/spaces/:space/blog/:year/:month/:day/:post{/*title}",
      text: { post: "number" },
      operation: "get_blog_post",
      params: { blog_post_id: "{post}" },
    },
    {
      kind: "folder",
      summary: "a folder",
      path: "{/wiki}/spaces/:space/folder/:folder{/*title}",
      text: { folder: "number" },
      operation: "get_folder",
      params: { folder_id: "{folder}" },
    },
    {
      kind: "whiteboard",
      summary: "a whiteboard",
      path: "{/wiki}/spaces/:space/whiteboard/:whiteboard{/*title}",
      text: { whiteboard: "number" },
      operation: "get_whiteboard",
      params: { whiteboard_id: "{whiteboard}" },
    },
    {
      kind: "file",
      unfollowed: true,
      summary: "a file of a page",
      path: "{/wiki}/download/attachments/:page/:filename",
      text: { page: "number" },
      operation: "download_attachment",
      params: { page_id: "{page}", filename: "{filename}" },
    },
    { ...page, summary: "a short link", path: "{/wiki}/x/:page", text: { page: "tiny_id" } },
    {
      kind: "page",
      summary: "a short link",
      path: "{/wiki}/x/:short{/*more}",
      unsupported:
        "Open the short link in a browser and give the address that it leads to, or the id of the page.",
    },
    {
      kind: "pages",
      unfollowed: true,
      summary: "the pages of a space",
      path: "{/wiki}/spaces/:space/pages",
      operation: "list_pages",
      params: { space: "{space}" },
    },
    { ...space, path: "{/wiki}/spaces/:space{/overview}" },
    { ...titled, path: "{/wiki}/display/:space/:title" },
    { ...space, path: "{/wiki}/display/:space" },
    { ...page, summary: "an id of a page", bare: ":page" },
  ],
  finders: [
    {
      of: ["issue"],
      among: "others",
      finds: "page",
      because: "page that mentions it",
      operation: "search_pages",
      params: { query: '"{mention}"', limit: 10 },
    },
  ],
};
