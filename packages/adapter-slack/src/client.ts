import {
  type Claims,
  createClaims,
  createHttpClient,
  type FailureReading,
  type HttpAnswer,
  type HttpCall,
  type StepClient,
} from "@pm-orchestrator/adapter-kit";
import {
  type AdapterHost,
  type Connection,
  orchestratorError,
  type StepContext,
} from "@pm-orchestrator/core";
import { type SlackErrorCode, slackErrors, slackFailureCodes } from "./errors.js";
import { isUncertain, readSlackAnswer, readSlackFailure, slackWordOf } from "./failures.js";
import { connectFiles, type FileTransfer } from "./file-transfer.js";
import { readGrantedScopes } from "./granted-scopes.js";
import { needsOf, type SlackMethod } from "./methods.js";
import { createNotes, type Notes } from "./notes.js";

/** One call of a Slack method. */
export interface SlackCall {
  method: SlackMethod;
  /** Its arguments; undefined leaves one out. */
  form?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Whether it changes something. Default false. */
  writes?: boolean;
  /** `user` when the operation is about a person, whatever the method takes. Default: what the method needs. */
  token?: "user";
  /** Slack's words that mean something of their own in this call. */
  means?: Readonly<Record<string, SlackErrorCode>>;
  /** How failures with these codes are told: what was looked for. */
  telling?: readonly FailureReading<SlackErrorCode>[];
}

/** A write that may find that everything is so already. */
export interface SlackChange extends SlackCall {
  /** Slack's words for that: `already_reacted`. */
  settled: readonly string[];
}

/** A call that takes something away. */
export interface SlackRemoval extends SlackCall {
  /** Slack's word for a thing that is not there. */
  gone: string;
}

/** What Slack answered, and how. */
export interface SlackAnswer<Body> extends HttpAnswer {
  body: Body;
}

/** What an operation of this adapter has in its hands for one step. */
export interface SlackClient extends StepClient, FileTransfer {
  /** Makes one call for the step's account and gives what Slack says. */
  call<Body>(call: SlackCall): Promise<Body>;
  /** The same with all of the answer: its head tells Slack's time. */
  send<Body>(call: SlackCall): Promise<SlackAnswer<Body>>;
  /** Makes a change, and answers whether one was needed: also when an earlier attempt, whose answer got lost, may have made it. */
  change(change: SlackChange): Promise<boolean>;
  /** Takes something away; that it is gone is no failure when an earlier attempt may have done it. */
  remove(removal: SlackRemoval): Promise<void>;
  /** What the steps of this connection have made, where Slack takes no mark of ours. */
  readonly claims: Claims;
  /** What `run` leaves for `reconcile`, by an id that the step minted. */
  readonly notes: Notes;
  /** Whether calls go out as a bot, unless they need a person: what a bot sees is less. */
  readonly actsAsBot: boolean;
  /** Throws SLACK_SCOPE_MISSING, naming the scope, when no user token is configured. */
  requireUserToken(scope: string): void;
}

export function connectSlack(host: AdapterHost): Connection<SlackClient> {
  const anyToken = () => host.setting("bot_token") ?? host.setting("user_token");
  const files = connectFiles(host, anyToken);
  const claims = createClaims();
  const notes = createNotes();
  return {
    client: (step) => {
      const requireUserToken = (scope: string) => {
        if (host.setting("user_token") === undefined) throw userTokenMissing(scope, step);
      };
      const actsAsBot = host.setting("bot_token") !== undefined;
      const send = async <Body>(
        asked: SlackCall & Pick<HttpCall, "doneWhen">,
      ): Promise<SlackAnswer<Body>> => {
        const { method, form = {}, writes = false, means, telling = [], doneWhen } = asked;
        const { scope, token } = needsOf(method);
        const asUser = (asked.token ?? token) === "user";
        if (asUser && scope !== undefined) requireUserToken(scope);
        const http = createHttpClient<SlackErrorCode>({
          host,
          errors: slackErrors,
          codes: slackFailureCodes,
          baseUrl: () => host.setting("base_url") ?? "",
          credentials: () => ({
            authorization: `Bearer ${(asUser ? host.setting("user_token") : anyToken()) ?? ""}`,
          }),
          grantedScopes: (headers) =>
            readGrantedScopes(headers, asUser || !actsAsBot ? "user_token" : "bot_token"),
          readFailure: (failure) => readSlackFailure(failure, { method, scope, means }),
          readSuccess: (answer) => readSlackAnswer(answer, { method, scope, means }),
        });
        const sent = { method: "POST", path: `/${method}`, form, readsOnly: !writes } as const;
        const done = doneWhen === undefined ? {} : { doneWhen };
        try {
          const told = asUser && scope !== undefined ? [needsUserToken(scope), ...telling] : telling;
          return (await http.send({ ...sent, ...done, telling: told }, step)) as SlackAnswer<Body>;
        } catch (error) {
          throw writes && isUncertain(slackWordOf(error)) ? mayHaveHappened(error, method, step) : error;
        }
      };
      return {
        step,
        send,
        call: async <Body>(asked: SlackCall) => (await send<Body>(asked)).body,
        actsAsBot,
        requireUserToken,
        async change({ settled, ...change }) {
          const isSettled = (error: unknown) => settled.includes(slackWordOf(error) ?? "");
          try {
            await send({ ...change, writes: true, doneWhen: isSettled });
            return true;
          } catch (error) {
            if (isSettled(error)) return false;
            throw error;
          }
        },
        async remove({ gone, ...removal }) {
          await send({ ...removal, writes: true, doneWhen: (error) => slackWordOf(error) === gone });
        },
        claims,
        notes,
        ...files(step),
      };
    },
  };
}

/** How it is told that only a user's token will do. */
function needsUserToken(scope: string): FailureReading<SlackErrorCode> {
  return {
    code: "SLACK_SCOPE_MISSING",
    message: `This needs a user token with the scope ${scope}: a bot's will not do.`,
    details: { scope, token: "user" },
    suggestions: [`Set SLACK_USER_TOKEN (user_token) to a user token (xoxp-…) with the scope ${scope}.`],
  };
}

function userTokenMissing(scope: string, step: StepContext) {
  const { code, message = "", ...rest } = needsUserToken(scope);
  return slackErrors.create(code, { ...rest, message, system: step.system });
}

function mayHaveHappened(error: unknown, method: SlackMethod, step: StepContext) {
  return orchestratorError("OUTCOME_UNKNOWN", {
    message: `Slack failed in the middle of ${method}: it may have happened.`,
    system: step.system,
    details: {
      slack_error: slackWordOf(error),
      operation: step.operation,
      reconciliation: "not looked up",
    },
  });
}
