import type { CredentialsDefinition, SettingDefinition } from "@pm-orchestrator/core";

/**
 * The settings of one Atlassian product; `prefix` begins its environment variables: `JIRA`, `CONFLUENCE`. A simulator
 * is a site that takes an API token, so the settings of the other ways are empty there.
 */
export function atlassianSettings(prefix: string): SettingDefinition[] {
  return [
    {
      name: "base_url",
      env: `${prefix}_BASE_URL`,
      address: true,
      summary: "Address of the site, e.g. https://acme.atlassian.net",
    },
    {
      name: "email",
      env: `${prefix}_EMAIL`,
      summary: "E-mail address of the account that the API token belongs to",
      simulated: "maya@acme.example",
    },
    {
      name: "api_token",
      env: `${prefix}_API_TOKEN`,
      secret: true,
      summary: "API token from id.atlassian.com",
    },
    {
      name: "cloud_id",
      env: `${prefix}_CLOUD_ID`,
      summary:
        "Id of the site, as https://acme.atlassian.net/_edge/tenant_info tells it: calls then go through api.atlassian.com, as OAuth and scoped API tokens need it",
      simulated: "",
    },
    {
      name: "access_token",
      env: `${prefix}_ACCESS_TOKEN`,
      secret: true,
      summary: "OAuth 2.0 access token, used with cloud_id",
      simulated: "",
    },
    {
      name: "personal_token",
      env: `${prefix}_PERSONAL_TOKEN`,
      secret: true,
      summary: "Personal access token of a Data Center site, used with base_url",
      simulated: "",
    },
  ];
}

/** The ways to sign in to a site. Where settings for several are there, the first in the order of {@link signInOf} is used. */
export const ATLASSIAN_CREDENTIALS: readonly CredentialsDefinition[] = [
  // A site itself takes no tokens with scopes: those go through the gateway.
  { name: "api_token", settings: ["base_url", "email", "api_token"], scoped: false },
  { name: "oauth", settings: ["cloud_id", "access_token"] },
  { name: "scoped_token", settings: ["cloud_id", "email", "api_token"] },
  { name: "personal_token", settings: ["base_url", "personal_token"], scoped: false },
];
