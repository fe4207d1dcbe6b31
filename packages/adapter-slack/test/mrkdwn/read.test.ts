import { describe, expect, it } from "vitest";
import { mrkdwnToMarkdown } from "../../src/mrkdwn/read.js";

const names = {
  user: (id: string) => (id === "U1" ? "maya" : undefined),
  channel: (id: string) => (id === "C1" ? "engineering" : undefined),
};
const read = (mrkdwn: string) => mrkdwnToMarkdown(mrkdwn, names);

describe("mrkdwn becomes Markdown", () => {
  it.each([
    ["*bold* _italic_ ~gone~", "**bold** _italic_ ~~gone~~"],
    ["(*bold*), *more*.", "(**bold**), **more**."],
    ["2*3*4 and a~b~c and my_var_name", "2*3*4 and a~b~c and my_var_name"],
    ["5 * 3 * 2", "5 * 3 * 2"],
    ["**already Markdown**", "**already Markdown**"],
    ["<https://acme.example|docs>", "[docs](https://acme.example)"],
    ["*<https://acme.example/*a*|docs>*", "**[docs](https://acme.example/*a*)**"],
    ["<https://acme.example/a_(b)|docs [1]>", "[docs \\[1\\]](https://acme.example/a_%28b%29)"],
    ["<https://acme.example/?a=1&amp;b=2>", "https://acme.example/?a=1&b=2"],
    ["<http://acme.example|acme.example>", "http://acme.example"],
    ["<mailto:maya@acme.example|maya@acme.example>", "maya@acme.example"],
    ["<@U1> <@U2> <@U3|tom>", "@maya @U2 @tom"],
    ["<#C1> <#C2|random> <#C3>", "#engineering #random #C3"],
    ["<!here> <!channel|@channel> <!subteam^S1|@team> <!subteam^S2>", "@here @channel @team @S2"],
    ["<!date^1763454321^{date}|18 November>", "18 November"],
    ["a &lt; b &amp;&amp; c &gt; d, &amp;lt;", "a < b && c > d, &lt;"],
    ["&lt;@U1&gt; is no mention", "<@U1> is no mention"],
    ["&gt; quoted", "> quoted"],
    ["• one\n    ◦ two", "- one\n    - two"],
    ["`a &lt; *b* <https://x.example>`", "`a < *b* https://x.example`"],
    ["see ```a\n*b*``` now", "see \n```\na\n*b*\n```\n now"],
    ["[not](https://a.link)", "\\[not](https://a.link)"],
    ["constructor __proto__ \ue0000\ue001", "constructor __proto__ 0"],
  ])("%j", (mrkdwn, expected) => {
    expect(read(mrkdwn)).toBe(expected);
  });
});
