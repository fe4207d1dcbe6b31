import { describe, expect, it } from "vitest";
import { dataCenter, writesOf } from "./fake.js";
import { failure } from "./fake-answers.js";
import { IDS, type Thing } from "./world.js";

const { home, guide, child, grandchild, post } = IDS;

describe("a page that moves", () => {
  it("gets a next version that names its new parent, and its text byte by byte", async () => {
    const confluence = dataCenter();
    const receipt = await confluence.run("move_page", { page_id: grandchild, target_parent_id: guide });
    expect(receipt).toMatchObject({ id: grandchild, changed: ["parent"] });
    expect(await writesOf(confluence.sent)).toEqual([
      {
        call: `PUT /rest/api/content/${grandchild}`,
        query: {},
        body: {
          id: grandchild,
          type: "page",
          title: "Grandchild",
          ancestors: [{ id: guide }],
          version: { number: 2 },
          body: { storage: { value: "<p>Text of 103.</p>", representation: "storage" } },
        },
      },
    ]);
    expect(confluence.world.things.get(grandchild)?.parent).toBe(guide);
  });

  it("to a space goes under its home page", async () => {
    const confluence = dataCenter();
    await confluence.run("move_page", { page_id: grandchild, target_space: "TECH" });
    expect(confluence.world.things.get(grandchild)?.parent).toBe(home);
  });

  it("that is there already gets no version", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("move_page", { page_id: child, target_parent_id: guide })).toMatchObject({
      id: child,
    });
    expect(await writesOf(confluence.sent)).toEqual([]);
  });

  it("does not go to another space", async () => {
    const confluence = dataCenter();
    const { things } = confluence.world;
    things.set("300", { ...(things.get(child) as Thing), id: "300", space: "~ada" });
    await expect(
      confluence.run("move_page", { page_id: child, target_parent_id: "300" }),
    ).rejects.toMatchObject({
      code: "UNSUPPORTED_ON_DATA_CENTER",
      message: expect.stringContaining("from TECH to ~ada"),
    });
    expect(await writesOf(confluence.sent)).toEqual([]);
  });

  it.each([
    ["999", guide],
    [child, "999"],
    [child, post],
    [post, guide],
  ])("%s below %s: one of them is no page", async (page_id, target_parent_id) => {
    const confluence = dataCenter();
    await expect(confluence.run("move_page", { page_id, target_parent_id })).rejects.toMatchObject({
      code: "PAGE_NOT_FOUND",
    });
    expect(await writesOf(confluence.sent)).toEqual([]);
  });

  it("that somebody changes in between is a conflict", async () => {
    const confluence = dataCenter({
      instead: ({ method }) => (method === "PUT" ? failure(409, "Version must be incremented") : undefined),
    });
    await expect(
      confluence.run("move_page", { page_id: grandchild, target_parent_id: guide }),
    ).rejects.toMatchObject({ code: "CONFLUENCE_CONFLICT" });
  });
});
