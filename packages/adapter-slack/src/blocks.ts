/** What would notify people, at the place where it begins: users, user groups, everybody here. */
const MENTION = /<(?=@|!(?:channel|here|everyone|subteam\^))/g;

/** Names that Slack would turn into mentions by itself. */
const BROADCAST_NAME = /@(?:channel|here|everyone)\b/;

type Json = Readonly<Record<string, unknown>>;

/**
 * Block Kit blocks in which nothing notifies people, unless that is allowed. Everything else stays as it was given: a
 * mention becomes the text that it looks like.
 */
export function guardBlocks(blocks: readonly Json[], allowMentions: boolean): readonly Json[] {
  return allowMentions ? blocks : (guarded(blocks) as Json[]);
}

function guarded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(guarded);
  if (typeof value !== "object" || value === null) return value;
  const part = value as Json;
  switch (part["type"]) {
    case "broadcast":
      return { ...withoutTarget(part), text: `@${String(part["range"])}` };
    case "usergroup":
      return { ...withoutTarget(part), text: `@${String(part["usergroup_id"])}` };
    case "mrkdwn":
    case "markdown":
      return typeof part["text"] === "string" ? guardedText(part, part["text"]) : copied(part);
    default:
      return copied(part);
  }
}

function guardedText(part: Json, text: string): Json {
  const quiet = { ...part, text: text.replace(MENTION, "&lt;") };
  return part["type"] === "mrkdwn" && BROADCAST_NAME.test(text) ? { ...quiet, verbatim: true } : quiet;
}

function withoutTarget(part: Json): Json {
  const { range: _range, usergroup_id: _group, ...rest } = part;
  return { ...rest, type: "text" };
}

function copied(part: Json): Json {
  return Object.fromEntries(Object.entries(part).map(([name, item]) => [name, guarded(item)]));
}
