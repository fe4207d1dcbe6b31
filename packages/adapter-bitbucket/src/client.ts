import {
  type Claims,
  createClaims,
  createHttpClient,
  type HttpAnswer,
  type HttpCall,
  isGone,
  type StepClient,
} from "@pm-orchestrator/adapter-kit";
import type { AdapterHost, Connection } from "@pm-orchestrator/core";
import { type BitbucketErrorCode, bitbucketErrors, bitbucketFailureCodes } from "./errors.js";
import { readBitbucketFailure } from "./read-failure.js";
import { readGrantedScopes } from "./scopes.js";

/** Where Bitbucket Cloud lives, unless `base_url` says otherwise. */
export const DEFAULT_BASE_URL = "https://api.bitbucket.org/2.0";

/** What is deleted: `notFound` says what it means that it is not there. */
type Removal = Pick<HttpCall<BitbucketErrorCode>, "path"> &
  Required<Pick<HttpCall<BitbucketErrorCode>, "notFound">>;

/** What an operation of this adapter has in its hands for one step. */
export interface BitbucketClient extends StepClient {
  /** Makes one call for the step's account. */
  send(call: HttpCall<BitbucketErrorCode>): Promise<HttpAnswer>;
  /** Deletes something; that it is gone is no failure when an earlier attempt, whose answer got lost, may have done it. */
  remove(call: Removal): Promise<void>;
  /** What the steps of this connection have made: Bitbucket takes no mark of ours by which to know it again. */
  readonly claims: Claims;
  /** The configured workspace, in which a bare slug is looked for. */
  defaultWorkspace(): string | undefined;
  /** Where people open what the API has, without a slash at the end: for what is answered without a link. */
  site(): string;
}

export function connectBitbucket(host: AdapterHost): Connection<BitbucketClient> {
  const baseUrl = () => host.setting("base_url") ?? DEFAULT_BASE_URL;
  const http = createHttpClient({
    host,
    errors: bitbucketErrors,
    codes: bitbucketFailureCodes,
    baseUrl,
    credentials: () => credentialsOf(host),
    grantedScopes: (headers) =>
      readGrantedScopes(headers, host.setting("access_token") ? "access_token" : "api_token"),
    readFailure: readBitbucketFailure,
  });
  const claims = createClaims();
  return {
    client: (step) => ({
      step,
      claims,
      send: (call) => http.send(call, step),
      async remove(call) {
        await http.send({ ...call, method: "DELETE", expects: "nothing", doneWhen: isGone }, step);
      },
      defaultWorkspace: () => host.setting("workspace"),
      site: () => siteOf(baseUrl()),
    }),
  };
}

/** A gateway or a simulator shows its pages itself. */
function siteOf(baseUrl: string): string {
  return baseUrl === DEFAULT_BASE_URL ? "https://bitbucket.org" : baseUrl.replace(/\/+$/, "");
}

/**
 * Headers for an access token (of a workspace, project or repository, or by OAuth), which comes first where one is set,
 * or for e-mail and API token.
 *
 * @see https://support.atlassian.com/bitbucket-cloud/docs/using-access-tokens/
 * @see https://support.atlassian.com/bitbucket-cloud/docs/using-api-tokens/
 */
function credentialsOf(host: AdapterHost): Record<string, string> {
  const accessToken = host.setting("access_token");
  if (accessToken) return { authorization: `Bearer ${accessToken}` };
  const pair = `${host.setting("email") ?? ""}:${host.setting("api_token") ?? ""}`;
  return { authorization: `Basic ${Buffer.from(pair, "utf8").toString("base64")}` };
}
