import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { answering, asked, documentsOf, MINTED_ID, simulatedLinear, variablesOf } from "../bench.js";

const id = expect.stringMatching(MINTED_ID);
const PULL_REQUEST = "68953f4b-1863-42ae-a9ff-5e171f0a3df4";
const NOWHERE = "00000000-0000-4000-8000-000000000000";

type Receipt = { id: string; url: string };

describe("add_link", () => {
  it("attaches an address once, however often", async () => {
    const linear = simulatedLinear();
    const params = { issue_id: "PSN-122", url: "https://example.com/a", title: "A" };
    const receipt = await linear.run("add_link", params);
    expect(await asked(linear)).toEqual([
      { document: "LinkUrl", variables: { id, issueId: "PSN-122", url: params.url, title: "A" } },
    ]);
    expect(receipt).toEqual({ id, identifier: "PSN-122", url: params.url, changed: ["url", "title"] });
    expect(adapter.operations["add_link"]?.result.parse(receipt)).toEqual(receipt);
    await linear.run("add_link", { ...params, title: "B" });
    await expect(
      linear.run("get_issue", { issue_id: "PSN-122", include: ["attachments"] }),
    ).resolves.toMatchObject({ attachments: [{ title: "B", url: params.url }] });
  });

  it.each([
    [{ issue_id: "PSN-9999", url: "https://example.com" }, 1005],
    [{ issue_id: "PSN-1", url: "file:///etc/passwd" }, undefined],
  ])("refuses %j", async (params, number) => {
    const attempt = simulatedLinear().run("add_link", params);
    if (number === undefined) await expect(attempt).rejects.toThrow();
    else await expect(attempt).rejects.toMatchObject({ number });
  });
});

describe("upload_attachment", () => {
  it("asks for a place, puts the bytes there without credentials, and attaches the file", async () => {
    const linear = simulatedLinear();
    const params = { issue_id: "PSN-122", filename: "notes.md", text: "Keys **rotate**.", subtitle: "Draft" };
    const receipt = (await linear.run("upload_attachment", params)) as Receipt;
    expect(await documentsOf(linear)).toEqual(["FileUpload", "CreateAttachment"]);
    expect(await variablesOf(linear, "FileUpload")).toEqual({
      filename: "notes.md",
      contentType: "text/markdown",
      size: 16,
    });
    const put = linear.sent[1];
    expect(put?.method).toBe("PUT");
    expect(put?.headers.get("authorization")).toBeNull();
    expect(put?.headers.get("content-type")).toBe("text/markdown");
    expect(put?.headers.get("x-goog-content-length-range")).toBe("16,16");
    expect(await put?.clone().text()).toBe("Keys **rotate**.");
    expect(await variablesOf(linear, "CreateAttachment")).toEqual({
      input: { id, issueId: "PSN-122", url: receipt.url, title: "notes.md", subtitle: "Draft" },
    });
    expect(receipt).toEqual({ id, identifier: "PSN-122", url: receipt.url, changed: ["attachments"] });
    const file = { handle: expect.any(String), filename: "notes.md", media_type: "text/markdown", size: 16 };
    const answer = await linear.run("get_attachment", { attachment_id: receipt.id });
    expect(answer).toMatchObject({
      title: "notes.md",
      issue: "PSN-122",
      file: { ...file, text: "Keys **rotate**." },
    });
    expect(adapter.operations["get_attachment"]?.result.parse(answer)).toEqual(answer);
    const download = linear.sent.at(-1);
    expect(download?.url).toBe(receipt.url);
    expect(download?.headers.get("authorization")).toBe("simulated-api_key");
  });

  it("takes a file of another operation, or base64, under a title and type of one's own", async () => {
    const linear = simulatedLinear();
    const base64 = Buffer.from([137, 80, 78, 71]).toString("base64");
    const first = (await linear.run("upload_attachment", {
      issue_id: "PSN-1",
      filename: "a.png",
      base64,
      title: "Picture",
    })) as Receipt;
    const { file } = (await linear.run("get_attachment", { attachment_id: first.id, include: "base64" })) as {
      file: { handle: string; base64: string };
    };
    expect(file.base64).toBe(base64);
    const params = {
      issue_id: "PSN-2",
      filename: "b.bin",
      handle: file.handle,
      media_type: "application/x-b",
    };
    const second = (await linear.run("upload_attachment", params)) as Receipt;
    await expect(linear.run("get_attachment", { attachment_id: second.id })).resolves.toMatchObject({
      file: { filename: "b.bin", media_type: "application/x-b", size: 4 },
    });
  });

  it.each([
    [{ filename: "a.txt" }, 6008],
    [{ filename: "a.txt", text: "a", base64: "YQ==" }, 6008],
    [{ filename: "a.txt", handle: "file_99" }, 6008],
  ])("refuses %j before anything is sent", async (params, number) => {
    const linear = simulatedLinear();
    await expect(linear.run("upload_attachment", { issue_id: "PSN-1", ...params })).rejects.toMatchObject({
      number,
    });
    expect(linear.calls).toBe(0);
  });

  it.each([
    ["http://storage.example/x", 1113],
    ["nonsense", 1113],
  ])("puts nothing at %s", async (uploadUrl, number) => {
    const uploadFile = { uploadUrl, assetUrl: "https://uploads.linear.app/a/b/c", headers: [] };
    const linear = answering(() => Response.json({ data: { fileUpload: { success: true, uploadFile } } }));
    const params = { issue_id: "PSN-1", filename: "a.txt", text: "a" };
    await expect(linear.run("upload_attachment", params)).rejects.toMatchObject({ number });
    expect(linear.calls).toBe(1);
  });

  it("tells a refusal of the storage, and attaches nothing", async () => {
    const linear = simulatedLinear();
    const params = { issue_id: "PSN-1", filename: "a.txt", text: "a", media_type: "text/plain" };
    await linear.run("upload_attachment", params);
    const failing = answering(async (request) => {
      if (request.method === "PUT") return new Response("<Error/>", { status: 403 });
      const uploadFile = {
        uploadUrl: "http://simulator.invalid/linear/storage/1/a?signature=x",
        assetUrl: "u",
        headers: [],
      };
      return Response.json({ data: { fileUpload: { success: true, uploadFile } } });
    });
    await expect(failing.run("upload_attachment", params)).rejects.toMatchObject({ number: 1107 });
    expect(await documentsOf(failing)).toEqual(["FileUpload"]);
  });
});

