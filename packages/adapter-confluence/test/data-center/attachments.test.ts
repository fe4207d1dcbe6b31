import { describe, expect, it } from "vitest";
import { asked, callsOf, dataCenter } from "./fake.js";
import { ADA, IDS } from "./world.js";

const { guide, file, picture } = IDS;
const FILES = `/rest/api/content/${guide}/child/attachment`;

/** The names and texts of a form. */
async function formOf(request: Request | undefined) {
  const form = await request?.clone().formData();
  const entries = await Promise.all(
    [...(form?.entries() ?? [])].map(async ([name, value]) => [
      name,
      value instanceof File ? `${value.name}: ${await value.text()}` : value,
    ]),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}

describe("files of Data Center", () => {
  it("are listed by name and kind", async () => {
    const confluence = dataCenter();
    const found = await confluence.run("list_attachments", {
      page_id: guide,
      filename: "flow.png",
      media_type: "image/png",
    });
    expect(found).toEqual({
      attachments: [
        {
          id: picture,
          filename: "flow.png",
          media_type: "image/png",
          size: 17,
          comment: "as agreed",
          author: { id: ADA.userKey, name: "Ada King" },
          created: "2025-11-03T08:00:00.000Z",
          url: `https://wiki.acme.example/confluence/display/TECH/${picture}`,
        },
      ],
      page: { complete: true },
    });
    expect(confluence.sent.map(asked)).toEqual([
      {
        call: `GET ${FILES}`,
        query: { filename: "flow.png", mediaType: "image/png", expand: "version,container", limit: "50" },
      },
    ]);
  });

  it("are downloaded below the page, not where an answer says", async () => {
    const confluence = dataCenter();
    const found = await confluence.run("download_attachment", { attachment_id: file, include: "base64" });
    expect(found).toMatchObject({
      id: file,
      filename: "claims & more.json",
      media_type: "application/json",
      base64: Buffer.from("bytes of claims & more.json").toString("base64"),
    });
    const byName = await confluence.run("download_attachment", { page_id: guide, filename: "flow.png" });
    expect(byName).toMatchObject({ id: picture, size: 17 });
    expect(callsOf(confluence.sent)).toEqual([
      `GET /rest/api/content/${file}`,
      `GET /download/attachments/${guide}/claims%20%26%20more.json`,
      `GET ${FILES}`,
      `GET /download/attachments/${guide}/flow.png`,
    ]);
  });

  it("that are too large are not fetched", async () => {
    const confluence = dataCenter();
    await expect(
      confluence.run("download_attachment", { attachment_id: picture, max_bytes: 5 }),
    ).rejects.toMatchObject({ code: "FILE_TOO_LARGE" });
    expect(callsOf(confluence.sent)).toEqual([`GET /rest/api/content/${picture}`]);
  });

  it("whose size nobody tells end where they are too large", async () => {
    const confluence = dataCenter();
    Object.assign(confluence.world.things.get(picture)?.extensions ?? {}, { fileSize: undefined });
    await expect(
      confluence.run("download_attachment", { attachment_id: picture, max_bytes: 5 }),
    ).rejects.toMatchObject({ code: "FILE_TOO_LARGE" });
  });

  it("are uploaded as new ones, or as new versions of one of that name", async () => {
    const confluence = dataCenter();
    const upload = { page_id: guide, text: "A", comment: "first", minor_edit: true };
    const made = await confluence.run("upload_attachment", { ...upload, filename: "a.txt" });
    expect(made).toMatchObject({ id: "att500", filename: "a.txt", version: 1, size: 1 });
    const again = await confluence.run("upload_attachment", { ...upload, filename: "flow.png" });
    expect(again).toMatchObject({ id: picture, filename: "flow.png", version: 2 });
    expect(confluence.sent.map(asked)).toEqual([
      { call: `GET ${FILES}`, query: { filename: "a.txt" } },
      { call: `POST ${FILES}`, query: {} },
      { call: `GET ${FILES}`, query: { filename: "flow.png" } },
      { call: `POST ${FILES}/${picture}/data`, query: {} },
    ]);
    const [, first, , second] = confluence.sent;
    expect(await formOf(first)).toEqual({ file: "a.txt: A", comment: "first", minorEdit: "true" });
    expect(await formOf(second)).toEqual({ file: "flow.png: A", comment: "first", minorEdit: "true" });
    for (const request of [first, second]) expect(request?.headers.get("x-atlassian-token")).toBe("nocheck");
  });

  it("on a page that is not there are an error", async () => {
    const confluence = dataCenter();
    await expect(
      confluence.run("upload_attachment", { page_id: "999", filename: "a.txt", text: "A" }),
    ).rejects.toMatchObject({ code: "PAGE_NOT_FOUND" });
  });

  it.each([file, file.replace("att", "")])(
    "are deleted by the id that they were read by: %s",
    async (attachment_id) => {
      const confluence = dataCenter({
        // By the number alone some versions know them, too.
        instead: ({ url, method }) =>
          url.includes(`content/${file.replace("att", "")}`)
            ? method === "DELETE"
              ? new Response(null, { status: 204 })
              : Response.json({ id: file, type: "attachment", title: "claims & more.json" })
            : undefined,
      });
      const receipt = await confluence.run("delete_attachment", { attachment_id });
      expect(receipt).toMatchObject({
        id: attachment_id,
        changed: ["status"],
        filename: "claims & more.json",
      });
      expect(callsOf(confluence.sent)).toEqual([
        `GET /rest/api/content/${attachment_id}`,
        `DELETE /rest/api/content/${file}`,
      ]);
    },
  );

  it("are no pages", async () => {
    const confluence = dataCenter();
    await expect(confluence.run("download_attachment", { attachment_id: guide })).rejects.toMatchObject({
      code: "ATTACHMENT_NOT_FOUND",
    });
    await expect(confluence.run("delete_attachment", { attachment_id: guide })).rejects.toMatchObject({
      code: "ATTACHMENT_NOT_FOUND",
    });
    expect(confluence.sent.every(({ method }) => method === "GET")).toBe(true);
  });
});
