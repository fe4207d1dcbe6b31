import { describe, expect, it } from "vitest";
import { filesOf, pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const page_id = pagesOf.design;

describe("download_attachment", () => {
  it("follows to where the file lies, and gives a handle and the text", async () => {
    const confluence = simulatedConfluence();
    const file = await confluence.run("download_attachment", { attachment_id: filesOf.json });
    expect(pathsOf(confluence.sent)).toEqual([
      `GET /wiki/api/v2/attachments/${filesOf.json}`,
      `GET /wiki/rest/api/content/${page_id}/child/attachment/${filesOf.json}/download`,
      `GET /wiki/download/attachments/${page_id}/claims.json`,
    ]);
    expect(file).toEqual({
      id: filesOf.json,
      handle: expect.any(String),
      filename: "claims.json",
      media_type: "application/json",
      size: 67,
      text: expect.stringContaining("seats:read"),
    });
    expect(parsed("download_attachment", file)).toEqual(file);
  });

  it("finds it by page and name, and gives the bytes when they are wanted", async () => {
    const confluence = simulatedConfluence();
    const query = { page_id, filename: "token-flow.png", include: "base64" };
    const file = (await confluence.run("download_attachment", query)) as { base64: string };
    expect(Buffer.from(file.base64, "base64").subarray(1, 4).toString()).toBe("PNG");
    expect(file).not.toHaveProperty("text");
    expect(parsed("download_attachment", file)).toEqual(file);
  });

  it("never carries the credentials to where the file lies, when that is elsewhere", async () => {
    const location = `https://media.example/wiki/download/attachments/${page_id}/claims.json`;
    const confluence = simulatedConfluence({
      instead: ({ url }) => {
        if (url.endsWith("/download")) return new Response(null, { status: 302, headers: { location } });
        return url === location ? new Response("{}") : undefined;
      },
    });
    await expect(
      confluence.run("download_attachment", { attachment_id: filesOf.json }),
    ).resolves.toMatchObject({ text: "{}" });
    expect(confluence.sent.map(({ headers }) => headers.has("authorization"))).toEqual([true, true, false]);
  });

  it.each([
    ["before it is downloaded", undefined],
    [
      "while it arrives, when Confluence does not say how large it is",
      { pageId: page_id, title: "claims.json" },
    ],
  ])("refuses one that is too large, %s", async (_when, answer) => {
    const confluence = simulatedConfluence({
      instead: ({ url }) =>
        answer !== undefined && url.includes("/api/v2/attachments/")
          ? Response.json({ id: filesOf.json, ...answer })
          : undefined,
    });
    await expect(
      confluence.run("download_attachment", { attachment_id: filesOf.json, max_bytes: 10 }),
    ).rejects.toMatchObject({ code: "FILE_TOO_LARGE", number: 3109, details: { max_bytes: 10 } });
    expect(confluence.calls).toBe(answer === undefined ? 1 : 2);
  });

  it.each([
    [{ attachment_id: "att4711" }, 3004],
    [{ page_id, filename: "claim.json" }, 3004],
    [{ page_id }, 3103],
    [{ filename: "claims.json" }, 3103],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedConfluence().run("download_attachment", params)).rejects.toMatchObject({ number });
  });
});

describe("download_content_attachments", () => {
  it("gives the files of a page, part by part", async () => {
    const confluence = simulatedConfluence();
    const first = (await confluence.run("download_content_attachments", { page_id, limit: 1 })) as {
      page: { next: string };
    };
    expect(first).toMatchObject({ files: [{ filename: "token-flow.png", handle: expect.any(String) }] });
    expect(parsed("download_content_attachments", first)).toEqual(first);
    await expect(
      confluence.run("download_content_attachments", {
        page_id,
        media_type: "application/json",
        include: "base64",
      }),
    ).resolves.toMatchObject({
      files: [{ filename: "claims.json", base64: expect.any(String) }],
      page: { complete: true },
    });
    await expect(
      confluence.run("download_content_attachments", { page_id, page_token: first.page.next }),
    ).resolves.toMatchObject({ files: [{ id: filesOf.json }] });
  });

  it("says which is too large, and gives the others", async () => {
    const found = await simulatedConfluence().run("download_content_attachments", { page_id, max_bytes: 68 });
    expect(found).toMatchObject({
      files: [
        { id: filesOf.picture, size: 70, problem: "token-flow.png is larger than 68 bytes." },
        { id: filesOf.json, handle: expect.any(String) },
      ],
    });
    expect(parsed("download_content_attachments", found)).toEqual(found);
  });
});

describe("get_page_images", () => {
  it("gives pictures only", async () => {
    const confluence = simulatedConfluence();
    const found = await confluence.run("get_page_images", { page_id, include: "base64", max_bytes: 1000 });
    expect(found).toMatchObject({
      images: [{ id: filesOf.picture, media_type: "image/png", base64: expect.any(String) }],
      page: { complete: true },
    });
    expect(parsed("get_page_images", found)).toEqual(found);
    const part = (await confluence.run("get_page_images", { page_id, limit: 1 })) as {
      page: { next: string };
    };
    await expect(confluence.run("get_page_images", { page_id, page_token: part.page.next })).resolves.toEqual(
      { images: [], page: { complete: true } },
    );
  });
});
