import {
  type Claims,
  createClaims,
  createHttpClient,
  type HttpAnswer,
  type StepClient,
} from "@pm-orchestrator/adapter-kit";
import { atlassianSite, readAtlassianBudget, readSignInFailure } from "@pm-orchestrator/atlassian";
import { type AdapterHost, type Connection, isPmoError } from "@pm-orchestrator/core";
import type { ConfluenceCall } from "./call.js";
import { confluenceErrors, confluenceFailureCodes, readConfluenceFailure } from "./errors.js";
import { scopeOfCall } from "./scopes.js";
import type { VendorLinks } from "./vendor.js";

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
  /** Only Data Center has personal access tokens. */
  const isDataCenter = () => site.signIn() === "personal_token";
  const http = createHttpClient({
    host,
    errors: confluenceErrors,
    codes: confluenceFailureCodes,
    baseUrl: site.apiUrl,
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
    client(step) {
      const upstream = (call: ConfluenceCall) => http.send(call, step);
      let toDataCenter: Promise<typeof upstream> | undefined;
      return {
        step,
        claims,
        async send(call) {
          // Operations speak to Confluence Cloud; for Data Center their calls are translated.
          if (isDataCenter()) {
            toDataCenter ??= import("./data-center/index.js").then(({ dataCenterSender }) =>
              dataCenterSender(step, upstream),
            );
            return (await toDataCenter)(call);
          }
          return upstream(call).catch((error: unknown) => {
            throw namingScope(error, scopeOfCall(call.method, call.path));
          });
        },
        webUrl({ base, webui = "" } = {}) {
          // Behind a gateway the wiki's own address is not the configured one, so what Confluence says goes first.
          const wiki = base ?? `${site.webUrl() ?? site.apiUrl()}${isDataCenter() ? "" : "/wiki"}`;
          return `${wiki}${isDataCenter() ? webui : withoutSlug(webui)}`;
        },
      };
    },
  };
}

/**
 * The address without the title at its end. The Cloud finds what stands in a space by its id alone, and such an address
 * stays right when the title changes.
 */
function withoutSlug(webui: string): string {
  return webui.replace(SLUG, "$1");
}

const SLUG = /^(\/spaces\/[^/]+\/(?:pages|folder|whiteboard|blog\/\d+\/\d+\/\d+)\/\d+)\/[^/?#]*/;

/** Confluence says only that some scope lacks, not which. */
function namingScope(error: unknown, scope: string | undefined): unknown {
  if (scope === undefined || !isPmoError(error) || error.code !== "CONFLUENCE_SCOPE_MISSING") return error;
  return confluenceErrors.create("CONFLUENCE_SCOPE_MISSING", {
    message: `The token lacks the scope ${scope}: ${error.message}`,
    system: error.system,
    details: { ...error.details, scope },
  });
}
