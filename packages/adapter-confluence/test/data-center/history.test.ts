import { describe, expect, it } from "vitest";
import { asked, callsOf, dataCenter, writesOf } from "./fake.js";
import { failure } from "./fake-answers.js";
import { IDS } from "./world.js";

const { guide } = IDS;
const LIST = `/rest/experimental/content/${guide}/version`;

/** A Data Center without the list of versions. */
const withoutList = () =>
  dataCenter({
    instead: ({ url }) => (url.includes("experimental") ? failure(404, "no such path") : undefined),
  });

describe("versions of Data Center", () => {
  it.each([
    ["from the list", dataCenter],
    ["one by one, where there is no list", withoutList],
  ])("are told with the newest first: %s", async (_how, make) => {
    const confluence = make();
    const created = "2025-11-03T08:00:00.000Z";
    expect(await confluence.run("get_page_history", { page_id: guide })).toEqual({
      versions: [
        { version: 3, author: "Bob Ross", created, message: "Shorter" },
        { version: 2, author: "Ada King", created, message: "More", minor: true },
        { version: 1, author: "Ada King", created },
      ],
      page: { complete: true },
    });
    expect(confluence.sent.map(asked)[0]).toEqual({ call: `GET ${LIST}`, query: { limit: "50" } });
  });

  it.each([
    ["from the list", dataCenter],
    ["one by one", withoutList],
  ])("are paged by position: %s", async (_how, make) => {
    const confluence = make();
    const first = await confluence.run("get_page_history", { page_id: guide, limit: 2 });
    expect(first).toMatchObject({
      versions: [{ version: 3 }, { version: 2 }],
      page: { next: "2", complete: false },
    });
    const rest = await confluence.run("get_page_history", { page_id: guide, limit: 2, page_token: "2" });
    expect(rest).toMatchObject({ versions: [{ version: 1 }], page: { complete: true } });
  });

  it("that somebody has deleted are left out", async () => {
    const confluence = withoutList();
    confluence.world.things.get(guide)?.old.pop();
    expect(await confluence.run("get_page_history", { page_id: guide })).toMatchObject({
      versions: [{ version: 3 }, { version: 1 }],
    });
  });

  it("of a page that is not there are an error", async () => {
    await expect(dataCenter().run("get_page_history", { page_id: "999" })).rejects.toMatchObject({
      code: "PAGE_NOT_FOUND",
    });
  });

  it("show their text; the one of today is the page itself", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("get_page_history", { page_id: guide, version: 1 })).toMatchObject({
      versions: [{ version: 1, title: "Guide, draft", body: "Tokens." }],
    });
    expect(confluence.sent.map(asked)[1]).toEqual({
      call: `GET /rest/api/content/${guide}`,
      query: { status: "historical", version: "1", expand: "space,version,history,ancestors,body.storage" },
    });
    await confluence.run("get_page_history", { page_id: guide, version: 3 });
    expect(confluence.sent).toHaveLength(3);
    await expect(confluence.run("get_page_history", { page_id: guide, version: 9 })).rejects.toMatchObject({
      code: "VERSION_NOT_FOUND",
      details: { page_id: guide, version: 9 },
    });
  });

  it("are compared", async () => {
    const diff = await dataCenter().run("get_page_diff", { page_id: guide, from_version: 1, to_version: 2 });
    expect(diff).toMatchObject({
      from: { version: 1, title: "Guide, draft" },
      to: { version: 2 },
      added: 1,
      removed: 1,
    });
  });

  it("come back as the next one, with the title of today unless the old one is wanted", async () => {
    const confluence = dataCenter();
    const receipt = await confluence.run("restore_page_version", { page_id: guide, version: 1 });
    expect(receipt).toMatchObject({ id: guide, version: 4, changed: ["body"] });
    await confluence.run("restore_page_version", {
      page_id: guide,
      version: 1,
      restore_title: true,
      version_message: "Back",
    });
    const [first, second] = await writesOf(confluence.sent);
    expect(first).toEqual({
      call: `PUT /rest/api/content/${guide}`,
      query: { expand: "version" },
      body: {
        id: guide,
        type: "page",
        title: "Guide",
        version: { number: 4, message: "Restored version 1" },
        body: { storage: { value: "<p>Tokens.</p>", representation: "storage" } },
      },
    });
    expect(second?.body).toMatchObject({ title: "Guide, draft", version: { number: 5, message: "Back" } });
  });

  it("that are not there do not come back, and a refusal is told as what it is", async () => {
    const confluence = dataCenter();
    await expect(
      confluence.run("restore_page_version", { page_id: guide, version: 9 }),
    ).rejects.toMatchObject({
      code: "VERSION_NOT_FOUND",
    });
    expect(callsOf(confluence.sent).every((call) => call.startsWith("GET"))).toBe(true);
    const refusing = dataCenter({
      instead: ({ method }) =>
        method === "PUT" ? failure(400, "A page with this title already exists") : undefined,
    });
    await expect(refusing.run("restore_page_version", { page_id: guide, version: 1 })).rejects.toMatchObject({
      code: "PAGE_TITLE_EXISTS",
    });
    const quicker = dataCenter({
      instead: ({ method }) => (method === "PUT" ? failure(409, "Version must be incremented") : undefined),
    });
    await expect(quicker.run("restore_page_version", { page_id: guide, version: 1 })).rejects.toMatchObject({
      code: "CONFLUENCE_CONFLICT",
    });
  });
});
