import { describe, expect, it } from "vitest";
import { answering, parsed, pathsOf, simulatedConfluence } from "../bench.js";

interface Found {
  pages: { id: string; title: string; space: string; type: string }[];
  page: { next?: string; total?: number; complete: boolean };
}

const titles = (found: unknown) => (found as Found).pages.map(({ title }) => title);

describe("search_pages", () => {
  it("finds pages with all of the words in a space", async () => {
    const confluence = simulatedConfluence();
    const found = await confluence.run("search_pages", { query: "authentication JWT", space: "TECH" });
    expect(pathsOf(confluence.sent)).toEqual(["GET /wiki/api/v2/spaces", "GET /wiki/rest/api/search"]);
    expect(Object.fromEntries(new URL(confluence.sent[1]?.url ?? "").searchParams)).toEqual({
      cql: 'text ~ "authentication JWT" AND space = "TECH" AND type = page',
      limit: "50",
      excerpt: "highlight",
      expand: "content.space",
    });
    expect(found).toMatchObject({
      pages: [
        {
          id: expect.stringMatching(/^\d+$/),
          title: "JWT authentication design",
          space: "TECH",
          excerpt: expect.stringContaining("TRAIN-123"),
          updated: "2025-11-17T15:20:00.000Z",
          url: expect.stringMatching(
            /^http:\/\/simulator\.invalid\/confluence\/wiki\/spaces\/TECH\/pages\/\d+$/,
          ),
        },
        { title: "Authentication" },
        { title: "Token rotation" },
        { title: "Threat model" },
        { title: "API keys (legacy)" },
      ],
      page: { total: 5, complete: true },
    });
    expect(JSON.stringify(found)).not.toContain("@@@");
    expect(parsed("search_pages", found)).toEqual(found);
  });

  it("asks for the space only once", async () => {
    const confluence = simulatedConfluence();
    await confluence.run("search_pages", { query: "authentication", space: "tech" });
    await confluence.run("search_pages", { query: "JWT", space: "TECH" });
    expect(confluence.calls).toBe(3);
  });

  it("takes the space by its id, too", async () => {
    const confluence = simulatedConfluence();
    await confluence.run("search_pages", { query: "booking", space: 65540 });
    expect(pathsOf(confluence.sent)[0]).toBe("GET /wiki/api/v2/spaces/65540");
    expect(new URL(confluence.sent[1]?.url ?? "").searchParams.get("cql")).toContain('space = "OPS"');
  });

  it("pages to the end without losing or repeating a page", async () => {
    const confluence = simulatedConfluence();
    const ids: string[] = [];
    let token: string | undefined;
    do {
      const found = (await confluence.run("search_pages", {
        cql: 'space = "TECH" ORDER BY created',
        limit: 100,
        ...(token === undefined ? {} : { page_token: token }),
      })) as Found;
      ids.push(...found.pages.map(({ id }) => id));
      expect(found.page.total).toBe(309);
      token = found.page.next;
      expect(found.page.complete).toBe(token === undefined);
    } while (token !== undefined);
    expect(ids).toHaveLength(309);
    expect(new Set(ids).size).toBe(309);
    expect(confluence.calls).toBe(4);
  });

  it("joins query and cql, and keeps the order", async () => {
    const confluence = simulatedConfluence();
    const found = await confluence.run("search_pages", {
      query: "token",
      cql: 'label = "jwt" or label = "threat-model" ORDER BY title DESC',
      labels: ["jwt", "security"],
    });
    expect(new URL(confluence.sent[0]?.url ?? "").searchParams.get("cql")).toBe(
      '(label = "jwt" or label = "threat-model") AND text ~ "token" AND label in ("jwt", "security") AND type = page ORDER BY title DESC',
    );
    expect(titles(found)).toEqual(["Token rotation", "Threat model", "JWT authentication design"]);
  });

  it("finds blog posts when they are asked for", async () => {
    const confluence = simulatedConfluence();
    const found = await confluence.run("search_pages", { query: "JWT", type: "blogpost" });
    expect((found as Found).pages).toMatchObject([
      { title: "JWT authentication is coming", type: "blogpost" },
    ]);
    await expect(confluence.run("search_pages", { cql: "type = blogpost" })).resolves.toEqual(found);
  });

  it("takes what people type as words, whatever stands in it", async () => {
    const confluence = simulatedConfluence();
    for (const query of [
      '"acme/platform 42"',
      "acme/platform: 42",
      'TRAIN-123 "',
      "(TRAIN-123",
      'x" OR type = page OR text ~ "y',
    ]) {
      await confluence.run("search_pages", { query, space: "TECH" }).then((found) => {
        expect(titles(found)).toEqual(query.startsWith("x") ? [] : ["JWT authentication design"]);
      });
    }
  });

  it.each([
    ['label = "jwt") OR (space = "OPS"', "closed that was not opened"],
    ["(label = jwt", "bracket is not closed"],
    ['title ~ "jwt', "quote is not closed"],
  ])("refuses CQL that would take other conditions in, before any call: %s", async (cql, message) => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("search_pages", { cql, space: "TECH" })).rejects.toMatchObject({
      code: "INVALID_CQL",
      number: 3101,
      message: expect.stringContaining(message),
    });
    expect(confluence.calls).toBe(0);
  });

  it("tells what is wrong with the CQL", async () => {
    await expect(simulatedConfluence().run("search_pages", { cql: "nonsense = 1" })).rejects.toMatchObject({
      number: 3101,
      message: expect.stringMatching(/^Could not parse cql : .*'nonsense' does not exist/),
    });
  });

  it("tells that a page token belongs to its query", async () => {
    await expect(
      simulatedConfluence().run("search_pages", { query: "JWT", page_token: "stale" }),
    ).rejects.toMatchObject({
      number: 3101,
      suggestions: expect.arrayContaining([expect.stringContaining("page_token")]),
    });
  });

  it.each([[{}], [{ space: "TECH" }], [{ query: "!?" }], [{ query: "-", cql: "type = page" }]])(
    "needs something to look for: %j",
    async (params) => {
      const confluence = simulatedConfluence();
      await expect(confluence.run("search_pages", params)).rejects.toMatchObject({ number: 3103 });
      expect(confluence.calls).toBe(0);
    },
  );

  it("names the space that is not there", async () => {
    await expect(
      simulatedConfluence().run("search_pages", { query: "JWT", space: "TEHC" }),
    ).rejects.toMatchObject({
      number: 3001,
      details: { available: expect.arrayContaining(["TECH (Tech Docs)"]) },
      suggestions: expect.arrayContaining(["Did you mean TECH?"]),
    });
  });

  it("shows the address that Confluence names, and never follows its link", async () => {
    const confluence = answering(() =>
      Response.json({
        results: [{ content: { id: "7", type: "page", title: "A" }, title: "A", url: "/spaces/X/pages/7/A" }],
        _links: { base: "https://acme.atlassian.net/wiki", next: "https://evil.example/search?cursor=abc" },
      }),
    );
    await expect(confluence.run("search_pages", { query: "a" })).resolves.toEqual({
      pages: [{ id: "7", title: "A", url: "https://acme.atlassian.net/wiki/spaces/X/pages/7" }],
      page: { next: "abc", complete: false },
    });
    await confluence.run("search_pages", { query: "a", page_token: "abc" });
    expect(confluence.sent.every(({ url }) => url.startsWith("http://simulator.invalid/"))).toBe(true);
  });

  it("does not call a list complete that goes on nobody knows where", async () => {
    const confluence = answering(() =>
      Response.json({ results: [], _links: { next: "/rest/api/search?start=50" } }),
    );
    await expect(confluence.run("search_pages", { query: "a" })).rejects.toMatchObject({ number: 3401 });
  });
});
