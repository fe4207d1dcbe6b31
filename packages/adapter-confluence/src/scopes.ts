/** What each endpoint takes of a token, as its description says: classic scopes for v1, granular ones for v2. */
const ENDPOINTS: Readonly<Record<string, readonly string[]>> = {
  "delete:attachment:confluence": ["DELETE /wiki/api/v2/attachments/{id}"],
  "delete:comment:confluence": [
    "DELETE /wiki/api/v2/footer-comments/{comment-id}",
    "DELETE /wiki/api/v2/inline-comments/{comment-id}",
  ],
  "delete:folder:confluence": ["DELETE /wiki/api/v2/folders/{id}"],
  "delete:page:confluence": ["DELETE /wiki/api/v2/blogposts/{id}", "DELETE /wiki/api/v2/pages/{id}"],
  "delete:whiteboard:confluence": ["DELETE /wiki/api/v2/whiteboards/{id}"],
  "read:attachment:confluence": [
    "GET /wiki/api/v2/attachments/{id}",
    "GET /wiki/api/v2/pages/{id}/attachments",
  ],
  "read:comment:confluence": [
    "GET /wiki/api/v2/blogposts/{id}/footer-comments",
    "GET /wiki/api/v2/blogposts/{id}/inline-comments",
    "GET /wiki/api/v2/footer-comments/{comment-id}",
    "GET /wiki/api/v2/footer-comments/{id}/children",
    "GET /wiki/api/v2/inline-comments/{comment-id}",
    "GET /wiki/api/v2/inline-comments/{id}/children",
    "GET /wiki/api/v2/pages/{id}/footer-comments",
    "GET /wiki/api/v2/pages/{id}/inline-comments",
  ],
  "read:confluence-content.all": ["GET /wiki/rest/api/content/{id}/restriction"],
  "read:confluence-content.permission": ["POST /wiki/rest/api/content/{id}/permission/check"],
  "read:confluence-content.summary": [
    "GET /wiki/rest/api/analytics/content/{contentId}/viewers",
    "GET /wiki/rest/api/analytics/content/{contentId}/views",
    "GET /wiki/rest/api/template/page",
    "GET /wiki/rest/api/template/{contentTemplateId}",
  ],
  "read:confluence-groups": ["GET /wiki/rest/api/group/picker"],
  "read:confluence-user": ["GET /wiki/rest/api/user/current"],
  "read:content-details:confluence": ["GET /wiki/rest/api/search/user"],
  "read:content.metadata:confluence": [
    "GET /wiki/api/v2/pages/{id}/ancestors",
    "POST /wiki/api/v2/content/convert-ids-to-types",
  ],
  "read:folder:confluence": ["GET /wiki/api/v2/folders/{id}"],
  "read:hierarchical-content:confluence": [
    "GET /wiki/api/v2/folders/{id}/direct-children",
    "GET /wiki/api/v2/pages/{id}/descendants",
    "GET /wiki/api/v2/pages/{id}/direct-children",
  ],
  "read:page:confluence": [
    "GET /wiki/api/v2/blogposts",
    "GET /wiki/api/v2/blogposts/{id}",
    "GET /wiki/api/v2/pages",
    "GET /wiki/api/v2/pages/{id}",
    "GET /wiki/api/v2/pages/{id}/labels",
    "GET /wiki/api/v2/pages/{id}/likes/count",
    "GET /wiki/api/v2/pages/{id}/likes/users",
    "GET /wiki/api/v2/pages/{id}/versions",
    "GET /wiki/api/v2/spaces/{id}/pages",
  ],
  "read:space:confluence": [
    "GET /wiki/api/v2/spaces",
    "GET /wiki/api/v2/spaces/{id}",
    "GET /wiki/api/v2/spaces/{id}/permissions",
  ],
  "read:task:confluence": ["GET /wiki/api/v2/tasks"],
  "read:user:confluence": ["POST /wiki/api/v2/users-bulk"],
  "read:whiteboard:confluence": ["GET /wiki/api/v2/whiteboards/{id}"],
  "readonly:content.attachment:confluence": [
    "GET /wiki/rest/api/content/{id}/child/attachment/{attachmentId}/download",
    // Where the download leads.
    "GET /wiki/download/attachments/{id}/{filename}",
  ],
  "search:confluence": ["GET /wiki/rest/api/search"],
  "write:comment:confluence": [
    "POST /wiki/api/v2/footer-comments",
    "POST /wiki/api/v2/inline-comments",
    "PUT /wiki/api/v2/footer-comments/{comment-id}",
    "PUT /wiki/api/v2/inline-comments/{comment-id}",
  ],
  "write:confluence-content": [
    "DELETE /wiki/rest/api/content/{id}/restriction",
    "DELETE /wiki/rest/api/content/{id}/label",
    "POST /wiki/rest/api/content/{id}/copy",
    "POST /wiki/rest/api/content/{id}/label",
    "POST /wiki/rest/api/content/{id}/version",
    "PUT /wiki/rest/api/content/{id}/restriction",
    "PUT /wiki/rest/api/content/{pageId}/move/{position}/{targetId}",
  ],
  "write:confluence-file": ["PUT /wiki/rest/api/content/{id}/child/attachment"],
  "write:folder:confluence": ["POST /wiki/api/v2/folders"],
  "write:page:confluence": [
    "POST /wiki/api/v2/blogposts",
    "POST /wiki/api/v2/pages",
    "PUT /wiki/api/v2/blogposts/{id}",
    "PUT /wiki/api/v2/pages/{id}",
  ],
  "write:task:confluence": ["PUT /wiki/api/v2/tasks/{id}"],
  "write:whiteboard:confluence": ["POST /wiki/api/v2/whiteboards"],
};

const SCOPES: ReadonlyMap<string, string> = new Map(
  Object.entries(ENDPOINTS).flatMap(([scope, endpoints]) =>
    endpoints.map((endpoint) => [endpoint, scope] as const),
  ),
);

/** The scopes of all these endpoints. Throws a TypeError for one that is not known. */
export function scopesOf(endpoints: readonly string[]): string[] {
  const scopes = endpoints.map((endpoint) => {
    const scope = SCOPES.get(endpoint);
    if (scope === undefined) throw new TypeError(`The scope of ${endpoint} is not known.`);
    return scope;
  });
  return [...new Set(scopes)];
}

/** The scope of a call; undefined for one that no endpoint's address fits. A name goes before a placeholder. */
export function scopeOfCall(method: string, path: string): string | undefined {
  const parts = `${method} ${path}`.split("/");
  const fitting = [...SCOPES.keys()].filter((endpoint) => {
    const named = endpoint.split("/");
    return (
      named.length === parts.length && named.every((name, at) => name.startsWith("{") || name === parts[at])
    );
  });
  const holes = (endpoint: string) => endpoint.split("{").length;
  const [best] = fitting.sort((one, other) => holes(one) - holes(other));
  return best === undefined ? undefined : SCOPES.get(best);
}
