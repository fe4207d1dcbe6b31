import { describe, expect, it } from "vitest";
import { withSimulateValue } from "../src/command-line.js";
import { proposedWrites, writeLines } from "../src/consent.js";

describe("writes before consent", () => {
  const write = { id: "post", system: "slack", operation: "post_message", effect: "write" as const };

  it("are shown with exactly their params", () => {
    const request = {
      operations: [{ id: "other" }, { id: "post", params: { channel: "#a", text: "one\ntwo" } }],
    };
    expect(writeLines(proposedWrites({ writes: [write] }, request))).toEqual([
      "This request holds 1 write:",
      "  slack post_message (post)",
      "    channel: #a",
      "    text: one",
      "      two",
    ]);
  });

  it("of a single call are its own params", () => {
    const writes = [{ ...write, id: "post_message", effect: "destructive" as const }];
    expect(writeLines(proposedWrites({ writes }, { params: { blocks: [1] } }))).toEqual([
      "This request holds 1 write:",
      "  slack post_message  DESTRUCTIVE",
      "    blocks: [1]",
    ]);
  });

  it("cannot hide behind control characters", () => {
    const lines = writeLines(
      proposedWrites({ writes: [write] }, { operations: [{ id: "post", params: { text: "\u001b[2K" } }] }),
    );
    expect(lines.join("")).not.toContain("\u001b");
  });
});

describe("--simulate", () => {
  it("alone takes no word behind it", () => {
    expect(withSimulateValue(["--simulate", "ops", "--simulate=http://x", "--", "--simulate"])).toEqual([
      "--simulate=in-process",
      "ops",
      "--simulate=http://x",
      "--",
      "--simulate",
    ]);
  });
});
