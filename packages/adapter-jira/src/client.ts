import {
  createHttpClient,
  type HttpAnswer,
  type HttpCall,
  type StepClient,
} from "@pm-orchestrator/adapter-kit";
import { basicCredentials, siteUrl } from "@pm-orchestrator/atlassian";
import type { AdapterHost, Connection } from "@pm-orchestrator/core";
import { type JiraErrorCode, jiraErrors, jiraFailureCodes, readJiraFailure } from "./errors.js";

/** What an operation of this adapter has in its hands for one step. */
export interface JiraClient extends StepClient {
  /** Makes one call for the step's account. */
  send(call: HttpCall<JiraErrorCode>): Promise<HttpAnswer>;
  /** The address where people see an issue. */
  issueUrl(key: string): string;
  /** The address where people see a project. */
  projectUrl(key: string): string;
}

export function connectJira(host: AdapterHost): Connection<JiraClient> {
  const http = createHttpClient({
    host,
    errors: jiraErrors,
    codes: jiraFailureCodes,
    baseUrl: () => siteUrl(host),
    credentials: () => basicCredentials(host),
    readFailure: readJiraFailure,
  });
  return {
    client: (step) => ({
      step,
      send: (call) => http.send(call, step),
      issueUrl: (key) => `${siteUrl(host)}/browse/${encodeURIComponent(key)}`,
      projectUrl: (key) => `${siteUrl(host)}/browse/${encodeURIComponent(key)}`,
    }),
  };
}
