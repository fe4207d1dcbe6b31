import { describe, expect, it } from "vitest";
import { excerptToMarkdown } from "../../src/documents/index.js";

describe("excerptToMarkdown", () => {
  it.each([
    ["the @@@hl@@@token@@@endhl@@@ service", "the token service"],
    ["Tom &amp; Jerry &lt;3 caf&eacute;&nbsp;&hellip;", "Tom & Jerry <3 café …"],
    ["<b>bold</b>, then<br/>a line\n  and <p>a paragraph", "bold, then a line and a paragraph"],
    ["a < b && c_d *e*", "a < b && c_d *e*"],
    ["", ""],
  ])("%j → %j", (html, text) => {
    expect(excerptToMarkdown(html)).toBe(text);
  });
});
