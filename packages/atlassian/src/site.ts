import { type AdapterHost, orchestratorError, type PmoError } from "@pm-orchestrator/core";

/** A product, as the gateway names it in its paths. */
export type AtlassianProduct = "jira" | "confluence";

/** A way to sign in; the names of `ATLASSIAN_CREDENTIALS`. */
export type SignIn = "api_token" | "oauth" | "scoped_token" | "personal_token";

/** Where calls go that do not go to the site itself. */
const GATEWAY = "https://api.atlassian.com";

/**
 * A site of Jira or Confluence with the credentials for it. Settings are read when they are asked for. Everything but
 * `signIn` throws SYSTEM_NOT_CONFIGURED (6011) for settings that make no sense together.
 */
export interface AtlassianSite {
  signIn(): SignIn;
  /** Below which the API's paths stand: the site, or the gateway with the id of the site. No slash at the end. */
  apiUrl(): string;
  /** Where people see the site, no slash at the end; undefined when only the gateway is known. */
  webUrl(): string | undefined;
  /** Headers that carry the credentials, for `apiUrl` alone. */
  credentials(): Record<string, string>;
}

/**
 * @see https://developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis/
 * @see https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/
 * @see https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/
 * @see https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html
 */
export function atlassianSite(host: AdapterHost, product: AtlassianProduct): AtlassianSite {
  const signIn = () => signInOf(host);
  const webUrl = (kind = signIn()) => {
    const given = setting(host, "base_url");
    if (given === undefined) return undefined;
    // The address of a Data Center site may well end in /wiki: its paths stand below whatever is given.
    return kind === "personal_token" ? withoutSlashes(given) : siteAddress(given);
  };
  return {
    signIn,
    webUrl: () => webUrl(),
    apiUrl() {
      const kind = signIn();
      if (kind === "oauth" || kind === "scoped_token") return `${GATEWAY}/ex/${product}/${cloudId(host)}`;
      return webUrl(kind) ?? "";
    },
    credentials() {
      switch (signIn()) {
        case "oauth":
          return bearer(setting(host, "access_token"));
        case "personal_token":
          return bearer(setting(host, "personal_token"));
        default: {
          const pair = `${setting(host, "email") ?? ""}:${setting(host, "api_token") ?? ""}`;
          return { authorization: `Basic ${Buffer.from(pair, "utf8").toString("base64")}` };
        }
      }
    },
  };
}

/**
 * Which way the settings speak of: an OAuth token with the id of its site, an API token (through the gateway when the
 * id of the site is there), a personal access token. The first that is complete.
 */
export function signInOf(host: AdapterHost): SignIn {
  const has = (name: string) => setting(host, name) !== undefined;
  const hasSiteId = has("cloud_id");
  if (hasSiteId && has("access_token")) return "oauth";
  if (has("email") && has("api_token")) {
    if (hasSiteId) return "scoped_token";
    if (has("base_url")) return "api_token";
  }
  return has("base_url") && has("personal_token") ? "personal_token" : "api_token";
}

/** People copy the address of their wiki, and slashes; the site's address is what the API's paths stand below. */
function siteAddress(given: string): string {
  return withoutSlashes(withoutSlashes(given).replace(/\/wiki$/, ""));
}

function withoutSlashes(given: string): string {
  return given.trim().replace(/\/+$/, "");
}

function bearer(token = ""): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** The id stands in a path that credentials go to: it must not lead anywhere else. */
function cloudId(host: AdapterHost): string {
  const id = setting(host, "cloud_id") ?? "";
  if (/^[A-Za-z0-9-]+$/.test(id)) return id;
  throw notConfigured(host, {
    message: `${host.system} is not configured: cloud_id is not the id of a site.`,
    suggestion: "Take cloudId from the address of the site with /_edge/tenant_info behind it.",
    missing: "cloud_id",
  });
}

/** SYSTEM_NOT_CONFIGURED (6011) for settings that are there and cannot be used. */
export function notConfigured(
  { system }: AdapterHost,
  { message, suggestion, missing }: { message: string; suggestion: string; missing: string },
): PmoError {
  return orchestratorError("SYSTEM_NOT_CONFIGURED", {
    message,
    system,
    details: { missing: [`systems.${system}.${missing}`], environment: [] },
    suggestions: [suggestion],
  });
}

/** Blank is not set. */
function setting(host: AdapterHost, name: string): string | undefined {
  const value = host.setting(name)?.trim();
  return value === "" ? undefined : value;
}
