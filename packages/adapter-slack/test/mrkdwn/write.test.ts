import { assert, property, string, stringMatching } from "fast-check";
import { describe, expect, it } from "vitest";
import { mrkdwnToMarkdown } from "../../src/mrkdwn/read.js";
import { markdownToMrkdwn } from "../../src/mrkdwn/write.js";

const write = (markdown: string, allowMentions = false) => markdownToMrkdwn(markdown, { allowMentions });

describe("plain text arrives unchanged", () => {
  it.each([
    "Created PSN-124 for TRAIN-123",
    "my_var_name and MY_OTHER_VAR",
    "call __init__ and __main__ first",
    "2*3*4 = 24",
    "5 * 3 * 2",
    "a**b**c",
    "*args, **kwargs",
    "src/**/*.test.ts and lib/**/x",
    "*.ts and *.js",
    "~/bin and ~/lib, a~b~c",
    "[INFO]: done",
    "[x] is not a task",
    "see https://acme.example/a_b_c?d=1#e for more",
    "write to maya@acme.example",
    "50% (of 7) - 'quoted', \"too\"; really?",
    "@channel and @here are only words",
    "emoji :rocket: and 🚆",
    "first line\nsecond line",
  ])("%s", (text) => {
    expect(write(text)).toBe(text);
  });

  it("whatever letters, numbers and single spaces there are", () => {
    assert(
      property(stringMatching(/^[A-Za-z][A-Za-z0-9]*( [A-Za-z0-9]+)*$/), (text) => {
        expect(write(text)).toBe(text);
      }),
    );
  });
});

describe("Markdown becomes mrkdwn", () => {
  it.each([
    ["**bold** and *italic* and _italic_", "*bold* and _italic_ and _italic_"],
    ["***both***", "_*both*_"],
    ["~~gone~~", "~gone~"],
    ["**Note**: (**really**)", "*Note*: (*really*)"],
    ["这是**重点**内容", "这是\u200b*重点*\u200b内容"],
    ["**two\nlines**", "*two*\n*lines*"],
    ["# Heading with **bold** `code`", "*Heading with bold `code`*"],
    ["Title\n=====\n\ntext", "*Title*\n\ntext"],
    ["[docs](https://acme.example/a?b=1&c=2)", "<https://acme.example/a?b=1&amp;c=2|docs>"],
    ["**[docs](https://acme.example)**", "*<https://acme.example|docs>*"],
    ["[docs][d]\n\n[d]: https://acme.example", "<https://acme.example|docs>"],
    ["<https://acme.example>", "<https://acme.example>"],
    ["![plan](https://acme.example/p.png)", "<https://acme.example/p.png|plan>"],
    ["`a < b`", "`a &lt; b`"],
    ["``a`b``", "``a`b``"],
    ["```ts\nif (a < b) {}\n```", "```\nif (a &lt; b) {}\n```"],
    ["- one\n- two\n  - deep\n- three", "• one\n• two\n    • deep\n• three"],
    ["3. three\n4. four", "3. three\n4. four"],
    ["- [x] done\n- [ ] open", "☑ done\n☐ open"],
    ["> quoted\n> more\n\nafter", "> quoted\n> more\n\nafter"],
    ["Intro:\n- one", "Intro:\n• one"],
    ["| a | b |\n|---|---|\n| 1 | **two** |", "```\na   | b\n--- | ---\n1   | two\n```"],
    ["a\n\n---\n\nb", "a\n\n---\n\nb"],
    ["a  \nb", "a\nb"],
    ["<b>not bold</b>", "&lt;b&gt;not bold&lt;/b&gt;"],
    ["<div>\nblock\n</div>", "&lt;div&gt;\nblock\n&lt;/div&gt;"],
    ["text[^1]\n\n[^1]: note", "text[^1]\n\n[^1]: note"],
    ["a &amp; b &lt;c&gt;", "a &amp; b &lt;c&gt;"],
  ])("%j", (markdown, expected) => {
    expect(write(markdown)).toBe(expected);
  });
});

