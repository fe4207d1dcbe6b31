import { describe, expect, it } from "vitest";
import { answering, formTo, idOfChannel, resultOf, settings, simulatedSlack } from "../bench.js";

interface File {
  id: string;
  handle?: string;
}

describe("upload_file", () => {
  const csv = { filename: "tokens.csv", text: "a,b\n1,2\n" };

  it("announces, sends without a token, completes, and answers a receipt", async () => {
    const slack = simulatedSlack();
    const receipt = await resultOf<File & { url: string }>(slack, "upload_file", {
      ...csv,
      channel: "#engineering",
      title: "Lifetimes",
      comment: "**Done** <!here>",
      thread_ts: "1763454321.000100",
    });
    const channel = await idOfChannel("engineering");
    expect(await formTo(slack.sent, "files.getUploadURLExternal")).toEqual({
      filename: "tokens.csv",
      length: "8",
    });
    const upload = slack.sent.find(({ url }) => url.includes("/upload/v1/"));
    expect(upload?.headers.get("authorization")).toBeNull();
    expect(upload?.headers.get("content-type")).toBe("text/csv");
    expect(await upload?.text()).toBe(csv.text);
    expect(await formTo(slack.sent, "files.completeUploadExternal")).toEqual({
      files: JSON.stringify([{ id: receipt.id, title: "Lifetimes" }]),
      channel_id: channel,
      thread_ts: "1763454321.000100",
      initial_comment: "*Done* &lt;!here&gt;",
    });
    expect(receipt).toEqual({
      id: expect.stringMatching(/^F/),
      url: expect.stringMatching(/\/slack\/files\/U\w+\/F\w+\/tokens\.csv$/),
      changed: ["filename", "channel", "title", "comment", "thread_ts"],
      size: 8,
    });
    await expect(slack.run("get_file", { file_id: receipt.id })).resolves.toMatchObject({
      text: csv.text,
      title: "Lifetimes",
      url: receipt.url,
      channels: ["engineering"],
    });
    const { messages } = (await slack.run("get_thread", {
      channel,
      thread_ts: "1763454321.000100",
    })) as { messages: object[] };
    expect(messages.at(-1)).toMatchObject({ text: "**Done** <!here>", files: [{ id: receipt.id }] });
  });

  it("lets mentions live when they are allowed", async () => {
    const slack = simulatedSlack();
    const params = { channel: "engineering", comment: "@here", allow_mentions: true };
    await slack.run("upload_file", { ...csv, ...params });
    expect(await formTo(slack.sent, "files.completeUploadExternal")).toMatchObject({
      initial_comment: "<!here>",
    });
  });

  it("keeps a file without a channel private", async () => {
    const slack = simulatedSlack();
    const { id } = await resultOf<File>(slack, "upload_file", csv);
    const asUser = { ...settings, bot_token: settings["user_token"] ?? "" };
    await expect(slack.run("get_file", { file_id: id })).resolves.toMatchObject({ text: csv.text });
    await expect(simulatedSlack(asUser).run("get_file", { file_id: id })).rejects.toMatchObject({
      number: 4006,
    });
  });

  it("passes a file on by its handle, and takes bytes", async () => {
    const slack = simulatedSlack();
    const { handle = "" } = await resultOf<File>(slack, "get_file", { file_id: "F0JWTSKETCH" });
    const copy = await resultOf<File>(slack, "upload_file", { filename: "copy.png", handle });
    await expect(slack.run("get_file", { file_id: copy.id })).resolves.toMatchObject({
      media_type: "image/png",
    });
    const raw = { filename: "x.bin", base64: "AAEC", media_type: "application/x-raw" };
    const { id } = await resultOf<File>(slack, "upload_file", raw);
    await expect(slack.run("get_file", { file_id: id, include: "base64" })).resolves.toMatchObject({
      base64: "AAEC",
      media_type: "application/x-raw",
    });
  });

  it.each([
    [{ text: "" }, 4104],
    [{ comment: "x" }, 4103],
    [{ thread_ts: "1763454321.000100" }, 4103],
    [{ base64: "AAEC" }, 6008],
    [{ channel: "engineering", comment: " " }, 4103],
  ])("refuses %j before any call", async (wrong, number) => {
    const slack = simulatedSlack();
    await expect(slack.run("upload_file", { ...csv, ...wrong })).rejects.toMatchObject({ number });
    expect(slack.calls).toBe(0);
  });

  it.each(["http://evil.example/upload/v1/x", "file:///etc/passwd", "nonsense"])(
    "sends nothing to %s",
    async (upload_url) => {
      const slack = answering(({ url }) =>
        Response.json(
          url.endsWith("auth.test")
            ? { ok: true, url: "https://a.slack.com" }
            : { ok: true, upload_url, file_id: "F0123456789" },
        ),
      );
      await expect(slack.run("upload_file", csv)).rejects.toMatchObject({ number: 4401, retryable: false });
      expect(slack.calls).toBe(2);
    },
  );

  it("tells why a file is not shared", async () => {
    await expect(simulatedSlack().run("upload_file", { ...csv, channel: "design" })).rejects.toMatchObject({
      number: 4004,
    });
  });

  it("is a plain failure when the bytes are lost: nobody saw the file", async () => {
    const slack = answering(({ url }) => {
      if (url.includes("/upload/")) throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
      return Response.json({
        ok: true,
        url: "https://a.slack.com",
        upload_url: "http://simulator.invalid/slack/upload/v1/x",
        file_id: "F0123456789",
      });
    });
    await expect(slack.run("upload_file", csv)).rejects.toMatchObject({ number: 4401, retryable: true });
  });
});
