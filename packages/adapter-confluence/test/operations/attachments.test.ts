import { describe, expect, it } from "vitest";
import { filesOf, pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const page_id = pagesOf.design;

describe("list_attachments", () => {
  it("shows the files of a page, page by page", async () => {
    const confluence = simulatedConfluence();
    const first = (await confluence.run("list_attachments", { page_id, limit: 1 })) as {
      page: { next: string };
    };
    expect(first).toEqual({
      attachments: [
        {
          id: filesOf.picture,
          filename: "token-flow.png",
          media_type: "image/png",
          size: 70,
          comment: "Who asks whom for a token",
          author: { id: expect.any(String), name: "Maya Lindqvist" },
          created: "2025-11-04T10:00:00.000Z",
          url: expect.stringMatching(
            /\/wiki\/pages\/viewpageattachments\.action\?pageId=98752&preview=%2F98752%2F110496%2Ftoken-flow\.png$/,
          ),
        },
      ],
      page: { next: expect.any(String), complete: false },
    });
    expect(parsed("list_attachments", first)).toEqual(first);
    await expect(
      confluence.run("list_attachments", { page_id, page_token: first.page.next }),
    ).resolves.toMatchObject({ attachments: [{ filename: "claims.json" }], page: { complete: true } });
  });

  it("finds them by name and type", async () => {
    const confluence = simulatedConfluence();
    const query = { page_id, filename: "claims.json", media_type: "application/json" };
    await expect(confluence.run("list_attachments", query)).resolves.toMatchObject({
      attachments: [{ id: filesOf.json }],
    });
    expect(Object.fromEntries(new URL(confluence.sent[0]?.url ?? "").searchParams)).toEqual({
      filename: "claims.json",
      mediaType: "application/json",
      status: "current",
      limit: "50",
    });
    await expect(confluence.run("list_attachments", { page_id: "4711" })).rejects.toMatchObject({
      number: 3002,
    });
  });
});

describe("upload_attachment", () => {
  it.each([
    [{ filename: "notes.txt", text: "Keys rotate." }, "text/plain", "Keys rotate."],
    [{ filename: "x.bin", base64: "aGkh", media_type: "application/x-hi" }, "application/x-hi", "hi!"],
  ])("sends %j as a form", async (file, type, content) => {
    const confluence = simulatedConfluence();
    const options = { comment: "For the audit", minor_edit: true };
    const receipt = await confluence.run("upload_attachment", { page_id, ...file, ...options });
    expect(pathsOf(confluence.sent)).toEqual([`PUT /wiki/rest/api/content/${page_id}/child/attachment`]);
    expect(confluence.sent[0]?.headers.get("x-atlassian-token")).toBe("nocheck");
    const form = await confluence.sent[0]?.formData();
    const sent = form?.get("file") as File;
    expect([sent.name, sent.type, await sent.text()]).toEqual([file.filename, type, content]);
    expect([form?.get("comment"), form?.get("minorEdit")]).toEqual(["For the audit", "true"]);
    expect(receipt).toEqual({
      id: expect.stringMatching(/^att\d+$/),
      url: expect.stringContaining("preview="),
      changed: ["file", "comment"],
      filename: file.filename,
      version: 1,
      size: content.length,
    });
    expect(parsed("upload_attachment", receipt)).toEqual(receipt);
  });

  it("passes a file on by its handle, as a new version of one of the same name", async () => {
    const confluence = simulatedConfluence();
    const { handle } = (await confluence.run("download_attachment", { attachment_id: filesOf.json })) as {
      handle: string;
    };
    await expect(
      confluence.run("upload_attachment", { page_id, filename: "claims.json", handle }),
    ).resolves.toMatchObject({ id: filesOf.json, version: 2, changed: ["file"] });
  });

  it.each([
    [{ page_id: "4711", filename: "a.txt", text: "a" }, 3002],
    [{ page_id: pagesOf.legal, filename: "a.txt", text: "a" }, 3102],
    [{ page_id, filename: "a.txt" }, 6008],
    [{ page_id, filename: "a.txt", text: "a", base64: "YQ==" }, 6008],
    [{ page_id, filename: "a.txt", handle: "gone" }, 6008],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedConfluence().run("upload_attachment", params)).rejects.toMatchObject({ number });
  });

  it("takes no path for a name", async () => {
    await expect(
      simulatedConfluence().run("upload_attachment", { page_id, filename: "../etc/passwd", text: "" }),
    ).rejects.toThrow("not a path");
  });
});

describe("upload_attachments", () => {
  const files = [
    { filename: "a.txt", text: "A" },
    { filename: "b.txt", text: "B" },
  ];

  it("sends one file after another", async () => {
    const confluence = simulatedConfluence();
    const options = { comment: "Both", minor_edit: true };
    const receipt = await confluence.run("upload_attachments", { page_id, files, ...options });
    expect(receipt).toEqual({
      id: page_id,
      url: expect.stringContaining(page_id),
      changed: ["attachments"],
      attachments: files.map(({ filename }) => ({ filename, id: expect.any(String), version: 1 })),
    });
    expect(parsed("upload_attachments", receipt)).toEqual(receipt);
    expect(confluence.calls).toBe(2);
  });

  it("tells which failed, and fails when all did", async () => {
    let sent = 0;
    const confluence = simulatedConfluence({
      instead: () => (++sent === 1 ? Response.json({ message: "Full." }, { status: 500 }) : undefined),
    });
    await expect(confluence.run("upload_attachments", { page_id, files })).resolves.toMatchObject({
      attachments: [
        { filename: "a.txt", problem: expect.any(String) },
        { filename: "b.txt", version: 1 },
      ],
    });
    await expect(
      simulatedConfluence().run("upload_attachments", { page_id: "4711", files }),
    ).rejects.toMatchObject({ number: 3002 });
  });

  it("sends nothing when one of them is no file", async () => {
    const confluence = simulatedConfluence();
    await expect(
      confluence.run("upload_attachments", { page_id, files: [...files, { filename: "c.txt" }] }),
    ).rejects.toMatchObject({ number: 6008 });
    expect(confluence.calls).toBe(0);
  });
});

describe("delete_attachment", () => {
  it("moves the file to the trash", async () => {
    const confluence = simulatedConfluence();
    const attachment_id = filesOf.json;
    const receipt = await confluence.run("delete_attachment", { attachment_id });
    expect(pathsOf(confluence.sent)).toEqual([
      `GET /wiki/api/v2/attachments/${attachment_id}`,
      `DELETE /wiki/api/v2/attachments/${attachment_id.slice(3)}`,
    ]);
    expect(receipt).toEqual({
      id: attachment_id,
      url: expect.any(String),
      changed: ["status"],
      filename: "claims.json",
    });
    expect(parsed("delete_attachment", receipt)).toEqual(receipt);
    await expect(confluence.run("delete_attachment", { attachment_id })).rejects.toMatchObject({
      number: 3004,
      details: { attachment_id },
    });
  });
});
