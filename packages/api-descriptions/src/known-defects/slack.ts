import type { OpenApiDocument, SchemaObject } from "../openapi/document.js";
import type { SlackDocument, SlackMethodObject, SlackReference } from "../slack/documents.js";
import type { KnownDefect } from "./known-defect.js";
import { addEndpoint, addProperty, propertyOf } from "./patches.js";

/** The official description, the newer reference, and endpoints that are no methods. */
export interface SlackDraft {
  document: SlackDocument;
  reference: SlackReference;
  beside: OpenApiDocument;
}

/** Words with which any method may refuse, whichever of them its page lists. */
const COMMON_ERRORS = [
  "access_denied",
  "account_inactive",
  "enterprise_is_restricted",
  "fatal_error",
  "internal_error",
  "invalid_arguments",
  "invalid_auth",
  "invalid_cursor",
  "invalid_limit",
  "missing_scope",
  "no_permission",
  "not_allowed_token_type",
  "not_authed",
  "org_login_required",
  "ratelimited",
  "request_timeout",
  "service_unavailable",
  "team_access_not_granted",
  "token_expired",
  "token_revoked",
];

/** How Slack leads on. */
const NEXT_CURSOR: SchemaObject = {
  type: "object",
  properties: { next_cursor: { type: "string" } },
  required: ["next_cursor"],
};

