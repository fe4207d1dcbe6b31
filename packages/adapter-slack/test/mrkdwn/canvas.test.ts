import { describe, expect, it } from "vitest";
import { canvasMarkdown } from "../../src/canvas-text.js";

describe("canvasMarkdown", () => {
  it.each([
    ["![](@U1) and ![x](@U2)", "\\![](@U1) and \\![x](@U2)"],
    ["![][a]\n\n[a]: @U1", "\\![][a]\n\n[a]: @U1"],
    ["![](!channel)", "\\![](!channel)"],
    ["`![](@U1)`\n\n    ![](@U1)", "`![](@U1)`\n\n    ![](@U1)"],
    [
      "![picture](https://acme.example/a@2x.png) ![](#C1)",
      "![picture](https://acme.example/a@2x.png) ![](#C1)",
    ],
    ["@maya", "@maya"],
  ])("lets %j notify nobody", async (markdown, expected) => {
    expect(await canvasMarkdown(markdown, false)).toBe(expected);
  });

  it("changes nothing when mentions are allowed", async () => {
    expect(await canvasMarkdown("![](@U1)", true)).toBe("![](@U1)");
  });
});