describe("nothing in a text becomes a link or a mention by itself", () => {
  it.each([
    ["<!channel>", "&lt;!channel&gt;"],
    ["hey <!here|x> and <!subteam^S123|@team>", "hey &lt;!here|x&gt; and &lt;!subteam^S123|@team&gt;"],
    ["<@U123ABC>", "&lt;@U123ABC&gt;"],
    ["&lt;!channel&gt;", "&lt;!channel&gt;"],
    ["[x](!channel)", "x (!channel)"],
    ["[x](<!channel>)", "x (!channel)"],
    ["[x](@U123ABC)", "x (@U123ABC)"],
    ["[x](#C123ABC)", "x (#C123ABC)"],
    ["[click](javascript:alert(1))", "click (javascript:alert(1))"],
    ["[](data:text/html,x)", "data:text/html,x"],
    ["[a|b](https://evil.example)", "a|b (<https://evil.example>)"],
    ["[x](https://evil.example/a|b)", "<https://evil.example/a%7Cb|x>"],
    ["[x](<https://evil.example/a>b>)", "[x](<https://evil.example/a>b&gt;)"],
    ["[https://acme.example](https://evil.example)", "https://acme.example (<https://evil.example>)"],
    ["[acme.example/login](https://evil.example)", "acme.example/login (<https://evil.example>)"],
    ["[acme.example](https://www.acme.example/home)", "<https://www.acme.example/home|acme.example>"],
    ["[**<!channel>**](https://acme.example)", "<https://acme.example|&lt;!channel&gt;>"],
    ["```\n<!channel>\n```", "```\n&lt;!channel&gt;\n```"],
    ["````\n```\n<!channel>\n````", "```\n``\u200b`\n&lt;!channel&gt;\n```"],
    ["`<!channel>`", "`&lt;!channel&gt;`"],
    ["| <!channel> |\n|---|", "```\n&lt;!channel&gt;\n----------\n```"],
    ["[^a]: <!here>", "[^a]: &lt;!here&gt;"],
    ["[a]: <!here>", "[a]: &lt;!here&gt;"],
    // An address within a mark that cannot be one: the library gives it no place in the source.
    ["_https://a.b_[a](<!channel>", "_https://a.b_[a](&lt;!channel&gt;"],
  ])("%j", (markdown, expected) => {
    expect(write(markdown)).toBe(expected);
  });

  it("whatever the text is", () => {
    const unit = string({
      unit: stringMatching(
        /^(<!channel>|<@U1>|\[a\]\(|\)|<|>|!|@|\||`|\*\*|_|https:\/\/a\.b|\n|#|&lt;|&amp;| |x|- )$/,
      ),
      maxLength: 25,
    });
    assert(
      property(unit, (text) => {
        const sequences = write(text).match(/<[^>]*>?/g) ?? [];
        for (const sequence of sequences) expect(sequence).toMatch(/^<(https:\/\/|mailto:)[^<>]*>$/);
      }),
      { numRuns: 400 },
    );
  });
});

describe("with mentions allowed", () => {
  it.each([
    ["<!channel> @here @everyone.", "<!channel> <!here> <!everyone>."],
    ["<@U123ABC> and <!subteam^S12|@team>", "<@U123ABC> and <!subteam^S12|@team>"],
    ["see <#C123ABC|engineering>", "see <#C123ABC|engineering>"],
    ["mail me@channel.example", "mail me@channel.example"],
    ["`@here` stays code", "`@here` stays code"],
    ["<!date^1^x|y> & <b>", "&lt;!date^1^x|y&gt; &amp; &lt;b&gt;"],
  ])("%j", (markdown, expected) => {
    expect(write(markdown, true)).toBe(expected);
  });
});

it("survives what is nested beyond reason", () => {
  expect(write(`${"> ".repeat(3000)}deep`)).toContain("deep");
  expect(write("*a **b ".repeat(1000) + "b** a* ".repeat(1000))).toContain("b");
  // The parser takes its time for it, and a busy machine multiplies that.
}, 120_000);

it("takes the first of two definitions, as Markdown does", () => {
  expect(write("[a]\n\n[a]: https://one.example\n[a]: https://two.example")).toBe("<https://one.example|a>");
});

it("what was written is read back as it was", () => {
  const names = { user: () => undefined, channel: () => undefined };
  for (const markdown of [
    "**bold**, _italic_, ~~gone~~ and `co<de>`",
    "- one\n- two\n\nwith my_var_name & a < b",
    "- [x] done\n- [ ] open",
    "> quoted [docs](https://acme.example/a?b=1&c=2)",
    "```\nif (a < b) {}\n```\n\n1. first",
    "这是**重点**内容",
  ]) {
    expect(mrkdwnToMarkdown(write(markdown), names)).toBe(markdown);
  }
});
