import { describe, expect, it } from "vitest";
import { answering, formTo, idOfChannel, methodsOf, resultOf, simulatedSlack } from "../bench.js";

interface Canvas {
  id: string;
  text: string;
}

const canvas_id = "F0JWTCANVAS";
const read = async (slack: ReturnType<typeof simulatedSlack>, id = canvas_id) =>
  ((await slack.run("read_canvas", { canvas_id: id })) as Canvas).text;

describe("read_canvas", () => {
  it("gives its content as Slack does", async () => {
    const slack = simulatedSlack();
    await expect(resultOf(slack, "read_canvas", { canvas_id })).resolves.toMatchObject({
      id: canvas_id,
      title: "JWT authentication: notes",
      handle: "file_1",
      media_type: "text/html",
      text: expect.stringContaining("<h2>Open questions</h2>"),
      user: "maya",
      url: expect.stringContaining(canvas_id),
    });
    expect(await formTo(slack.sent, "files.info")).toEqual({ file: canvas_id });
  });

  it("gives bytes when they are wanted, and refuses too many", async () => {
    const slack = simulatedSlack();
    const { base64 } = (await slack.run("read_canvas", { canvas_id, include: "base64" })) as {
      base64: string;
    };
    expect(Buffer.from(base64, "base64").toString()).toContain("<h1>JWT authentication</h1>");
    await expect(slack.run("read_canvas", { canvas_id, max_bytes: 5 })).rejects.toMatchObject({
      number: 4105,
    });
  });

  it.each(["F0JWTDESIGN", "F0123456789"])("does not read %s", async (id) => {
    await expect(simulatedSlack().run("read_canvas", { canvas_id: id })).rejects.toMatchObject({
      code: "FILE_NOT_FOUND",
      details: { file: id },
    });
  });
});

describe("create_canvas", () => {
  it("creates a canvas as a channel's tab", async () => {
    const slack = simulatedSlack();
    const receipt = await resultOf<Canvas>(slack, "create_canvas", {
      title: "Plan",
      markdown: "# Steps\n\n![](@U0123456789) first",
      channel: "#engineering",
    });
    const form = await formTo(slack.sent, "canvases.create");
    expect(form).toEqual({
      title: "Plan",
      document_content: expect.any(String),
      channel_id: await idOfChannel("engineering"),
    });
    expect(JSON.parse(form["document_content"] ?? "")).toEqual({
      type: "markdown",
      markdown: "# Steps\n\n\\![](@U0123456789) first",
    });
    expect(receipt).toEqual({
      id: expect.stringMatching(/^F/),
      url: `http://simulator.invalid/slack/docs/T0ACME0001/${receipt.id}`,
      changed: ["title", "markdown", "channel"],
    });
    expect(await read(slack, receipt.id)).toContain("<h1>Steps</h1>");
  });

  it("lets mentions live when they are allowed", async () => {
    const slack = simulatedSlack();
    await slack.run("create_canvas", { title: "x", markdown: "![](@U0123456789)", allow_mentions: true });
    expect((await formTo(slack.sent, "canvases.create"))["document_content"]).toContain(
      '"![](@U0123456789)"',
    );
  });

  it("tells what Slack cannot show, in its own words", async () => {
    await expect(
      simulatedSlack().run("create_canvas", { title: "x", markdown: "> - a list" }),
    ).rejects.toMatchObject({ code: "CANVAS_EDIT_FAILED", number: 4302 });
    const detail = "'content' error: line 28: Unsupported block type (List) within block quote";
    const slack = answering(({ url }) =>
      Response.json(
        url.endsWith("auth.test")
          ? { ok: true, url: "https://a.slack.com" }
          : { ok: false, error: "canvas_creation_failed", detail },
      ),
    );
    await expect(slack.run("create_canvas", { title: "x", markdown: "x" })).rejects.toMatchObject({
      message: expect.stringContaining(detail),
    });
  });
});

describe("update_canvas", () => {
  it.each([
    ["append", {}, "insert_at_end", /keys\?<\/p>\n<p>New<\/p>$/],
    ["prepend", {}, "insert_at_start", /^<p>New<\/p>\n<h1>JWT/],
    ["insert_before", { section: "Open questions" }, "insert_before", /<p>New<\/p>\n<h2>Open/],
    ["insert_after", { section: "Open questions" }, "insert_after", /questions<\/h2>\n<p>New<\/p>/],
    ["replace_section", { section_id: "temp:C:canvas3" }, "replace", /rotate\.<\/p>\n<p>New<\/p>\n<p>- When/],
    ["replace_all", {}, "replace", /^<p>New<\/p>$/],
  ])("can %s", async (action, place, operation, expected) => {
    const slack = simulatedSlack();
    const receipt = await resultOf(slack, "update_canvas", { canvas_id, action, markdown: "New", ...place });
    expect(receipt).toMatchObject({ id: canvas_id, changed: ["content"] });
    const [change] = JSON.parse((await formTo(slack.sent, "canvases.edit"))["changes"] ?? "") as object[];
    expect(change).toMatchObject({ operation, document_content: { type: "markdown", markdown: "New" } });
    expect(await read(slack)).toMatch(expected);
  });

  it("asks for the section by its text", async () => {
    const slack = simulatedSlack();
    const params = {
      canvas_id,
      action: "insert_after",
      markdown: "x ![](@U1)",
      section: "Open",
      allow_mentions: true,
    };
    await slack.run("update_canvas", params);
    expect(await formTo(slack.sent, "canvases.sections.lookup")).toEqual({
      canvas_id,
      criteria: JSON.stringify({ contains_text: "Open" }),
    });
    expect((await formTo(slack.sent, "canvases.edit"))["changes"]).toContain("temp:C:canvas3");
  });

  it.each([
    [{ action: "insert_after" }, 4103],
    [{ action: "replace_all", section: "x" }, 4104],
  ])("refuses %j before any call", async (params, number) => {
    const slack = simulatedSlack();
    await expect(slack.run("update_canvas", { canvas_id, markdown: "x", ...params })).rejects.toMatchObject({
      number,
    });
    expect(slack.calls).toBe(0);
  });

  it.each([
    ["nowhere", 4010, "SECTION_NOT_FOUND"],
    ["e", 4110, "AMBIGUOUS_MATCH"],
  ])("changes nothing when the section %j is not clear", async (section, number, code) => {
    const slack = simulatedSlack();
    const params = { canvas_id, action: "replace_section", markdown: "x", section };
    await expect(slack.run("update_canvas", params)).rejects.toMatchObject({ number, code });
    expect(methodsOf(slack.sent)).not.toContain("canvases.edit");
  });

  it("names the canvas that is not there", async () => {
    await expect(
      simulatedSlack().run("update_canvas", { canvas_id: "F0123456789", markdown: "x" }),
    ).rejects.toMatchObject({ number: 4006, details: { file: "F0123456789" } });
  });
});
