import { describe, expect, it } from "vitest";
import { pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const kinds = [
  { kind: "folder", id: "110432", title: "Archive", more: {}, body: {} },
  {
    kind: "whiteboard",
    id: "110656",
    title: "Login flow, sketched",
    more: { template: "4ls-retro" },
    body: { templateKey: "4ls-retro" },
  },
];

describe.each(kinds)("a $kind", ({ kind, id, title, more, body }) => {
  const path = `/wiki/api/v2/${kind}s`;
  const wanted = { [`${kind}_id`]: id };

  it("is shown with its place", async () => {
    const confluence = simulatedConfluence();
    const found = await confluence.run(`get_${kind}`, wanted);
    expect(found).toEqual({
      id,
      title,
      space: "TECH",
      parent_id: "98336",
      author: { id: expect.any(String), name: expect.any(String) },
      created: expect.any(String),
      url: expect.stringContaining(`/spaces/TECH/${kind}/${id}`),
    });
    expect(parsed(`get_${kind}`, found)).toEqual(found);
  });

  it("is created where it is wanted, and the tree is read anew", async () => {
    const confluence = simulatedConfluence();
    const tree = { root_page_id: pagesOf.design };
    await confluence.run("get_page_tree", tree);
    const made = { space: "TECH", title: "Sketches", parent_id: pagesOf.design, ...more };
    const receipt = (await confluence.run(`create_${kind}`, made)) as { id: string };
    expect(pathsOf(confluence.sent).at(-1)).toBe(`POST ${path}`);
    expect(await confluence.sent.at(-1)?.json()).toEqual({
      spaceId: "65538",
      title: "Sketches",
      parentId: pagesOf.design,
      ...body,
    });
    expect(receipt).toEqual({
      id: expect.any(String),
      url: expect.stringContaining(`/${kind}/`),
      changed: Object.keys(made),
    });
    expect(parsed(`create_${kind}`, receipt)).toEqual(receipt);
    await expect(confluence.run("get_page_tree", tree)).resolves.toMatchObject({
      pages: [{}, {}, { id: receipt.id, type: kind, title: "Sketches", parent_id: pagesOf.design }],
    });
  });

  it.each([
    [{ space: "LEGAL", title: "T" }, 3102],
    [{ space: 65540, title: "T", parent_id: pagesOf.design }, 3012],
  ])("is not created by %j", async (params, number) => {
    await expect(simulatedConfluence().run(`create_${kind}`, params)).rejects.toMatchObject({ number });
  });

  it("goes to the trash", async () => {
    const confluence = simulatedConfluence();
    const receipt = await confluence.run(`delete_${kind}`, wanted);
    expect(pathsOf(confluence.sent)).toEqual([`DELETE ${path}/${id}`]);
    expect(receipt).toEqual({ id, url: expect.any(String), changed: ["status"] });
    expect(parsed(`delete_${kind}`, receipt)).toEqual(receipt);
    await expect(confluence.run(`get_${kind}`, wanted)).rejects.toMatchObject({
      code: "CONTENT_NOT_FOUND",
      number: 3012,
      details: { id },
    });
    await expect(confluence.run(`delete_${kind}`, wanted)).rejects.toMatchObject({ number: 3012 });
  });
});
