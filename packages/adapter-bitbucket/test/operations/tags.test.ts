import { describe, expect, it } from "vitest";
import { BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const at = { repository: "platform", workspace: "acme" };

describe("list_tags", () => {
  it("filters and pages", async () => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("list_tags", { ...at, filter: "v2.3", limit: 1 });
    expect(target(bitbucket.sent[0])).toBe(
      '/repositories/acme/platform/refs/tags?q=name~"v2.3"&sort=-target.date&pagelen=1',
    );
    expect(found).toMatchObject({
      tags: [{ name: expect.stringMatching(/^v2\.3\.[01]$/), commit: expect.any(String) }],
      page: { total: 2, complete: false },
    });
    expect(parsed("list_tags", found)).toEqual(found);
    const page_token = (found as { page: { next: string } }).page.next;
    await expect(
      bitbucket.run("list_tags", { ...at, filter: "v2.3", limit: 1, page_token }),
    ).resolves.toMatchObject({ page: { complete: true } });
  });
});

describe("get_tag", () => {
  it("answers message and commit", async () => {
    const found = await simulatedBitbucket().run("get_tag", { ...at, name: "v2.3.0" });
    expect(found).toMatchObject({
      name: "v2.3.0",
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      message: "Release v2.3.0",
      tagged: "2025-06-02T08:00:00.000Z",
      url: `${BASE}/acme/platform/commits/tag/v2.3.0`,
    });
    expect(parsed("get_tag", found)).toEqual(found);
  });

  it("tells one that is not there, with those that are", async () => {
    await expect(simulatedBitbucket().run("get_tag", { ...at, name: "v2.3.9" })).rejects.toMatchObject({
      number: 5003,
      suggestions: expect.arrayContaining([expect.stringContaining("v2.3.")]),
    });
  });
});

describe("create_tag and delete_tag", () => {
  it("tag a commit, and take it back", async () => {
    const bitbucket = simulatedBitbucket();
    const name = "v3.0.0";
    const receipt = await bitbucket.run("create_tag", {
      ...at,
      name,
      target: "release/2.4",
      message: "Three",
    });
    expect(receipt).toEqual({
      id: name,
      url: `${BASE}/acme/platform/commits/tag/${name}`,
      changed: ["name", "target", "message"],
    });
    expect(await bitbucket.sent[1]?.json()).toEqual({
      name,
      target: { hash: expect.stringMatching(/^[0-9a-f]{40}$/) },
      message: "Three",
    });
    await expect(bitbucket.run("get_tag", { ...at, name })).resolves.toMatchObject({ message: "Three" });
    await expect(bitbucket.run("delete_tag", { ...at, name })).resolves.toMatchObject({
      id: name,
      changed: ["deleted"],
    });
    await expect(bitbucket.run("delete_tag", { ...at, name })).rejects.toMatchObject({ number: 5003 });
  });

  it("tag the default branch unless told otherwise", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("create_tag", { ...at, name: "nightly" });
    expect(bitbucket.sent.map(target)).toEqual([
      "/repositories/acme/platform",
      '/repositories/acme/platform/refs?q=name="main"',
      "/repositories/acme/platform/refs/tags",
    ]);
  });
});