/** Where what is said of Slack is known to be wrong. */
export const slackDefects: readonly KnownDefect<SlackDraft>[] = [
  {
    id: "common-errors",
    reason:
      "Every method refuses with these where they apply; the lists of single methods leave most of them out. " +
      "https://docs.slack.dev/reference/methods/auth.test#errors",
    patch({ reference }) {
      for (const method of Object.values(reference)) {
        method.errors = { ...Object.fromEntries(COMMON_ERRORS.map((word) => [word, {}])), ...method.errors };
      }
    },
    witness: {
      request: "POST /search.messages",
      form: [["query", "x"]],
      answer: { status: 200, body: { ok: false, error: "not_allowed_token_type" } },
    },
  },
  {
    id: "scopes-that-lack",
    reason:
      "With missing_scope and not_allowed_token_type come the scopes that would do and those that the token has; the " +
      "description's refusals name neither. https://docs.slack.dev/authentication/installing-with-oauth",
    patch({ document }) {
      for (const method of Object.values(document.paths).flatMap((item) => Object.values(item))) {
        const { properties } = method.responses["default"]?.schema ?? {};
        if (properties === undefined) continue;
        properties["needed"] ??= { type: "string" };
        properties["provided"] ??= { type: "string" };
      }
    },
    witness: {
      request: "POST /files.list",
      form: [],
      answer: {
        status: 200,
        body: { ok: false, error: "missing_scope", needed: "files:read", provided: "chat:write" },
      },
    },
  },
  {
    id: "replies-outside-a-channel",
    reason:
      "A bot that was not invited to a public channel is told not_in_channel by conversations.replies, as by " +
      "conversations.history, whose list has the word.",
    patch: ({ reference }) => addError(reference, "conversations.replies", "not_in_channel"),
    witness: {
      request: "POST /conversations.replies",
      form: [],
      answer: { status: 200, body: { ok: false, error: "not_in_channel" } },
    },
  },
  {
    id: "answer-to-no-message",
    reason:
      "A reply to a message that is not there is refused with thread_not_found, the word of conversations.replies; no " +
      "list of chat.postMessage has a word for it.",
    patch: ({ reference }) => addError(reference, "chat.postMessage", "thread_not_found"),
    witness: {
      request: "POST /chat.postMessage",
      form: [],
      answer: { status: 200, body: { ok: false, error: "thread_not_found" } },
    },
  },
  {
    id: "replies-of-all-kinds",
    reason:
      "What conversations.replies gives are messages of any kind; the description has two forms of 2020, of people " +
      "only, and none for a message that nobody answered. https://docs.slack.dev/reference/methods/conversations.replies",
    patch({ document }) {
      const messages = propertyOf(successOf(document, "conversations.replies"), "messages");
      messages.items = { $ref: "#/definitions/objs_message" };
    },
    witness: {
      request: "POST /conversations.replies",
      form: [],
      answer: {
        status: 200,
        body: {
          ok: true,
          messages: [{ type: "message", text: "Done", ts: "1763454321.000100", bot_id: "B012345678" }],
        },
      },
    },
  },
  {
    id: "replies-in-pages",
    reason: "conversations.replies pages by cursor, and says so in response_metadata.",
    patch: ({ document }) =>
      addProperty(successOf(document, "conversations.replies"), "response_metadata", NEXT_CURSOR),
    witness: {
      request: "POST /conversations.replies",
      form: [],
      answer: { status: 200, body: { ok: true, messages: [], response_metadata: { next_cursor: "" } } },
    },
  },
  {
    id: "history-in-pages",
    reason:
      "conversations.history pages by cursor like conversations.replies, and a span of time may hold no message. " +
      "https://docs.slack.dev/reference/methods/conversations.history",
    patch({ document }) {
      const history = successOf(document, "conversations.history");
      addProperty(history, "response_metadata", NEXT_CURSOR);
      delete propertyOf(history, "messages").minItems;
    },
    witness: {
      request: "POST /conversations.history",
      form: [],
      answer: {
        status: 200,
        body: {
          ok: true,
          messages: [],
          has_more: true,
          pin_count: 0,
          channel_actions_ts: null,
          channel_actions_count: 0,
          response_metadata: { next_cursor: "bmV4dF90czox" },
        },
      },
    },
  },
  {
    id: "message-metadata",
    reason:
      "A message carries the metadata that an app hung on it, where they are asked for; the description is older. " +
      "https://docs.slack.dev/messaging/message-metadata",
    patch: ({ document }) =>
      addProperty(definitionOf(document, "objs_message"), "metadata", {
        type: "object",
        properties: { event_type: { type: "string" }, event_payload: { type: "object" } },
        required: ["event_type", "event_payload"],
      }),
    witness: {
      request: "POST /conversations.replies",
      form: [],
      answer: {
        status: 200,
        body: {
          ok: true,
          messages: [
            {
              type: "message",
              text: "Done",
              ts: "1763454321.000100",
              bot_id: "B012345678",
              metadata: { event_type: "task_created", event_payload: { id: "TK-1" } },
            },
          ],
        },
      },
    },
  },
  {
    id: "edited-messages",
    reason:
      "A message that was changed says when, and by whom. https://docs.slack.dev/reference/events/message",
    patch: ({ document }) =>
      addProperty(definitionOf(document, "objs_message"), "edited", {
        type: "object",
        properties: { user: { type: "string" }, ts: { type: "string" } },
        required: ["user", "ts"],
      }),
    witness: {
      request: "POST /conversations.replies",
      form: [],
      answer: {
        status: 200,
        body: {
          ok: true,
          messages: [
            {
              type: "message",
              text: "Done",
              ts: "1763454321.000100",
              edited: { user: "U012345678", ts: "1763454322.000000" },
            },
          ],
        },
      },
    },
  },
  {
    id: "direct-messages-of-several",
    reason:
      "conversations.open answers the bare id of whatever it opened, which of several people is no D…. " +
      "https://docs.slack.dev/reference/methods/conversations.open",
    patch({ document }) {
      const { items } = propertyOf(successOf(document, "conversations.open"), "channel");
      const bare = Array.isArray(items) ? items[1] : undefined;
      if (bare === undefined) throw new Error("conversations.open is described otherwise by now.");
      bare.properties = { ...bare.properties, id: { $ref: "#/definitions/defs_channel" } };
    },
    witness: {
      request: "POST /conversations.open",
      form: [],
      answer: { status: 200, body: { ok: true, channel: { id: "G012345678" } } },
    },
  },
  {
    id: "upload-address",
    reason:
      "files.getUploadURLExternal hands out an address to which the bytes are sent; it is no method. " +
      "https://docs.slack.dev/messaging/working-with-files#upload",
    patch: ({ beside }) =>
      addEndpoint(beside, "POST /upload/v1/{ticket}", {
        parameters: [{ name: "ticket", in: "path", required: true, schema: { type: "string" } }],
        requestBody: { required: true, content: { "*/*": {} } },
        responses: {
          "200": { content: { "text/plain": {} } },
          default: { content: { "*/*": {} } },
        },
      }),
    witness: { request: "POST /upload/v1/CwABAAAA", body: { any: "bytes" } },
  },
  {
    id: "private-address",
    reason:
      "url_private of a file leads to its content, for whoever has a token with files:read; it is no method. " +
      "https://docs.slack.dev/reference/objects/file-object",
    patch: ({ beside }) =>
      addEndpoint(beside, "GET /files-pri/{file}/{name}", {
        parameters: ["file", "name"].map((name) => ({
          name,
          in: "path",
          required: true,
          schema: { type: "string" },
        })),
        responses: { default: { content: { "*/*": {} } } },
      }),
    witness: { request: "GET /files-pri/T012345678-F012345678/notes.md" },
  },
];

function addError(reference: SlackReference, method: string, word: string): void {
  const described = reference[method];
  if (described === undefined || Object.hasOwn(described.errors ?? {}, word)) {
    throw new Error(`${method} needs no ${word}.`);
  }
  described.errors = { ...described.errors, [word]: {} };
}

/** What the official description says of a method's success. Throws when it says nothing. */
function successOf(document: SlackDocument, method: string): SchemaObject {
  const item = document.paths[`/${method}`] ?? {};
  const [described]: (SlackMethodObject | undefined)[] = Object.values(item);
  const schema = described?.responses["200"]?.schema;
  if (schema === undefined) throw new Error(`${method} has no success to correct.`);
  return schema;
}

/** A schema of the official description. Throws when it is not there. */
function definitionOf(document: SlackDocument, name: string): SchemaObject {
  const schema = document.definitions[name];
  if (schema === undefined) throw new Error(`The description has no ${name} to correct.`);
  return schema;
}
