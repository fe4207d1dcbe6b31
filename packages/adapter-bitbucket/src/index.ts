import { cacheStatusOperation } from "@pm-orchestrator/adapter-kit";
import { defineAdapter } from "@pm-orchestrator/core";
import { type BitbucketClient, connectBitbucket, DEFAULT_BASE_URL } from "./client.js";
import { bitbucketErrors } from "./errors.js";
import { bitbucketLimits } from "./limits.js";
import { getCurrentUser, getUser } from "./operations/users.js";
import { pullRequestOperations } from "./pull-request-operations.js";
import { repositoryOperations } from "./repository-operations.js";
import { bitbucketTargets } from "./targets.js";

/** Bitbucket Cloud. */
const adapter = defineAdapter({
  contract: 1,
  kind: "bitbucket",
  title: "Bitbucket Cloud",
  settings: [
    {
      name: "email",
      env: "BITBUCKET_EMAIL",
      summary: "E-mail address of the Atlassian account that the API token belongs to",
      simulated: "maya@acme.example",
    },
    {
      name: "api_token",
      env: "BITBUCKET_API_TOKEN",
      secret: true,
      summary: "API token with Bitbucket scopes, from id.atlassian.com",
    },
    {
      name: "access_token",
      env: "BITBUCKET_ACCESS_TOKEN",
      secret: true,
      summary:
        "Access token of a workspace, project or repository, or by OAuth, instead of e-mail and API token",
      // Simulators know the API token.
      simulated: "",
    },
    {
      name: "workspace",
      env: "BITBUCKET_WORKSPACE",
      summary: "Workspace of repositories that are named by their slug alone",
      simulated: "acme",
    },
    {
      name: "base_url",
      env: "BITBUCKET_BASE_URL",
      address: true,
      summary: "Address of the API",
      default: DEFAULT_BASE_URL,
    },
  ],
  credentials: [
    { name: "api_token", settings: ["email", "api_token"] },
    { name: "access_token", settings: ["access_token"] },
  ],
  slots: {
    repositories: { ttlMs: "session", summary: "repositories by full name" },
    users: { ttlMs: "session", summary: "members by workspace, and who the credentials belong to" },
    projects: { ttlMs: "session", summary: "projects by workspace and key" },
  },
  limits: bitbucketLimits,
  errors: bitbucketErrors.table,
  warm: [
    { operation: "get_current_user", params: {} },
    { operation: "list_repositories", params: { limit: 100 } },
    { operation: "list_projects", params: { limit: 100 } },
  ],
  probe: { operation: "get_current_user", params: {} },
  targets: bitbucketTargets,
  operations: {
    ...pullRequestOperations,
    ...repositoryOperations,
    get_user: getUser,
    get_current_user: getCurrentUser,
    cache_status: cacheStatusOperation<BitbucketClient>(),
  },
  connect: connectBitbucket,
});

export default adapter;

declare module "@pm-orchestrator/core" {
  interface AdapterMap {
    "@pm-orchestrator/adapter-bitbucket": typeof adapter;
  }
}
