/**
 * Markdown for a canvas, which Slack takes as it is. In canvases a picture of `@U…` is a mention; unless those are
 * allowed, it becomes the text that it looks like. The parser is imported when there is something to look for.
 */
export async function canvasMarkdown(markdown: string, allowMentions: boolean): Promise<string> {
  if (allowMentions || !markdown.includes("![")) return markdown;
  const { withoutCanvasMentions } = await import("./mrkdwn/canvas.js");
  return withoutCanvasMentions(markdown);
}
