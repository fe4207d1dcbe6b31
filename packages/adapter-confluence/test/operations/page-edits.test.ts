import { describe, expect, it } from "vitest";
import { answering, pagesOf, parsed, simulatedConfluence } from "../bench.js";

const json = (body: unknown, status = 200) => Response.json(body, { status });

describe("an edit of a page with what Markdown cannot say", () => {
  const page_id = pagesOf.top;
  const storageOf = async (confluence: ReturnType<typeof simulatedConfluence>) =>
    ((await confluence.run("get_page", { page_id, body_format: "storage" })) as { body: string }).body;

  it("is refused when the new text loses it, before anything is written", async () => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("update_page", { page_id, body: "New." })).rejects.toMatchObject({
      code: "PLACEHOLDER_MISMATCH",
      number: 3111,
      details: { page_id, reason: "placeholder_missing", placeholders: ["[[1: macro children]]"] },
    });
    expect(confluence.sent.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("keeps it, and every block that is not edited, byte by byte", async () => {
    const confluence = simulatedConfluence();
    const before = await storageOf(confluence);
    const { body } = (await confluence.run("get_page", { page_id, body_format: "editable" })) as {
      body: string;
    };
    expect(body).toContain("[[1: macro children]]");
    await confluence.run("update_page", { page_id, body: body.replace("Start here", "Begin here") });
    // The paragraph that is edited is written anew, without the editor's mark; all others keep theirs.
    expect(await storageOf(confluence)).toBe(
      before.replace(/<p local-id="\w+">(How callers[^<]+)Start here/, "<p>$1Begin here"),
    );
    expect(before).toMatch(/ local-id="/);
  });

  it("may give it up, and then says what went", async () => {
    const confluence = simulatedConfluence();
    const receipt = await confluence.run("update_page", { page_id, body: "New.", allow_removal: true });
    expect(receipt).toMatchObject({ changed: ["body"], removed: ["macro children"] });
    expect(parsed("update_page", receipt)).toEqual(receipt);
    expect(await storageOf(confluence)).toBe("<p>New.</p>");
  });

  it("replaces a page that is broken only when it may be given up", async () => {
    const broken = {
      id: page_id,
      title: "T",
      version: { number: 1 },
      body: { storage: { value: "<p>a<b></p>" } },
    };
    const confluence = answering(() => json(broken));
    const edit = { page_id, body: "New." };
    await expect(confluence.run("update_page", edit)).rejects.toMatchObject({ number: 3108 });
    await expect(confluence.run("get_page", { page_id, body_format: "editable" })).rejects.toMatchObject({
      code: "PAGE_NOT_EDITABLE",
      details: { page_id, reason: "malformed" },
    });
    await confluence.run("update_page", { ...edit, allow_removal: true });
    expect(await confluence.sent.at(-1)?.json()).toMatchObject({ body: { value: "<p>New.</p>" } });
  });
});

describe("update_page_section", () => {
  const page_id = pagesOf.design;

  it("changes nothing outside of the section, not a byte", async () => {
    const confluence = simulatedConfluence();
    const read = async () =>
      ((await confluence.run("get_page", { page_id, body_format: "storage" })) as { body: string }).body;
    const before = await read();
    const receipt = await confluence.run("update_page_section", {
      page_id,
      heading_text: "goal",
      new_content: "## Goal\n\nPartners call the API with **tokens**.",
      version: 5,
      version_message: "Shorter",
      allow_removal: true,
    });
    expect(receipt).toEqual({ id: page_id, url: expect.any(String), changed: ["body"], version: 6 });
    expect(parsed("update_page_section", receipt)).toEqual(receipt);
    // The heading says what it said, so it stays too, with the editor's mark.
    const [, upTo = "", from = ""] =
      /^(.*<h2 local-id="\w+">Goal<\/h2>).*(<h2 local-id="\w+">Tokens<\/h2>.*)$/s.exec(before) ?? [];
    expect(await read()).toBe(`${upTo}<p>Partners call the API with <strong>tokens</strong>.</p>${from}`);
  });

  it("names the headings that there are", async () => {
    const confluence = simulatedConfluence();
    await expect(
      confluence.run("update_page_section", { page_id, heading_text: "Token", new_content: "x" }),
    ).rejects.toMatchObject({
      code: "SECTION_NOT_FOUND",
      number: 3011,
      details: { page_id, available: ["Goal", "Tokens", "Open points"] },
      suggestions: expect.arrayContaining(['Did you mean "Tokens"?']),
    });
    expect(confluence.sent.map(({ method }) => method)).toEqual(["GET"]);
  });

  it.each([
    ["<h2>A</h2><p>1</p><h2>A</h2><p>2</p>", 3110],
    ["<table><tbody><tr><td><h2>A</h2></td><td><p>1</p></td></tr></tbody></table><p>2</p>", 3108],
    ['<h2>A</h2><ac:structured-macro ac:name="toc" />', 3111],
  ])("writes nothing when it is not sure: %s", async (value, number) => {
    const page = { id: page_id, title: "T", version: { number: 1 }, body: { storage: { value } } };
    const confluence = answering(() => json(page));
    const edit = { page_id, heading_text: "A", new_content: "x" };
    await expect(confluence.run("update_page_section", edit)).rejects.toMatchObject({ number });
    expect(confluence.sent.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("says what it removed", async () => {
    const confluence = simulatedConfluence();
    const made = { space: "TECH", title: "With a list", body: "## A\n\nx" };
    const { id } = (await confluence.run("create_page", made)) as { id: string };
    const value = '<h2>A</h2><ac:structured-macro ac:name="toc" />';
    const late = simulatedConfluence({
      instead: async (request) => {
        const { pathname } = new URL(request.url);
        if (request.method !== "GET" || !pathname.endsWith(id)) return confluence.host.fetch(request);
        const page = { id, title: made.title, version: { number: 1 }, body: { storage: { value } } };
        return json(page);
      },
    });
    const edit = { page_id: id, heading_text: "A", new_content: "y", allow_removal: true };
    const receipt = await late.run("update_page_section", edit);
    expect(receipt).toMatchObject({ removed: ["macro toc"] });
    expect(parsed("update_page_section", receipt)).toEqual(receipt);
  });

  it("names both versions when the page is newer than what was read", async () => {
    const edit = { page_id, heading_text: "Goal", new_content: "x", version: 4 };
    await expect(simulatedConfluence().run("update_page_section", edit)).rejects.toMatchObject({
      number: 3405,
      details: { expected: 4, actual: 5 },
    });
  });
});

describe("replace_page_text", () => {
  const page_id = pagesOf.design;

  it("changes the words, and nothing else", async () => {
    const confluence = simulatedConfluence();
    const read = async () =>
      ((await confluence.run("get_page", { page_id, body_format: "storage" })) as { body: string }).body;
    const before = await read();
    const edit = { page_id, find: "Access", replace_with: "Bearer & <access>", version: 5 };
    const receipt = await confluence.run("replace_page_text", { ...edit, version_message: "Names" });
    expect(receipt).toEqual({
      id: page_id,
      url: expect.any(String),
      changed: ["body"],
      version: 6,
      replaced: 2,
    });
    expect(parsed("replace_page_text", receipt)).toEqual(receipt);
    expect(await read()).toBe(before.replaceAll("Access", "Bearer &amp; &lt;access&gt;"));
  });

  it("writes nothing when the words are not there", async () => {
    const confluence = simulatedConfluence();
    await expect(
      confluence.run("replace_page_text", { page_id, find: "tokens in place", replace_with: "x" }),
    ).rejects.toMatchObject({ code: "TEXT_NOT_FOUND", number: 3106 });
    expect(confluence.sent.map(({ method }) => method)).toEqual(["GET"]);
  });
});
