import { describe, expect, it } from "vitest";
import { pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const { top, design, rotation, legal } = pagesOf;
type Confluence = ReturnType<typeof simulatedConfluence>;

async function childrenOf(confluence: Confluence, parent_id: string): Promise<string[]> {
  const { children } = (await confluence.run("get_page_children", { parent_id })) as {
    children: { title: string }[];
  };
  return children.map(({ title }) => title);
}

describe("move_page", () => {
  it("moves a page under another, and forgets where it was", async () => {
    const confluence = simulatedConfluence();
    await confluence.run("get_page_tree", { root_page_id: top });
    const receipt = await confluence.run("move_page", { page_id: rotation, target_parent_id: design });
    expect(pathsOf(confluence.sent).at(-1)).toBe(
      `PUT /wiki/rest/api/content/${rotation}/move/append/${design}`,
    );
    expect(receipt).toEqual({ id: rotation, url: expect.stringContaining(rotation), changed: ["parent"] });
    expect(parsed("move_page", receipt)).toEqual(receipt);
    expect(await childrenOf(confluence, design)).toEqual(["Signing keys and JWKS", "Token rotation"]);
    await expect(confluence.run("get_page", { page_id: rotation })).resolves.toMatchObject({
      parent_id: design,
    });
    await expect(confluence.run("get_page_tree", { root_page_id: top, depth: 2 })).resolves.toMatchObject({
      pages: expect.arrayContaining([expect.objectContaining({ id: rotation, parent_id: design })]),
    });
  });

  it("moves a page beside another", async () => {
    const confluence = simulatedConfluence();
    await confluence.run("move_page", { page_id: rotation, target_parent_id: design, position: "before" });
    const titles = await childrenOf(confluence, top);
    expect(titles.indexOf("Token rotation")).toBe(titles.indexOf("JWT authentication design") - 1);
    await confluence.run("move_page", { page_id: rotation, target_parent_id: design, position: "after" });
    expect((await childrenOf(confluence, top)).slice(2, 4)).toEqual([
      "JWT authentication design",
      "Token rotation",
    ]);
  });

  it("moves a page into another space, by key or id", async () => {
    const confluence = simulatedConfluence();
    await confluence.run("move_page", { page_id: rotation, target_space: "OPS" });
    await expect(confluence.run("get_page", { page_id: rotation })).resolves.toMatchObject({ space: "OPS" });
    await simulatedConfluence().run("move_page", { page_id: rotation, target_space: "65540" });
  });

  it.each([
    [{ page_id: rotation }, 3103],
    [{ page_id: rotation, target_space: "OPS", position: "before" }, 6008],
    [{ page_id: "4711", target_parent_id: design }, 3002],
    [{ page_id: rotation, target_parent_id: "4711" }, 3002],
    [{ page_id: top, target_parent_id: design }, 3401],
    [{ page_id: rotation, target_parent_id: legal }, 3102],
    [{ page_id: rotation, target_space: "NOPE" }, 3001],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedConfluence().run("move_page", params)).rejects.toMatchObject({ number });
  });
});

describe("copy_page", () => {
  it("copies a page under another", async () => {
    const confluence = simulatedConfluence();
    const receipt = (await confluence.run("copy_page", {
      source_page_id: design,
      new_title: "JWT, second design",
      destination_parent_id: top,
      copy_attachments: false,
      copy_labels: false,
    })) as { id: string };
    expect(pathsOf(confluence.sent)).toEqual([`POST /wiki/rest/api/content/${design}/copy`]);
    expect(await confluence.sent[0]?.json()).toEqual({
      copyAttachments: false,
      copyLabels: false,
      destination: { type: "parent_page", value: top },
      pageTitle: "JWT, second design",
    });
    expect(receipt).toEqual({
      id: expect.stringMatching(/^\d+$/),
      url: expect.stringMatching(/\/spaces\/TECH\/pages\/\d+$/),
      changed: ["new_title", "destination_parent_id", "copy_attachments", "copy_labels"],
      title: "JWT, second design",
      version: 1,
    });
    expect(parsed("copy_page", receipt)).toEqual(receipt);
    await expect(
      confluence.run("get_page", { page_id: receipt.id, expand: ["labels"] }),
    ).resolves.toMatchObject({ parent_id: top, labels: [], body: expect.stringContaining("short-lived") });
  });

  it("copies a page into a space, with its labels", async () => {
    const confluence = simulatedConfluence();
    const copy = { source_page_id: rotation, new_title: "Token rotation", destination_space: "OPS" };
    const { id } = (await confluence.run("copy_page", copy)) as { id: string };
    await expect(confluence.run("get_page", { page_id: id, expand: ["labels"] })).resolves.toMatchObject({
      space: "OPS",
      labels: ["authentication", "jwt"],
    });
    await simulatedConfluence().run("copy_page", { ...copy, destination_space: 65540 });
  });

  it("says that a space has no home page", async () => {
    await expect(
      simulatedConfluence({
        instead: ({ url }) =>
          url.includes("/spaces?")
            ? Response.json({ results: [{ id: "1", key: "X", name: "X" }] })
            : undefined,
      }).run("copy_page", { source_page_id: rotation, new_title: "T", destination_space: "X" }),
    ).rejects.toMatchObject({ number: 3103, message: expect.stringContaining("no home page") });
  });

  it.each([
    [{ source_page_id: "4711", destination_parent_id: top }, 3002],
    [{ source_page_id: rotation }, 3103],
    [{ source_page_id: rotation, new_title: "Threat model", destination_parent_id: top }, 3105],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedConfluence().run("copy_page", { new_title: "T", ...params })).rejects.toMatchObject(
      { number },
    );
  });
});
