import { describe, expect, it } from "vitest";
import { parsed, pathsOf, simulatedConfluence } from "../bench.js";

const blog_post_id = "110400";

describe("list_blog_posts", () => {
  it("lists those of a space, the newest first, page by page", async () => {
    const confluence = simulatedConfluence();
    await confluence.run("create_blog_post", { space: "TECH", title: "JWT is here", body: "Today." });
    const first = (await confluence.run("list_blog_posts", { space: "TECH", limit: 1 })) as {
      page: { next: string };
    };
    expect(first).toMatchObject({ blog_posts: [{ title: "JWT is here" }], page: { complete: false } });
    const rest = await confluence.run("list_blog_posts", { space: "65538", page_token: first.page.next });
    expect(rest).toEqual({
      blog_posts: [
        {
          id: blog_post_id,
          title: "JWT authentication is coming",
          updated: "2025-11-12T09:00:00.000Z",
          url: expect.stringMatching(/\/spaces\/TECH\/blog\/2025\/11\/12\/110400$/),
          version: 1,
        },
      ],
      page: { complete: true },
    });
    expect(parsed("list_blog_posts", rest)).toEqual(rest);
  });

  it("finds one by its title in all spaces, and asks for a space by its id", async () => {
    const confluence = simulatedConfluence();
    const query = { title: "jwt authentication is coming", sort: "created-date" };
    await expect(confluence.run("list_blog_posts", query)).resolves.toMatchObject({
      blog_posts: [{ id: blog_post_id }],
    });
    await expect(confluence.run("list_blog_posts", { space: "65540" })).resolves.toMatchObject({
      blog_posts: [],
    });
  });
});

describe("get_blog_post", () => {
  it("shows it as Markdown, with its labels", async () => {
    const confluence = simulatedConfluence();
    const post = await confluence.run("get_blog_post", { blog_post_id });
    expect(post).toEqual({
      id: blog_post_id,
      title: "JWT authentication is coming",
      space: "TECH",
      status: "current",
      version: 1,
      author: { id: expect.any(String), name: "Elena Petrova" },
      created: "2025-11-12T09:00:00.000Z",
      updated: "2025-11-12T09:00:00.000Z",
      url: expect.stringMatching(/\/spaces\/TECH\/blog\/2025\/11\/12\/110400$/),
      labels: ["announcement"],
      body: "From January on partners can sign in to the public API with JWT.",
    });
    expect(parsed("get_blog_post", post)).toEqual(post);
    await expect(
      confluence.run("get_blog_post", { blog_post_id, include_body: false }),
    ).resolves.not.toHaveProperty("body");
    await expect(
      confluence.run("get_blog_post", { blog_post_id, body_format: "storage" }),
    ).resolves.toMatchObject({ body: expect.stringMatching(/^<p local-id="[0-9a-f]{12}">From January/) });
  });

  it("is no page, and a page is none", async () => {
    await expect(simulatedConfluence().run("get_blog_post", { blog_post_id: "98752" })).rejects.toMatchObject(
      {
        code: "BLOG_POST_NOT_FOUND",
        number: 3010,
        details: { blog_post_id: "98752" },
      },
    );
  });
});

describe("create_blog_post", () => {
  const post = { space: "TECH", title: "JWT is here", body: "From **today** on.", labels: ["announcement"] };

  it("publishes it, with labels", async () => {
    const confluence = simulatedConfluence();
    const receipt = (await confluence.run("create_blog_post", post)) as { id: string };
    expect(pathsOf(confluence.sent)).toEqual([
      "GET /wiki/api/v2/spaces",
      "POST /wiki/api/v2/blogposts",
      `POST /wiki/rest/api/content/${receipt.id}/label`,
    ]);
    expect(await confluence.sent[1]?.json()).toEqual({
      spaceId: "65538",
      status: "current",
      title: "JWT is here",
      body: { representation: "storage", value: "<p>From <strong>today</strong> on.</p>" },
    });
    expect(receipt).toEqual({
      id: expect.any(String),
      url: expect.stringMatching(/\/spaces\/TECH\/blog\/2025\/12\/01\/\d+$/),
      changed: ["space", "title", "body", "labels"],
      version: 1,
    });
    expect(parsed("create_blog_post", receipt)).toEqual(receipt);
  });

  it("tells the truth about labels, and where nothing may be written", async () => {
    const confluence = simulatedConfluence({
      instead: ({ url }) =>
        url.endsWith("/label") ? Response.json({ message: "No." }, { status: 403 }) : undefined,
    });
    const receipt = await confluence.run("create_blog_post", { ...post, space: 65538, status: "draft" });
    expect(receipt).toMatchObject({
      changed: ["space", "title", "body", "status"],
      warnings: ["The blog post was created, but not its labels (announcement): No."],
    });
    await expect(
      simulatedConfluence().run("create_blog_post", { ...post, space: "LEGAL" }),
    ).rejects.toMatchObject({ number: 3102 });
  });
});

describe("update_blog_post", () => {
  it("reads, then writes the next version", async () => {
    const confluence = simulatedConfluence();
    const receipt = await confluence.run("update_blog_post", {
      blog_post_id,
      title: "JWT is coming",
      body: "From February on.",
      version: 1,
      version_message: "Later",
      allow_removal: true,
    });
    const path = `/wiki/api/v2/blogposts/${blog_post_id}`;
    expect(pathsOf(confluence.sent)).toEqual([`GET ${path}`, `PUT ${path}`]);
    expect(await confluence.sent[1]?.json()).toEqual({
      id: blog_post_id,
      status: "current",
      title: "JWT is coming",
      body: { representation: "storage", value: "<p>From February on.</p>" },
      version: { number: 2, message: "Later" },
    });
    expect(receipt).toEqual({
      id: blog_post_id,
      url: expect.stringContaining("/blog/"),
      changed: ["title", "body"],
      version: 2,
    });
    expect(parsed("update_blog_post", receipt)).toEqual(receipt);
    await expect(
      confluence.run("update_blog_post", { blog_post_id, title: "T", version: 1 }),
    ).rejects.toMatchObject({ number: 3405, details: { blog_post_id, expected: 1, actual: 2 } });
  });

  it.each([
    [{ blog_post_id }, 3103],
    [{ blog_post_id: "4711", title: "T" }, 3010],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedConfluence().run("update_blog_post", params)).rejects.toMatchObject({ number });
  });
});

describe("delete_blog_post", () => {
  it("moves it to the trash", async () => {
    const confluence = simulatedConfluence();
    const receipt = await confluence.run("delete_blog_post", { blog_post_id });
    expect(receipt).toEqual({ id: blog_post_id, url: expect.any(String), changed: ["status"] });
    expect(parsed("delete_blog_post", receipt)).toEqual(receipt);
    await expect(confluence.run("delete_blog_post", { blog_post_id })).rejects.toMatchObject({
      number: 3010,
    });
  });
});
