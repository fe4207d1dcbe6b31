import { describe, expect, it } from "vitest";
import { allPages, answering, formTo, idOfChannel, methodsOf, resultOf, simulatedSlack } from "../bench.js";

interface File {
  id: string;
  name: string;
  handle?: string;
  text?: string;
  base64?: string;
}
interface Files {
  files: File[];
  page: { total?: number; complete: boolean };
}

describe("get_file", () => {
  it("gives a short text, and a handle", async () => {
    const slack = simulatedSlack();
    const file = await resultOf<File>(slack, "get_file", { file_id: "F0JWTDESIGN" });
    expect(file).toEqual({
      id: "F0JWTDESIGN",
      handle: "file_1",
      filename: "jwt-design.md",
      media_type: "text/markdown",
      size: 150,
      text: expect.stringContaining("# JWT authentication"),
      title: "JWT authentication: design",
      user: "maya",
      created: "2025-11-17T09:00:00.000Z",
      channels: [await idOfChannel("engineering")],
      url: expect.stringMatching(
        /^http:\/\/simulator\.invalid\/slack\/files\/U\w+\/F0JWTDESIGN\/jwt-design\.md$/,
      ),
    });
    const download = slack.sent.find(({ url }) => url.includes("/files-pri/"));
    expect(download?.url).toBe(
      "http://simulator.invalid/slack/files-pri/T0ACME0001-F0JWTDESIGN/jwt-design.md",
    );
    expect(download?.headers.get("authorization")).toBe("Bearer simulated-bot_token");
  });

  it("gives the bytes of a picture only when they are wanted", async () => {
    const slack = simulatedSlack();
    const picture = { file_id: "F0JWTSKETCH" };
    const file = await resultOf<File>(slack, "get_file", picture);
    expect(file).not.toHaveProperty("text");
    expect(file).not.toHaveProperty("base64");
    const { base64 = "" } = await resultOf<File>(slack, "get_file", { ...picture, include: "base64" });
    expect(Buffer.from(base64, "base64").subarray(1, 4).toString()).toBe("PNG");
  });

  it("does not download what is too large", async () => {
    const slack = simulatedSlack();
    await expect(slack.run("get_file", { file_id: "F0JWTDESIGN", max_bytes: 10 })).rejects.toMatchObject({
      code: "FILE_TOO_LARGE",
      number: 4105,
      details: { size: 150, max_bytes: 10 },
    });
    expect(slack.sent.some(({ url }) => url.includes("/files-pri/"))).toBe(false);
  });

  it("tells what lies elsewhere, and goes nowhere for it", async () => {
    const slack = simulatedSlack();
    await expect(resultOf(slack, "get_file", { file_id: "F0JWTBUDGET" })).resolves.toMatchObject({
      filename: "budget",
      external: true,
    });
    expect(slack.sent.map(({ url }) => new URL(url).host)).not.toContain("docs.example");
  });

  it("names the file that is not there", async () => {
    await expect(simulatedSlack().run("get_file", { file_id: "F0123456789" })).rejects.toMatchObject({
      code: "FILE_NOT_FOUND",
      number: 4006,
      details: { file: "F0123456789", slack_error: "file_not_found" },
    });
  });

  const at = (url: string, respond: (request: Request) => Response) =>
    answering((request) => {
      if (!request.url.endsWith("/files.info")) return respond(request);
      const file = { id: "F0123456789", name: "a.png", mimetype: "image/png", size: 3, url_private: url };
      return Response.json({ ok: true, file });
    });

  it("takes the token nowhere but to files_url", async () => {
    const slack = at("https://evil.example/files-pri/a.png", () => new Response("x"));
    await expect(slack.run("get_file", { file_id: "F0123456789" })).rejects.toMatchObject({ number: 4401 });
    expect(slack.sent.map(({ url }) => new URL(url).host)).toEqual(["simulator.invalid"]);
  });

  it("does not take the page for logging in for a file", async () => {
    const page = new Response("<html>", { headers: { "content-type": "text/html; charset=utf-8" } });
    const slack = at("http://simulator.invalid/slack/files-pri/T1-F1/a.png", () => page);
    await expect(slack.run("get_file", { file_id: "F0123456789" })).rejects.toMatchObject({
      code: "SLACK_SCOPE_MISSING",
      details: { scope: "files:read" },
    });
  });

  it("names the file whose content has gone", async () => {
    const slack = at(
      "http://simulator.invalid/slack/files-pri/T1-F1/a.png",
      () => new Response("", { status: 404 }),
    );
    await expect(slack.run("get_file", { file_id: "F0123456789" })).rejects.toMatchObject({
      number: 4006,
      details: { file: "F0123456789" },
    });
  });

  it("tells when Slack fails on the way", async () => {
    const slack = at(
      "http://simulator.invalid/slack/files-pri/T1-F1/a.png",
      () => new Response("", { status: 503 }),
    );
    await expect(slack.run("get_file", { file_id: "F0123456789" })).rejects.toMatchObject({
      number: 4401,
      retryable: true,
    });
  });
});

describe("list_files", () => {
  it("gives the files of a channel and a person, the newest first", async () => {
    const slack = simulatedSlack();
    const { files, page } = await resultOf<Files>(slack, "list_files", {
      channel: "#engineering",
      user: "sofia@acme.example",
      types: ["images", "pdfs"],
      oldest: "2025-11-01",
      latest: "2025-12-01",
    });
    expect(await formTo(slack.sent, "files.list")).toEqual({
      channel: await idOfChannel("engineering"),
      user: expect.stringMatching(/^U/),
      types: "images,pdfs",
      ts_from: "1761955200",
      ts_to: "1764547200",
      count: "50",
    });
    expect(files).toEqual([
      {
        id: "F0JWTSKETCH",
        name: "token-flow.png",
        media_type: "image/png",
        size: expect.any(Number),
        user: "sofia",
        created: "2025-11-17T09:01:00.000Z",
        url: expect.any(String),
      },
    ]);
    expect(page).toEqual({ total: 1, complete: true });
  });

  it("pages to the end without losing or repeating a file", async () => {
    const slack = simulatedSlack();
    const files = await allPages<File>(slack, "list_files", { items: "files", user: "@liam" });
    expect(new Set(files.map(({ id }) => id)).size).toBe(120);
    expect(methodsOf(slack.sent)).toContain("users.list");
  });

  it("looks up who gave them", async () => {
    const slack = simulatedSlack();
    await slack.run("list_files", { limit: 3 });
    expect(methodsOf(slack.sent)).toEqual(["files.list", "users.info", "users.info", "users.info"]);
  });
});
