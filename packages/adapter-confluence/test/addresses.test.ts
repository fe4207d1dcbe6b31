import { describe, expect, it } from "vitest";
import { answering } from "./bench.js";
import { BASE, dataCenter } from "./data-center/fake.js";

const CLOUD = "https://acme.atlassian.net/wiki";

/** The address of a result, of which Confluence says that it stands at this path. */
async function shown(path: string): Promise<string> {
  const confluence = answering(() =>
    Response.json({ results: [{ content: { id: "7" }, title: "A", url: path }], _links: { base: CLOUD } }),
  );
  const { pages } = (await confluence.run("search_pages", { query: "a" })) as { pages: { url: string }[] };
  return pages[0]?.url ?? "";
}

describe("addresses", () => {
  it.each([
    ["a page", "/spaces/TECH/pages/7/Token+rotation", "/spaces/TECH/pages/7"],
    ["a page that is called after a path", "/spaces/~712020abc/pages/7/a%2Fb", "/spaces/~712020abc/pages/7"],
    ["a comment", "/spaces/TECH/pages/7/T?focusedCommentId=8", "/spaces/TECH/pages/7?focusedCommentId=8"],
    ["a heading", "/spaces/TECH/pages/7/T#Goal", "/spaces/TECH/pages/7#Goal"],
    ["a blog post", "/spaces/TECH/blog/2025/11/12/7/JWT+is+coming", "/spaces/TECH/blog/2025/11/12/7"],
  ])("of %s are told without the title", async (_what, path, short) => {
    expect(await shown(path)).toBe(`${CLOUD}${short}`);
  });

  it.each(["/spaces/TECH/overview", "/spaces/TECH/pages/edit-v2/7", "/display/TECH/Title", "/x/AbC"])(
    "that have none stay as they are: %s",
    async (path) => {
      expect(await shown(path)).toBe(`${CLOUD}${path}`);
    },
  );

  it("of Data Center keep the title, which leads where the id alone may not", async () => {
    const path = "/spaces/TECH/pages/7/Token+rotation";
    const confluence = dataCenter({
      instead: ({ url }) =>
        url.includes("/rest/api/search")
          ? Response.json({
              results: [{ content: { id: "7", type: "page", title: "A" }, title: "A", url: path }],
              _links: { base: BASE },
            })
          : undefined,
    });
    await expect(confluence.run("search_pages", { query: "a" })).resolves.toMatchObject({
      pages: [{ url: `${BASE}${path}` }],
    });
  });
});
