/** What endpoints ask of credentials, as the vendor's description says it. */
export interface Access {
  /** Scopes of API tokens, all of which are needed, the telling one first: none of them implies another. */
  granular: readonly string[];
  /** The scope of OAuth and access tokens; without one any of theirs will do. */
  classic?: string;
  endpoints: readonly string[];
}

const REPOSITORY = "/repositories/{workspace}/{repo_slug}";
const ONE = `${REPOSITORY}/pullrequests/{pull_request_id}`;
const PROJECT = "/workspaces/{workspace}/projects/{project_key}";

/**
 * Every endpoint that this adapter calls.
 *
 * @see https://developer.atlassian.com/cloud/bitbucket/rest/intro/#authentication
 */
export const ACCESS: readonly Access[] = [
  {
    granular: ["admin:project:bitbucket"],
    classic: "project:admin",
    endpoints: [`GET ${PROJECT}/branching-model/settings`, `PUT ${PROJECT}/branching-model/settings`],
  },
  {
    granular: ["admin:repository:bitbucket"],
    classic: "repository:admin",
    endpoints: [
      `POST ${REPOSITORY}`,
      `PUT ${REPOSITORY}`,
      `GET ${REPOSITORY}/branch-restrictions`,
      `GET ${REPOSITORY}/branching-model/settings`,
      `PUT ${REPOSITORY}/branching-model/settings`,
    ],
  },
  {
    granular: ["delete:repository:bitbucket"],
    classic: "repository:delete",
    endpoints: [`DELETE ${REPOSITORY}`],
  },
  {
    granular: ["read:pipeline:bitbucket"],
    classic: "pipeline",
    endpoints: [
      `GET ${REPOSITORY}/pipelines`,
      `GET ${REPOSITORY}/pipelines/{pipeline_uuid}`,
      `GET ${REPOSITORY}/pipelines/{pipeline_uuid}/steps`,
      `GET ${REPOSITORY}/pipelines/{pipeline_uuid}/steps/{step_uuid}`,
      `GET ${REPOSITORY}/pipelines/{pipeline_uuid}/steps/{step_uuid}/log`,
    ],
  },
  {
    granular: ["read:project:bitbucket"],
    classic: "project",
    endpoints: ["GET /workspaces/{workspace}/projects", `GET ${PROJECT}`],
  },
  {
    granular: ["read:pullrequest:bitbucket"],
    classic: "pullrequest",
    endpoints: [
      `GET ${REPOSITORY}/effective-default-reviewers`,
      `GET ${REPOSITORY}/pullrequests`,
      `GET ${ONE}`,
      `GET ${ONE}/activity`,
      `GET ${ONE}/comments`,
      `POST ${ONE}/comments`,
      `DELETE ${ONE}/comments/{comment_id}`,
      `GET ${ONE}/comments/{comment_id}`,
      `PUT ${ONE}/comments/{comment_id}`,
      `DELETE ${ONE}/comments/{comment_id}/resolve`,
      `POST ${ONE}/comments/{comment_id}/resolve`,
      `GET ${ONE}/commits`,
      `GET ${ONE}/diff`,
      `GET ${ONE}/merge/task-status/{task_id}`,
      `GET ${ONE}/patch`,
      `GET ${ONE}/statuses`,
      `GET ${ONE}/tasks`,
      `POST ${ONE}/tasks`,
      `DELETE ${ONE}/tasks/{task_id}`,
      `GET ${ONE}/tasks/{task_id}`,
      `PUT ${ONE}/tasks/{task_id}`,
    ],
  },
  {
    granular: ["read:repository:bitbucket"],
    classic: "project:admin",
    endpoints: [`GET ${PROJECT}/branching-model`],
  },
  {
    granular: ["read:repository:bitbucket"],
    classic: "repository",
    endpoints: [
      "GET /repositories/{workspace}",
      `GET ${REPOSITORY}`,
      `GET ${REPOSITORY}/branching-model`,
      `GET ${REPOSITORY}/commit/{commit}`,
      `GET ${REPOSITORY}/commit/{commit}/statuses`,
      `POST ${REPOSITORY}/commit/{commit}/statuses/build`,
      `GET ${REPOSITORY}/commits`,
      `GET ${REPOSITORY}/diff/{spec}`,
      `GET ${REPOSITORY}/diffstat/{spec}`,
      `GET ${REPOSITORY}/effective-branching-model`,
      `GET ${REPOSITORY}/filehistory/{commit}/{path}`,
      `GET ${REPOSITORY}/patch/{spec}`,
      `GET ${REPOSITORY}/refs`,
      `GET ${REPOSITORY}/refs/branches`,
      `GET ${REPOSITORY}/refs/branches/{name}`,
      `GET ${REPOSITORY}/refs/tags`,
      `GET ${REPOSITORY}/refs/tags/{name}`,
      `GET ${REPOSITORY}/src/{commit}/`,
      `GET ${REPOSITORY}/src/{commit}/{path}`,
    ],
  },
  {
    granular: ["read:user:bitbucket"],
    endpoints: ["GET /users/{selected_user}"],
  },
  {
    granular: ["read:user:bitbucket"],
    classic: "account",
    endpoints: ["GET /user"],
  },
  {
    granular: ["read:webhook:bitbucket"],
    classic: "webhook",
    endpoints: [`GET ${REPOSITORY}/hooks`],
  },
  {
    granular: ["read:workspace:bitbucket"],
    endpoints: ["GET /workspaces/{workspace}"],
  },
  {
    granular: ["read:workspace:bitbucket"],
    classic: "account",
    endpoints: ["GET /user/workspaces", "GET /workspaces/{workspace}/members"],
  },
  {
    granular: ["write:pipeline:bitbucket"],
    classic: "pipeline:write",
    endpoints: [`POST ${REPOSITORY}/pipelines/{pipeline_uuid}/stopPipeline`],
  },
  {
    granular: ["write:pipeline:bitbucket", "read:pipeline:bitbucket"],
    classic: "pipeline",
    endpoints: [`POST ${REPOSITORY}/pipelines`],
  },
  {
    granular: ["write:pullrequest:bitbucket"],
    classic: "pullrequest:write",
    endpoints: [`DELETE ${ONE}/approve`, `DELETE ${ONE}/request-changes`],
  },
  {
    granular: ["write:pullrequest:bitbucket", "read:pullrequest:bitbucket"],
    classic: "pullrequest:write",
    endpoints: [
      `POST ${REPOSITORY}/pullrequests`,
      `PUT ${ONE}`,
      `POST ${ONE}/approve`,
      `POST ${ONE}/decline`,
      `POST ${ONE}/merge`,
      `POST ${ONE}/request-changes`,
    ],
  },
  {
    granular: ["write:repository:bitbucket"],
    classic: "repository:write",
    endpoints: [`DELETE ${REPOSITORY}/refs/branches/{name}`, `DELETE ${REPOSITORY}/refs/tags/{name}`],
  },
  {
    granular: ["write:repository:bitbucket", "read:repository:bitbucket"],
    classic: "repository:write",
    endpoints: [`POST ${REPOSITORY}/refs/branches`, `POST ${REPOSITORY}/refs/tags`],
  },
];

const BY_ENDPOINT: ReadonlyMap<string, Access> = new Map(
  ACCESS.flatMap((access) => access.endpoints.map((endpoint) => [endpoint, access] as const)),
);

/** What an endpoint asks for. Throws a TypeError for one that is not known. */
export function accessTo(endpoint: string): Access {
  const access = BY_ENDPOINT.get(endpoint);
  if (access === undefined) throw new TypeError(`The scopes of ${endpoint} are not known.`);
  return access;
}
