import { describe, expect, it } from "vitest";
import { allPages, formTo, idOfChannel, methodsOf, only, resultOf, simulatedSlack } from "../bench.js";

interface File {
  id: string;
}
interface Files {
  files: File[];
  page: { total?: number; complete: boolean };
}

describe("search_files", () => {
  it("finds files by name and content, with the user's token", async () => {
    const slack = simulatedSlack();
    const { files, page } = await resultOf<Files>(slack, "search_files", {
      query: "JWKS",
      channel: "engineering",
      from: "maya@acme.example",
      before: "2025-11-18",
      after: "2025-11-01",
      on: "2025-11-17",
      type: "canvases",
      sort: "newest",
      limit: 10,
      page_token: "1",
    });
    expect(await formTo(slack.sent, "search.files")).toEqual({
      query: expect.stringMatching(
        /^in:engineering from:<@U\w+> before:2025-11-18 after:2025-11-01 on:2025-11-17 type:canvases JWKS$/,
      ),
      sort: "timestamp",
      sort_dir: "desc",
      count: "10",
      page: "1",
    });
    expect(slack.sent.at(-1)?.headers.get("authorization")).toBe("Bearer simulated-user_token");
    expect(files).toEqual([]);
    expect(page).toEqual({ total: 0, complete: true });
  });

  it("takes a channel by id and a person by handle", async () => {
    const slack = simulatedSlack();
    const channel = await idOfChannel("engineering");
    await expect(
      slack.run("search_files", { query: "token-flow", channel, from: "@sofia" }),
    ).resolves.toMatchObject({ files: [{ id: "F0JWTSKETCH", user: "sofia" }] });
    expect(methodsOf(slack.sent)).toEqual(["conversations.info", "users.list", "search.files"]);
  });

  it("pages to the end", async () => {
    const params = { items: "files", query: "load-test", sort: "oldest", limit: 50 };
    const slack = simulatedSlack();
    const files = await allPages<File>(slack, "search_files", params);
    expect(new Set(files.map(({ id }) => id)).size).toBe(120);
  });

  it("says before any call that it needs a user token", async () => {
    const slack = simulatedSlack(only("base_url", "bot_token"));
    await expect(slack.run("search_files", { query: "x", from: "@maya" })).rejects.toMatchObject({
      number: 4406,
      details: { scope: "search:read" },
    });
    expect(slack.calls).toBe(0);
  });
});
