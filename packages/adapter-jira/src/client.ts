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
  jiraDataCenterCall,
  jiraScope,
  readAtlassianBudget,
  readSignInFailure,
} from "@pm-orchestrator/atlassian";
import { type AdapterHost, type Connection, isPmoError } from "@pm-orchestrator/core";
import { type JiraErrorCode, jiraErrors, jiraFailureCodes, readJiraFailure } from "./errors.js";

/** What an operation of this adapter has in its hands for one step. */
export interface JiraClient extends StepClient {
  /** Makes one call for the step's account. */
  send(call: HttpCall<JiraErrorCode>): Promise<HttpAnswer>;
  /** What of Jira's the steps of this connection have made, where nothing else tells whose it is. */
  claims: Claims;
  /** Jira Data Center, which reads nothing in bulk: what is asked for together there goes in requests one by one. */
  readonly isDataCenter: boolean;
  /** The address where people see an issue. */
  issueUrl(key: string): string;
  /** The address of something that people see nowhere by itself, in the API. */
  apiUrl(path: string): string;
  /** The address of a page of the site. */
  pageUrl(path: string): string;
  /** The address where people see a project. */
  projectUrl(key: string): string;
}

export function connectJira(host: AdapterHost): Connection<JiraClient> {
  const site = atlassianSite(host, "jira");
  const http = createHttpClient({
    host,
    errors: jiraErrors,
    codes: jiraFailureCodes,
    baseUrl: site.apiUrl,
    credentials: site.credentials,
    readBudget: readAtlassianBudget,
    readFailure: (failure) =>
      readSignInFailure(failure, {
        codes: { unauthorized: jiraFailureCodes.unauthorized, scope: "JIRA_SCOPE_MISSING" },
        signIn: site.signIn(),
        prefix: "JIRA",
      }) ?? readJiraFailure(failure),
  });
  const claims = createClaims();
  // Behind the gateway nobody configured the site's own address; Jira may tell it along with what it answers.
  let told: string | undefined;
  return {
    client: (step) => {
      // Settings are read anew for every attempt; how we sign in and where people look stays the same for a step.
      const isDataCenter = site.signIn() === "personal_token";
      let address: string | undefined;
      const webUrl = (path: string, apiPath = path) => {
        address ??= site.webUrl() ?? told;
        return address === undefined ? `${site.apiUrl()}${apiPath}` : `${address}${path}`;
      };
      return {
        step,
        claims,
        isDataCenter,
        async send(call) {
          try {
            const answer = isDataCenter
              ? await sendToDataCenter(call, (sent) => http.send(sent, step))
              : await http.send(call, step);
            if (told === undefined && site.webUrl() === undefined)
              told = siteOfAnswer(answer.body, site.apiUrl());
            return answer;
          } catch (error) {
            throw namingScope(error, call);
          }
        },
        issueUrl: (key) =>
          webUrl(`/browse/${encodeURIComponent(key)}`, `/rest/api/3/issue/${encodeURIComponent(key)}`),
        apiUrl: (path) =>
          `${site.apiUrl()}${isDataCenter ? path.replace("/rest/api/3/", "/rest/api/2/") : path}`,
        pageUrl: (path) => webUrl(path),
        projectUrl: (key) =>
          webUrl(`/browse/${encodeURIComponent(key)}`, `/rest/api/3/project/${encodeURIComponent(key)}`),
      };
    },
  };
}

/** Operations speak to Jira Cloud; for a personal access token, which only Data Center has, their calls are translated. */
async function sendToDataCenter(
  call: HttpCall<JiraErrorCode>,
  send: (call: HttpCall<JiraErrorCode>) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const translated = await jiraDataCenterCall(call);
  if (translated === undefined) {
    throw jiraErrors.create("JIRA_API_ERROR", {
      message: `Jira Data Center has nothing like ${call.method} ${call.path}: this works with Jira Cloud only.`,
      details: { endpoint: `${call.method} ${call.path}` },
      suggestions: ["The README of the adapter tells what works with Data Center."],
      retryable: false,
    });
  }
  const answer = await send(translated.call);
  return { ...answer, body: translated.read(answer.body) };
}

/** The site whose API gave an answer, as its `self` says it; undefined when that is the gateway too. */
function siteOfAnswer(body: unknown, apiUrl: string): string | undefined {
  const { self, issues, values } = (body ?? {}) as Record<string, unknown>;
  const [first] = [issues, values].flat() as ({ self?: unknown } | undefined)[];
  const link = self ?? first?.self;
  const address = typeof link === "string" ? /^(https:\/\/[^?#]+?)\/rest\//.exec(link)?.[1] : undefined;
  if (address === undefined) return undefined;
  return address === apiUrl || address.startsWith(new URL(apiUrl).origin) ? undefined : address;
}

function namingScope(error: unknown, call: HttpCall): unknown {
  if (!isPmoError(error) || error.code !== "JIRA_SCOPE_MISSING" || error.details["scope"] !== undefined)
    return error;
  const scope = jiraScope(call);
  return jiraErrors.create("JIRA_SCOPE_MISSING", {
    message: `The token lacks the scope ${scope}: ${error.message}`,
    system: error.system,
    details: { ...error.details, scope },
  });
}
