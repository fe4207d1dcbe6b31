import {
  type Claims,
  createClaims,
  createHttpClient,
  type HttpAnswer,
  type HttpCall,
  type StepClient,
} from "@pm-orchestrator/adapter-kit";
import {
  atlassianSite,
  notConfigured,
  readAtlassianBudget,
  readSignInFailure,
} from "@pm-orchestrator/atlassian";
import { type AdapterHost, type Connection, isPmoError } from "@pm-orchestrator/core";
import {
  type ConfluenceErrorCode,
  confluenceErrors,
  confluenceFailureCodes,
  readConfluenceFailure,
} from "./errors.js";
import { scopeOfCall } from "./scopes.js";
import type { VendorLinks } from "./vendor.js";

export type ConfluenceCall = HttpCall<ConfluenceErrorCode>;

/** What an operation of this adapter has in its hands for one step. */
export interface ConfluenceClient extends StepClient {
  /** Makes one call for the step's account. */
  send(call: ConfluenceCall): Promise<HttpAnswer>;
  /** What of Confluence's the steps of this connection have made: it takes no marks of ours. */
  claims: Claims;
  /** The address where people see something, from the links that came with it. */
  webUrl(links: VendorLinks | undefined): string;
}

export function connectConfluence(host: AdapterHost): Connection<ConfluenceClient> {
  const site = atlassianSite(host, "confluence");
  const apiUrl = () => {
    if (site.signIn() === "personal_token") throw dataCenter(host);
    return site.apiUrl();
  };
  const http = createHttpClient({
    host,
    errors: confluenceErrors,
    codes: confluenceFailureCodes,
    baseUrl: apiUrl,
    credentials: site.credentials,
    readBudget: readAtlassianBudget,
    readFailure: (failure) =>
      readConfluenceFailure(failure) ??
      readSignInFailure(failure, {
        codes: { unauthorized: confluenceFailureCodes.unauthorized, scope: "CONFLUENCE_SCOPE_MISSING" },
        signIn: site.signIn(),
        prefix: "CONFLUENCE",
      }),
  });
  const claims = createClaims();
  return {
    client: (step) => ({
      step,
      claims,
      send: (call) =>
        http.send(call, step).catch((error: unknown) => {
          throw namingScope(error, scopeOfCall(call.method, call.path));
        }),
      // Behind a gateway the wiki's own address is not the configured one, so what Confluence says goes first.
      webUrl: ({ base, webui = "" } = {}) => `${base ?? `${site.webUrl() ?? apiUrl()}/wiki`}${webui}`,
    }),
  };
}

/** Confluence Data Center has neither the second version of the API nor its paths: nothing here would work with it. */
function dataCenter(host: AdapterHost) {
  return notConfigured(host, {
    message: `${host.system} is not configured: personal_token belongs to Confluence Data Center, which this adapter does not speak to.`,
    suggestion: "Use a Confluence Cloud site, with base_url, email and api_token.",
    missing: "api_token",
  });
}

/** Confluence says only that some scope lacks, not which. */
function namingScope(error: unknown, scope: string | undefined): unknown {
  if (scope === undefined || !isPmoError(error) || error.code !== "CONFLUENCE_SCOPE_MISSING") return error;
  return confluenceErrors.create("CONFLUENCE_SCOPE_MISSING", {
    message: `The token lacks the scope ${scope}: ${error.message}`,
    system: error.system,
    details: { ...error.details, scope },
  });
}
