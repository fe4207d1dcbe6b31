import { describe, expect, it } from "vitest";
import { BASE, parsed, simulatedBitbucket, target } from "../bench.js";

describe("list_workspaces", () => {
  it("lists what the account can reach", async () => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("list_workspaces", { administrator: true, limit: 5 });
    expect(bitbucket.sent.map(target)).toEqual(["/user/workspaces?administrator=true&sort=slug&pagelen=5"]);
    expect(found).toEqual({
      workspaces: [
        { slug: "acme", id: expect.stringMatching(/^\{/), administrator: true, url: `${BASE}/acme` },
      ],
      page: { total: 1, complete: true },
    });
    expect(parsed("list_workspaces", found)).toEqual(found);
    const page_token = Buffer.from("page=2").toString("base64url");
    await expect(bitbucket.run("list_workspaces", { page_token })).resolves.toMatchObject({
      workspaces: [],
      page: { complete: true },
    });
  });
});

describe("get_workspace", () => {
  it("answers the configured one, or another", async () => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("get_workspace");
    expect(found).toMatchObject({ slug: "acme", name: "Acme", private: true, url: `${BASE}/acme/` });
    expect(parsed("get_workspace", found)).toEqual(found);
    await expect(bitbucket.run("get_workspace", { workspace: "nobody" })).rejects.toMatchObject({
      number: 5007,
      details: { workspace: "nobody" },
    });
  });

  it("asks for one where none is configured", async () => {
    const bitbucket = simulatedBitbucket({ workspace: "" });
    await expect(bitbucket.run("get_workspace")).rejects.toMatchObject({ number: 5101 });
    expect(bitbucket.calls).toBe(0);
  });
});
