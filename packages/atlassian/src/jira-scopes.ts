/**
 * The scope that a call to Jira needs, as the vendor's description names it: Jira says only that some scope lacks.
 * Classic scopes for the platform, granular ones for boards and sprints, which have no others.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/scopes-for-oauth-2-3LO-and-forge-apps/
 */
export function jiraScope({
  method,
  path,
  readsOnly = false,
}: {
  method: string;
  path: string;
  readsOnly?: boolean | undefined;
}): string {
  const verb = method === "GET" || readsOnly ? "read" : method === "DELETE" ? "delete" : "write";
  const software = /\/rest\/(?:agile|software)\/1\.0\/(board|backlog|sprint|epic|issue)/.exec(path)?.[1];
  if (software !== undefined) {
    const place = software === "board" || software === "backlog" ? "board-scope" : software;
    return `${verb}:${place}:jira-software`;
  }
  if (/\/rest\/api\/3\/(?:user|users|myself|groups?)(?:[/?]|$)/.test(path)) return "read:jira-user";
  if (/\/rest\/api\/3\/(?:version|component)/.test(path) && verb !== "read") return "manage:jira-project";
  if (/\/rest\/api\/3\/field\/.+\/context/.test(path)) return "manage:jira-configuration";
  return verb === "read" ? "read:jira-work" : "write:jira-work";
}
