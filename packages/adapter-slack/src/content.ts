import type { KnownNames } from "./mrkdwn/read.js";

/**
 * Between Markdown and Slack's mrkdwn. The converters are imported by the first operation that needs them: a request
 * that reads no text does not pay for a Markdown parser.
 */
export async function toMrkdwn(markdown: string, allowMentions: boolean): Promise<string> {
  const { markdownToMrkdwn } = await import("./mrkdwn/write.js");
  return markdownToMrkdwn(markdown, { allowMentions });
}

/** `names` tells how the people and channels are called that the text mentions. */
export async function toMarkdown(mrkdwn: string, names: KnownNames): Promise<string> {
  const { mrkdwnToMarkdown } = await import("./mrkdwn/read.js");
  return mrkdwnToMarkdown(mrkdwn, names);
}