describe("get_attachment", () => {
  it("gives a link without following it", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("get_attachment", { attachment_id: PULL_REQUEST });
    expect(await asked(linear)).toEqual([{ document: "GetAttachment", variables: { id: PULL_REQUEST } }]);
    expect(answer).toEqual({
      id: PULL_REQUEST,
      title: "PR 42",
      subtitle: "acme/platform",
      url: "https://bitbucket.org/acme/platform/pull-requests/42",
      source: "url",
      author: { id, name: "Maya Lindqvist" },
      created: expect.any(String),
      issue: "PSN-120",
    });
    expect(linear.calls).toBe(1);
  });

  it("refuses a file that is larger than wanted, and names what is not there", async () => {
    const linear = simulatedLinear();
    const params = { issue_id: "PSN-1", filename: "a.txt", text: "a".repeat(50) };
    const { id: attachment_id } = (await linear.run("upload_attachment", params)) as Receipt;
    await expect(linear.run("get_attachment", { attachment_id, max_bytes: 10 })).rejects.toMatchObject({
      number: 1401,
      message: expect.stringContaining("10 bytes"),
    });
    await expect(linear.run("get_attachment", { attachment_id: NOWHERE })).rejects.toMatchObject({
      number: 1012,
      details: { attachment_id: NOWHERE },
    });
  });

  it("follows Linear's own addresses, credentials only as far as Linear", async () => {
    const linear = answering((request) => {
      const { hostname } = new URL(request.url);
      if (hostname === "uploads.linear.app")
        return new Response(null, {
          status: 302,
          headers: { location: "https://storage.example/f/g/a.txt" },
        });
      if (hostname === "storage.example")
        return new Response("hello", { headers: { "content-type": "text/plain" } });
      const url = "https://uploads.linear.app/w/f/a.txt";
      return Response.json({ data: { attachment: { id: "1", title: "a", url } } });
    });
    await expect(linear.run("get_attachment", { attachment_id: NOWHERE })).resolves.toMatchObject({
      file: { filename: "a.txt", text: "hello" },
    });
    expect(
      linear.sent.map((request) => [new URL(request.url).hostname, request.headers.get("authorization")]),
    ).toEqual([
      ["simulator.invalid", "simulated-api_key"],
      ["uploads.linear.app", "simulated-api_key"],
      ["storage.example", null],
    ]);
  });
});

describe("delete_attachment", () => {
  it("takes it off the issue", async () => {
    const linear = simulatedLinear();
    await expect(linear.run("delete_attachment", { attachment_id: PULL_REQUEST })).resolves.toEqual({
      id: PULL_REQUEST,
      changed: ["deleted"],
    });
    expect(await variablesOf(linear, "DeleteAttachment")).toEqual({ id: PULL_REQUEST });
    await expect(linear.run("delete_attachment", { attachment_id: PULL_REQUEST })).rejects.toMatchObject({
      number: 1012,
    });
  });
});
