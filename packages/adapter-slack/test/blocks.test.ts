import { describe, expect, it } from "vitest";
import { guardBlocks } from "../src/blocks.js";

const guarded = (part: Record<string, unknown>) => guardBlocks([part], false)[0];

describe("guardBlocks", () => {
  it.each([
    [
      "texts, however deep",
      {
        type: "context",
        elements: [{ type: "mrkdwn", text: "<!channel> <!subteam^S1|@team> <@U1> <https://a.example|b>" }],
      },
      {
        type: "context",
        elements: [
          { type: "mrkdwn", text: "&lt;!channel> &lt;!subteam^S1|@team> &lt;@U1> <https://a.example|b>" },
        ],
      },
    ],
    [
      "names that Slack would complete",
      { type: "section", text: { type: "mrkdwn", text: "@channel look" } },
      { type: "section", text: { type: "mrkdwn", text: "@channel look", verbatim: true } },
    ],
    [
      "Markdown blocks",
      { type: "markdown", text: "**<!here>**" },
      { type: "markdown", text: "**&lt;!here>**" },
    ],
    [
      "rich text",
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "broadcast", range: "channel" },
              { type: "usergroup", usergroup_id: "S1", style: { bold: true } },
            ],
          },
        ],
      },
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "text", text: "@channel" },
              { type: "text", text: "@S1", style: { bold: true } },
            ],
          },
        ],
      },
    ],
  ])("makes mentions in %s to text", (_where, block, expected) => {
    expect(guarded(block)).toEqual(expected);
  });

  it("changes nothing else, nor what is plain text", () => {
    const block = {
      type: "header",
      text: { type: "plain_text", text: "<!channel> & you", emoji: true },
      block_id: "b1",
      fields: [{ type: "mrkdwn", text: "<!date^1763454321^{date}|today>" }, 1, null],
    };
    expect(guarded(block)).toEqual(block);
  });

  it("changes nothing when mentions are allowed", () => {
    const blocks = [{ type: "section", text: { type: "mrkdwn", text: "<!channel>" } }];
    expect(guardBlocks(blocks, true)).toBe(blocks);
  });

  it("treats __proto__ as an ordinary key", () => {
    const block = JSON.parse('{"type":"section","__proto__":{"x":1}}') as Record<string, unknown>;
    expect(Object.keys(guarded(block) ?? {})).toEqual(["type", "__proto__"]);
  });
});
