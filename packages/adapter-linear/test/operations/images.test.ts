import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { sentBody, simulatedLinear } from "../bench.js";

describe("extract_images", () => {
  const flow = "http://simulator.invalid/linear/uploads/1/flow.svg";

  it("downloads the pictures that lie in Linear, each once, and leaves out the others", async () => {
    const linear = simulatedLinear();
    const markdown = [
      `![The flow](${flow} "title") and again ![](<${flow}>)`,
      "![](https://evil.example/a.png) [no picture](http://simulator.invalid/linear/uploads/1/b.png)",
      "![gone](http://simulator.invalid/linear/uploads/9/gone.png)",
      "![](https://uploads.linear.app.evil.example/a.png) ![](not an address)",
    ].join("\n");
    const answer = await linear.run("extract_images", { markdown });
    expect(linear.sent.map(({ url }) => url).sort()).toEqual([
      flow,
      "http://simulator.invalid/linear/uploads/9/gone.png",
    ]);
    expect(answer).toEqual({
      images: [
        {
          handle: expect.any(String),
          filename: "flow.svg",
          media_type: "image/svg+xml",
          size: 61,
          text: expect.stringContaining("<svg"),
          url: flow,
          alt: "The flow",
        },
      ],
      warnings: [
        expect.objectContaining({ code: "ATTACHMENT_NOT_FOUND", what: expect.stringContaining("gone") }),
      ],
      skipped: ["https://evil.example/a.png", "https://uploads.linear.app.evil.example/a.png", "not"],
    });
    expect(adapter.operations["extract_images"]?.result.parse(answer)).toEqual(answer);
  });

  it("gives bytes when they are wanted, and refuses large ones singly", async () => {
    const linear = simulatedLinear();
    const markdown = `![](${flow})`;
    await expect(linear.run("extract_images", { markdown, include: "base64" })).resolves.toMatchObject({
      images: [{ base64: expect.stringMatching(/^PHN2Zy/) }],
    });
    await expect(linear.run("extract_images", { markdown, max_bytes: 5 })).resolves.toMatchObject({
      images: [],
      warnings: [{ what: flow, code: "LINEAR_API_ERROR" }],
    });
    await expect(linear.run("extract_images", { markdown: "Nothing" })).resolves.toEqual({ images: [] });
  });

  it("sends nothing in a body", async () => {
    const linear = simulatedLinear();
    await linear.run("extract_images", { markdown: `![](${flow})` });
    expect(linear.sent[0]?.method).toBe("GET");
    await expect(sentBody(linear.sent[0])).rejects.toThrow();
  });
});
