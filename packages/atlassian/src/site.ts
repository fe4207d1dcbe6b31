import type { AdapterHost, CredentialsDefinition, SettingDefinition } from "@pm-orchestrator/core";

/** The settings of one Atlassian product; `prefix` begins its environment variables: `JIRA`, `CONFLUENCE`. */
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
  ];
}

/** The ways to sign in to a site. */
export const ATLASSIAN_CREDENTIALS: readonly CredentialsDefinition[] = [
  { name: "api_token", settings: ["base_url", "email", "api_token"] },
];

/** The site's address without a slash at the end. The engine has checked that it is configured. */
export function siteUrl(host: AdapterHost): string {
  return (host.setting("base_url") ?? "").replace(/\/+$/, "");
}

/**
 * Headers for e-mail and API token.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis/
 */
export function basicCredentials(host: AdapterHost): Record<string, string> {
  const pair = `${host.setting("email") ?? ""}:${host.setting("api_token") ?? ""}`;
  return { authorization: `Basic ${Buffer.from(pair, "utf8").toString("base64")}` };
}
