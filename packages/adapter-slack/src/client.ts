import { createHttpClient, type FailureReading, type StepClient } from "@pm-orchestrator/adapter-kit";
import {
  type AdapterHost,
  type Connection,
  isPmoError,
  orchestratorError,
  type StepContext,
} from "@pm-orchestrator/core";
import {
  isUncertain,
  readSlackAnswer,
  readSlackFailure,
  type SlackErrorCode,
  slackErrors,
  slackFailureCodes,
} from "./errors.js";

/** One call of a Slack method. */
export interface SlackCall {
  /** The method's name: `conversations.info`. */
  method: string;
  /** Its arguments; undefined leaves one out. */
  form?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Whether it changes something. Default false. */
  writes?: boolean;
  /** `user` for methods that refuse bots; `any` prefers the bot's token. Default `any`. */
  token?: "any" | "user";
  /** How failures with these codes are told: what was looked for. */
  telling?: readonly FailureReading<SlackErrorCode>[];
}

/** What an operation of this adapter has in its hands for one step. */
export interface SlackClient extends StepClient {
  /** Makes one call for the step's account and gives Slack's answer. */
  call<Answer>(call: SlackCall): Promise<Answer>;
  /** Throws SLACK_SCOPE_MISSING, naming the scope, when no user token is configured. */
  requireUserToken(scope: string): void;
}

export function connectSlack(host: AdapterHost): Connection<SlackClient> {
  const clientWith = (token: () => string | undefined) =>
    createHttpClient<SlackErrorCode>({
      host,
      errors: slackErrors,
      codes: slackFailureCodes,
      baseUrl: () => host.setting("base_url") ?? "",
      credentials: () => ({ authorization: `Bearer ${token() ?? ""}` }),
      readFailure: readSlackFailure,
      readSuccess: readSlackAnswer,
    });
  const clients = {
    any: clientWith(() => host.setting("bot_token") ?? host.setting("user_token")),
    user: clientWith(() => host.setting("user_token")),
  };
  return {
    client: (step) => ({
      step,
      async call<Answer>(call: SlackCall) {
        const { method, form = {}, writes = false, token = "any" } = call;
        try {
          const sent = { method: "POST", path: `/${method}`, form, readsOnly: !writes } as const;
          return (await clients[token].send(sent, step)).body as Answer;
        } catch (error) {
          throw toldBetter(error, call, step);
        }
      },
      requireUserToken(scope) {
        if (host.setting("user_token") === undefined) throw userTokenMissing(scope, step);
      },
    }),
  };
}

/** How it is told that only a user's token will do. */
export function needsUserToken(scope: string): FailureReading<SlackErrorCode> {
  return {
    code: "SLACK_SCOPE_MISSING",
    message: `This needs a user token with the scope ${scope}: Slack does not let bots do it.`,
    details: { scope, token: "user" },
    suggestions: [`Set SLACK_USER_TOKEN (user_token) to a user token (xoxp-…) with the scope ${scope}.`],
  };
}

function userTokenMissing(scope: string, step: StepContext) {
  const { code, message = "", ...rest } = needsUserToken(scope);
  return slackErrors.create(code, { ...rest, message, system: step.system });
}

function toldBetter(error: unknown, { telling = [], writes, method }: SlackCall, step: StepContext): unknown {
  if (!isPmoError(error)) return error;
  if (writes === true && isUncertain(error.details)) {
    return orchestratorError("OUTCOME_UNKNOWN", {
      message: `Slack failed in the middle of ${method}: it may have happened.`,
      system: step.system,
      details: { ...error.details, operation: step.operation, reconciliation: "not looked up" },
    });
  }
  const better = telling.find(({ code }) => code === error.code);
  if (better === undefined) return error;
  return slackErrors.create(better.code, {
    message: better.message ?? error.message,
    system: step.system,
    details: { ...error.details, ...better.details },
    suggestions: better.suggestions,
    retryable: error.retryable,
  });
}
