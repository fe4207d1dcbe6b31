import { describe, expect, it } from "vitest";
import { answering, parsed, pathsOf, simulatedConfluence } from "../bench.js";

type Confluence = ReturnType<typeof simulatedConfluence>;

async function idOf(confluence: Confluence, title: string): Promise<string> {
  const page = (await confluence.run("get_page", { title, space: "TECH", include_body: false })) as {
    id: string;
  };
  return page.id;
}

describe("get_page", () => {
  it("finds a page by title and space, and shows it as Markdown", async () => {
    const confluence = simulatedConfluence();
    const page = await confluence.run("get_page", { title: "JWT authentication design", space: "TECH" });
    expect(pathsOf(confluence.sent)).toEqual([
      "GET /wiki/api/v2/spaces",
      "GET /wiki/api/v2/pages",
      "POST /wiki/api/v2/users-bulk",
    ]);
    const search = new URL(confluence.sent[1]?.url ?? "").searchParams;
    expect(Object.fromEntries(search)).toEqual({
      title: "JWT authentication design",
      "space-id": "65538",
      status: "current",
      "body-format": "storage",
    });
    expect(page).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      title: "JWT authentication design",
      space: "TECH",
      status: "current",
      version: 5,
      parent_id: expect.any(String),
      author: { id: expect.stringMatching(/^[0-9a-f]{24}$/), name: "Maya Lindqvist" },
      created: "2025-11-04T10:00:00.000Z",
      updated: "2025-11-17T15:20:00.000Z",
      url: expect.stringMatching(/^http:\/\/simulator\.invalid\/confluence\/wiki\/spaces\/TECH\/pages\/\d+$/),
    });
    const { body } = page as { body: string };
    expect(body).toContain("## Goal");
    expect(body).toContain("**short-lived tokens**");
    expect(body).toContain("```json");
    expect(body).toContain("- [x] Choose the algorithm");
    expect(page).not.toHaveProperty("labels");
    // Nobody but the author has written on it.
    expect(page).not.toHaveProperty("updated_by");
    expect(parsed("get_page", page)).toEqual(page);
  });

  it("finds it by id, as text or number, and brings along what is expanded", async () => {
    const confluence = simulatedConfluence();
    const id = await idOf(confluence, "JWT authentication design");
    const before = confluence.sent.length;
    const page = await confluence.run("get_page", { page_id: id, expand: ["comments", "labels"] });
    expect(page).toMatchObject({
      id,
      labels: ["authentication", "jwt", "design"],
      comments: [
        {
          author: { name: "Priya Natarajan" },
          created: "2025-11-05T10:30:00.000Z",
          body: "RS256 it is. The private key stays in the **vault**.",
        },
        { author: { name: "Tom Okafor" }, body: expect.stringContaining("`60 s`") },
      ],
    });
    expect(parsed("get_page", page)).toEqual(page);
    // The labels come with the page; the space is known; whoever is not yet known is asked for at once.
    expect(pathsOf(confluence.sent.slice(before))).toEqual([
      `GET /wiki/api/v2/pages/${id}`,
      `GET /wiki/api/v2/pages/${id}/footer-comments`,
      "POST /wiki/api/v2/users-bulk",
    ]);
    expect(await confluence.sent.at(-1)?.json()).toEqual({
      accountIds: [expect.any(String), expect.any(String)],
    });
    await expect(
      confluence.run("get_page", { page_id: Number(id), expand: ["labels"] }),
    ).resolves.toMatchObject({ id });
  });

  it("keeps what is known of a page for a while, but never its body", async () => {
    const confluence = simulatedConfluence();
    const id = await idOf(confluence, "Token rotation");
    const { calls } = confluence;
    const page = await confluence.run("get_page", { page_id: id, include_body: false });
    expect(page).not.toHaveProperty("body");
    expect(page).toMatchObject({
      title: "Token rotation",
      url: expect.stringContaining("/spaces/TECH/pages/"),
    });
    expect(confluence.calls).toBe(calls);
    await expect(confluence.run("get_page", { page_id: id })).resolves.toMatchObject({
      body: expect.stringContaining("refresh token"),
    });
    expect(confluence.calls).toBe(calls + 1);
  });

  it("shows that a page is empty", async () => {
    const confluence = simulatedConfluence();
    await confluence.run("create_page", { space: "TECH", title: "Empty", body: "" });
    await expect(confluence.run("get_page", { title: "Empty", space: "TECH" })).resolves.toMatchObject({
      body: "",
    });
  });

  it("reads all labels, also when they do not all come with the page", async () => {
    const confluence = simulatedConfluence();
    const labels = Array.from({ length: 60 }, (_, index) => `label-${index}`);
    const { id } = (await confluence.run("create_page", {
      space: "TECH",
      title: "Many",
      body: "x",
      labels,
    })) as {
      id: string;
    };
    await expect(confluence.run("get_page", { page_id: id, expand: ["labels"] })).resolves.toMatchObject({
      labels,
    });
    await expect(
      confluence.run("get_page", { title: "Many", space: "TECH", expand: ["labels"] }),
    ).resolves.toMatchObject({ labels });
  });

  it("names the page that is not there", async () => {
    await expect(simulatedConfluence().run("get_page", { page_id: "4711" })).rejects.toMatchObject({
      code: "PAGE_NOT_FOUND",
      number: 3002,
      details: { page_id: "4711" },
      retryable: false,
    });
  });

  it("suggests the title that was meant", async () => {
    const confluence = simulatedConfluence();
    await expect(
      confluence.run("get_page", { title: "JWT authentification design", space: "TECH" }),
    ).rejects.toMatchObject({
      number: 3002,
      details: { space: "TECH", available: expect.arrayContaining(["JWT authentication design"]) },
      suggestions: expect.arrayContaining(['Did you mean "JWT authentication design"?']),
    });
    expect(pathsOf(confluence.sent).at(-1)).toBe("GET /wiki/rest/api/search");
  });

  it("says that the title does not exist even when similar ones cannot be looked for", async () => {
    const confluence = simulatedConfluence({
      instead: ({ url }) =>
        url.includes("/rest/api/search") ? Response.json({}, { status: 500 }) : undefined,
    });
    await expect(confluence.run("get_page", { title: "Tokens rotate", space: "TECH" })).rejects.toMatchObject(
      {
        number: 3002,
        details: { available: [] },
      },
    );
  });

  it.each([
    [{}, ["page_id"]],
    [{ space: "TECH" }, ["page_id"]],
    [{ title: "Token rotation" }, ["space"]],
  ])("asks for what is missing, before any call: %j", async (params, fields) => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("get_page", params)).rejects.toMatchObject({
      number: 3103,
      details: { fields },
    });
    expect(confluence.calls).toBe(0);
  });

  it("refuses an id that no page can have", async () => {
    await expect(
      simulatedConfluence().run("get_page", { page_id: "9999999999999999999" }),
    ).rejects.toMatchObject({
      number: 3104,
      code: "INVALID_PAGE_ID",
    });
    await expect(simulatedConfluence().run("get_page", { page_id: "../x" })).rejects.toThrow(
      "must be a number",
    );
  });

  it("shows a page although its people may not be seen", async () => {
    const confluence = simulatedConfluence({
      instead: ({ url }) => (url.endsWith("/users-bulk") ? Response.json({}, { status: 404 }) : undefined),
    });
    const page = await confluence.run("get_page", { title: "Token rotation", space: "TECH" });
    const { author } = page as { author: { id: string; name: string } };
    expect(author.name).toBe(author.id);
  });

  it("reads a page at the top of a space, and people that nobody knows", async () => {
    const confluence = answering(({ url }) =>
      Response.json(
        url.endsWith("/users-bulk")
          ? { results: [] }
          : {
              id: "1",
              key: "X",
              title: "Top",
              status: "current",
              spaceId: "2",
              parentId: null,
              authorId: "gone",
            },
      ),
    );
    await expect(confluence.run("get_page", { page_id: "1", include_body: false })).resolves.toEqual({
      id: "1",
      title: "Top",
      space: "X",
      status: "current",
      author: { id: "gone", name: "gone" },
      url: "http://simulator.invalid/confluence/wiki/pages/viewpage.action?pageId=1",
    });
  });

  it("does not follow a list of comments round in a circle", async () => {
    const confluence = simulatedConfluence({
      instead: ({ url }) =>
        url.includes("/footer-comments")
          ? Response.json({ results: [], _links: { next: "/wiki/api/v2/x?cursor=again" } })
          : undefined,
    });
    await expect(
      confluence.run("get_page", { title: "Token rotation", space: "TECH", expand: ["comments"] }),
    ).rejects.toMatchObject({ number: 3401, message: expect.stringContaining("circle") });
  });

  it("does not take a page without an id for a page", async () => {
    await expect(answering(() => Response.json({})).run("get_page", { page_id: "1" })).rejects.toMatchObject({
      number: 3401,
      retryable: false,
    });
  });
});
