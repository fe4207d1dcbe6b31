import {
  createHttpClient,
  type HttpAnswer,
  type HttpCall,
  type StepClient,
} from "@pm-orchestrator/adapter-kit";
import { basicCredentials, siteUrl } from "@pm-orchestrator/atlassian";
import { type AdapterHost, type Connection, isPmoError } from "@pm-orchestrator/core";
import {
  type ConfluenceErrorCode,
  confluenceErrors,
  confluenceFailureCodes,
  readConfluenceFailure,
} from "./errors.js";
import type { VendorLinks } from "./vendor.js";

/** One call, with the scope that it takes: Confluence says only that some scope lacks, not which. */
export interface ConfluenceCall extends HttpCall<ConfluenceErrorCode> {
  /** As the vendor's description of the endpoint names it. */
  scope: string;
}

/** What an operation of this adapter has in its hands for one step. */
export interface ConfluenceClient extends StepClient {
  /** Makes one call for the step's account. */
  send(call: ConfluenceCall): Promise<HttpAnswer>;
  /** The address where people see something, from the links that came with it. */
  webUrl(links: VendorLinks | undefined): string;
}

export function connectConfluence(host: AdapterHost): Connection<ConfluenceClient> {
  // People copy the address of their wiki; the site's address is what the paths stand below.
  const site = () => siteUrl(host).replace(/\/wiki$/, "");
  const http = createHttpClient({
    host,
    errors: confluenceErrors,
    codes: confluenceFailureCodes,
    baseUrl: site,
    credentials: () => basicCredentials(host),
    readFailure: readConfluenceFailure,
  });
  return {
    client: (step) => ({
      step,
      send: ({ scope, ...call }) =>
        http.send(call, step).catch((error: unknown) => {
          throw namingScope(error, scope);
        }),
      // Behind a gateway the wiki's own address is not the configured one, so what Confluence says goes first.
      webUrl: ({ base, webui = "" } = {}) => `${base ?? `${site()}/wiki`}${webui}`,
    }),
  };
}

function namingScope(error: unknown, scope: string): unknown {
  if (!isPmoError(error) || error.code !== "CONFLUENCE_SCOPE_MISSING") return error;
  return confluenceErrors.create("CONFLUENCE_SCOPE_MISSING", {
    message: `The token lacks the scope ${scope}: ${error.message}`,
    system: error.system,
    details: { ...error.details, scope },
  });
}
