import type { AskedRequest } from "@pm-orchestrator/simulator";
import { isSlackMethod, type SlackMethod } from "../methods.js";

/** Methods that change nothing. An address for an upload is nothing yet: nobody sees a file before it is completed. */
const READS: ReadonlySet<SlackMethod> = new Set<SlackMethod>([
  "auth.test",
  "bookmarks.list",
  "canvases.sections.lookup",
  "chat.getPermalink",
  "chat.scheduledMessages.list",
  "conversations.history",
  "conversations.info",
  "conversations.list",
  "conversations.members",
  "conversations.replies",
  "emoji.list",
  "files.getUploadURLExternal",
  "files.info",
  "files.list",
  "pins.list",
  "reminders.list",
  "search.files",
  "search.messages",
  "usergroups.list",
  "usergroups.users.list",
  "users.conversations",
  "users.info",
  "users.list",
  "users.lookupByEmail",
]);

/** Whether a request asks for a change. Slack takes every method by GET and by POST, so the method's name tells. */
export function isSlackWrite({ path }: AskedRequest): boolean {
  const name = path.replace(/\?.*$/s, "").split("/").at(-1) ?? "";
  return isSlackMethod(name) && !READS.has(name);
}
