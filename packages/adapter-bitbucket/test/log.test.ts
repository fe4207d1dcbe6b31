import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptOf } from "../src/log.js";

const all = { tail: true, errorsOnly: false, most: 10_000 };

describe("an excerpt of a log", () => {
  it("takes colours out, and keeps what a progress bar wrote last", () => {
    const log = "\u001b[1;31mred\u001b[0m\r\n10%\r50%\r100%\nend\n";
    expect(excerptOf(log, all).text).toBe("red\n100%\nend");
  });

  it.each(["", "\n"])("of nothing has no lines: %j", (log) => {
    expect(excerptOf(log, all)).toEqual({
      text: "",
      from_line: 0,
      shown_lines: 0,
      total_lines: 0,
      complete: true,
    });
  });

  it("knows good news from bad", () => {
    const log = "found 0 errors\nno test failures\n2 errors\nTypeError: x\nnpm ERR! code 1\nerror: y\nfine";
    const { text } = excerptOf(log, { ...all, errorsOnly: true });
    expect(text).toBe("3: 2 errors\n4: TypeError: x\n5: npm ERR! code 1\n6: error: y");
  });

  it("never shows more than wanted, and says when that is not all", () => {
    const lines = fc.array(fc.stringMatching(/^[a-z ]*$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 40 }), fc.boolean(), (written, most, tail) => {
        const log = `${written.join("\n")}\n`;
        const found = excerptOf(log, { tail, errorsOnly: false, most });
        expect(found.shown_lines).toBeLessThanOrEqual(most);
        expect(found.complete).toBe(found.shown_lines === found.total_lines);
      }),
    );
  });
});
