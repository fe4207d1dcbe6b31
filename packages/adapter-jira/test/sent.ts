/** What was asked of Jira, readable: `GET /rest/api/3/project/search?query=train`. */
export function sentTo(jira: { sent: readonly Request[] }): string[] {
  return jira.sent.map(({ method, url }) => {
    const { pathname, search } = new URL(url);
    return `${method} ${decodeURIComponent(pathname.replace(/^\/jira/, "") + search.replaceAll("+", " "))}`;
  });
}
