import { describe, expect, it } from "vitest";
import { answering, simulatedJira } from "../bench.js";

const issue_key = "TRAIN-123";
const metadata = { id: 7, filename: "a.txt", size: 5, mimeType: "text/plain" };

it("get_attachments lists files", async () => {
  await expect(simulatedJira().run("get_attachments", { issue_key })).resolves.toEqual({
    attachments: [
      {
        id: "20444",
        filename: "token-flow.png",
        size: 48_213,
        media_type: "image/png",
        author: { id: expect.any(String), name: "Sofia Marino" },
        created: "2025-11-05T11:00:00.000Z",
      },
    ],
  });
});

describe("upload_attachment and download_attachment", () => {
  it("carry a short text both ways", async () => {
    const jira = simulatedJira();
    const receipt = await jira.run("upload_attachment", { issue_key, filename: "notes.md", text: "# Hé" });
    expect(jira.sent[0]?.headers.get("x-atlassian-token")).toBe("no-check");
    const file = (await jira.sent[0]?.formData())?.get("file");
    expect(file).toMatchObject({ name: "notes.md", type: "text/markdown" });
    expect(receipt).toMatchObject({
      key: issue_key,
      changed: ["attachments"],
      attachment: { filename: "notes.md", size: 5, media_type: "text/markdown" },
    });
    const { id } = receipt as { id: string };
    await expect(jira.run("download_attachment", { attachment_id: id })).resolves.toEqual({
      handle: expect.any(String),
      filename: "notes.md",
      media_type: "text/markdown",
      size: 5,
      text: "# Hé",
    });
  });

  it("take the type that is given instead of the one that the name tells", async () => {
    await expect(
      simulatedJira().run("upload_attachment", {
        issue_key,
        filename: "report.txt",
        text: "a,b",
        media_type: "text/csv",
      }),
    ).resolves.toMatchObject({ attachment: { media_type: "text/csv" } });
  });

  it("carry a file from one issue to another by its handle", async () => {
    const jira = simulatedJira();
    const { handle } = (await jira.run("download_attachment", { attachment_id: "20444" })) as {
      handle: string;
    };
    await expect(
      jira.run("upload_attachment", { issue_key: "TRAIN-1", filename: "flow.png", handle }),
    ).resolves.toMatchObject({ attachment: { size: 48_213, media_type: "image/png" } });
  });

  it("give bytes when they are wanted", async () => {
    const file = (await simulatedJira().run("download_attachment", {
      attachment_id: "20444",
      include: "base64",
    })) as { base64: string };
    expect(Buffer.from(file.base64, "base64").subarray(1, 4).toString()).toBe("PNG");
  });

  it("refuse a large file before it comes", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("download_attachment", { attachment_id: "20444", max_bytes: 1000 }),
    ).rejects.toMatchObject({ number: 2109, details: { size: 48_213, max_bytes: 1000 } });
    expect(jira.calls).toBe(1);
  });

  it("refuse a file that is larger than it claims", async () => {
    const jira = answering(({ url }) =>
      url.includes("/content/") ? new Response("x".repeat(50)) : Response.json(metadata),
    );
    await expect(
      jira.run("download_attachment", { attachment_id: "7", max_bytes: 10 }),
    ).rejects.toMatchObject({ number: 2401 });
  });

  it("follow a redirect, should Jira send one all the same", async () => {
    const location = "/jira/rest/api/3/attachment/content/8";
    const jira = answering(({ url }) => {
      if (url.endsWith(location)) return new Response("hello");
      return url.includes("/content/7")
        ? new Response(null, { status: 303, headers: { location } })
        : Response.json(metadata);
    });
    await expect(jira.run("download_attachment", { attachment_id: "7" })).resolves.toMatchObject({
      text: "hello",
    });
  });

  it("tell when Jira finds the file too large", async () => {
    await expect(
      answering(() => Response.json({ errorMessages: ["Too big."], errors: {} }, { status: 413 })).run(
        "upload_attachment",
        { issue_key, filename: "a.txt", text: "hello" },
      ),
    ).rejects.toMatchObject({ number: 2109, details: { size: 5 } });
  });

  it("take a file in exactly one way", async () => {
    const jira = simulatedJira();
    const both = { issue_key, filename: "a.txt", text: "x", base64: "eA==" };
    await expect(jira.run("upload_attachment", both)).rejects.toMatchObject({ number: 6008 });
    expect(jira.calls).toBe(0);
  });
});

it("delete_attachment deletes", async () => {
  const jira = simulatedJira();
  await expect(jira.run("delete_attachment", { attachment_id: "20444" })).resolves.toMatchObject({
    id: "20444",
    changed: ["attachment"],
  });
  await expect(jira.run("get_attachments", { issue_key })).resolves.toEqual({ attachments: [] });
});

it.each(["download_attachment", "delete_attachment"])("%s names the file that is not there", async (name) => {
  await expect(simulatedJira().run(name, { attachment_id: "1" })).rejects.toMatchObject({ number: 2012 });
});

it("get_issue_images gives images, and lists those that are too large", async () => {
  const jira = simulatedJira();
  await jira.run("upload_attachment", { issue_key, filename: "dot.gif", base64: "R0lGODlh" });
  await jira.run("upload_attachment", { issue_key, filename: "notes.txt", text: "no image" });
  await expect(jira.run("get_issue_images", { issue_key, max_bytes: 1000 })).resolves.toMatchObject({
    images: [{ filename: "dot.gif", media_type: "image/gif", size: 6, handle: expect.any(String) }],
    skipped: [{ id: "20444", filename: "token-flow.png" }],
    page: { total: 2, complete: true },
  });
});

it("get_issue_images pages, and gives bytes when they are wanted", async () => {
  const jira = simulatedJira();
  await jira.run("upload_attachment", { issue_key, filename: "dot.gif", base64: "R0lGODlh" });
  const first = (await jira.run("get_issue_images", { issue_key, limit: 1 })) as { page: { next: string } };
  expect(first).toMatchObject({ images: [{ filename: "token-flow.png" }], page: { complete: false } });
  await expect(
    jira.run("get_issue_images", { issue_key, limit: 1, page_token: first.page.next, include: "base64" }),
  ).resolves.toMatchObject({ images: [{ base64: "R0lGODlh" }], page: { complete: true } });
});
