/** What Slack refuses, in its own word. Answered with status 200, as Slack does. */
export class SlackRefusal extends Error {
  constructor(
    word: string,
    /** What else stands in the answer. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(word);
  }
}
