import { describe, expect, it } from "vitest";
import { storageToText } from "../../src/documents/index.js";

describe("the text of a page", () => {
  it.each([
    ["", ""],
    ["<p>One <strong>t</strong>wo</p><p>three</p>", "One two\nthree"],
    ["<p>a&nbsp;&amp; b<br/>c</p>", "a & b\nc"],
    [
      '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">sh</ac:parameter><ac:plain-text-body><![CDATA[a < b]]></ac:plain-text-body></ac:structured-macro>',
      "a < b",
    ],
    [
      "<ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>Do it</ac:task-body></ac:task></ac:task-list>",
      "Do it",
    ],
    [
      '<p>is <ac:inline-comment-marker ac:ref="x">marked</ac:inline-comment-marker> <ac:link><ri:page ri:content-title="T"/><ac:link-body>here</ac:link-body></ac:link></p>',
      "is marked here",
    ],
    [
      "<ul><li><p>a</p></li><li>b</li></ul><table><tbody><tr><td>c</td><td>d</td></tr></tbody></table>",
      "a\nb\nc\nd",
    ],
  ])("%s", (storage, text) => {
    expect(storageToText(storage)).toBe(text);
  });

  it("does not mind how deep it goes", () => {
    expect(storageToText(`${"<div>".repeat(20_000)}x`)).toBe("x");
  });
});
