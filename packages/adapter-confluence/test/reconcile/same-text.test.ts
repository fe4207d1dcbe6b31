import { describe, expect, it } from "vitest";
import { readsTheSame } from "../../src/reconcile/same-text.js";

describe("readsTheSame", () => {
  it.each([
    ["<p>a &amp; b</p>", "<p local-id='1'>a &#38; b</p>"],
    ["<p>it&apos;s</p><p>so</p>", "<p>it's</p>\n<p>so</p>"],
    ['<ac:structured-macro ac:name="toc" />', '<ac:structured-macro ac:name="toc" ac:macro-id="4711" />'],
    ["<p>a&nbsp;b</p>", "<p>a&#xa0;b</p>"],
  ])("takes %s for %s", (one, other) => expect(readsTheSame(one, other)).toBe(true));

  it.each([
    ["<p>15 minutes</p>", "<p>15 minutes!</p>"],
    ["<p>a</p>", ""],
    ["<![CDATA[a < b]]>", "<![CDATA[a < c]]>"],
    ["<p>a</p>", undefined],
    [undefined, undefined],
  ])("does not take %s for %s", (one, other) => expect(readsTheSame(one, other)).toBe(false));

  it("leaves alone what is no character", () => {
    expect(readsTheSame("&#99999999; &nosuch;", "&#99999999; &nosuch;")).toBe(true);
  });
});
