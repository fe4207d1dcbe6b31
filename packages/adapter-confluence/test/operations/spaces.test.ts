import { describe, expect, it } from "vitest";
import { answering, parsed, simulatedConfluence } from "../bench.js";

describe("get_space", () => {
  it("answers by key, id or name, and remembers", async () => {
    const confluence = simulatedConfluence();
    const expected = {
      id: "65538",
      key: "TECH",
      name: "Tech Docs",
      type: "global",
      homepage_id: expect.stringMatching(/^\d+$/),
      url: "http://simulator.invalid/confluence/wiki/spaces/TECH",
    };
    for (const space of ["TECH", "tech", "65538", 65538]) {
      const found = await confluence.run("get_space", { space });
      expect(found).toEqual(expected);
      expect(parsed("get_space", found)).toEqual(found);
    }
    expect(confluence.calls).toBe(1);
    expect(new URL(confluence.sent[0]?.url ?? "").searchParams.get("keys")).toBe("TECH");
    await expect(confluence.run("get_space", { space: "tech docs" })).resolves.toEqual(expected);
    await expect(confluence.run("cache_status", { detailed: true })).resolves.toMatchObject({
      hits: 3,
      misses: 2,
      operations: ["get_space"],
    });
    expect(confluence.calls).toBe(2);
  });

  it("answers by id alone, too", async () => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("get_space", { space: "65540" })).resolves.toMatchObject({ key: "OPS" });
    await expect(confluence.run("get_space", { space: "OPS" })).resolves.toMatchObject({ id: "65540" });
    expect(confluence.calls).toBe(1);
  });

  it("asks for a key as written and in capital letters", async () => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("get_space", { space: "ops" })).resolves.toMatchObject({ key: "OPS" });
    expect(new URL(confluence.sent[0]?.url ?? "").searchParams.get("keys")).toBe("ops,OPS");
  });

  it("does not choose between two spaces of one name", async () => {
    await expect(simulatedConfluence().run("get_space", { space: "Team Handbook" })).rejects.toMatchObject({
      code: "AMBIGUOUS_MATCH",
      details: { candidates: [{ key: "HB1", name: "Team Handbook" }, { key: "HB2" }] },
    });
  });

  it("names the space that is not there, and those that are, without people's own", async () => {
    const confluence = simulatedConfluence();
    const error = await confluence.run("get_space", { space: "TECHS" }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      number: 3001,
      suggestions: expect.arrayContaining(["Did you mean TECH or Tech Docs?"]),
    });
    expect((error as { details: { available: string[] } }).details.available).toEqual([
      "TECH (Tech Docs)",
      "OPS (Operations)",
      "LEGAL (Legal)",
      "HB1 (Team Handbook)",
      "HB2 (Team Handbook)",
    ]);
    await expect(confluence.run("get_space", { space: 1 })).rejects.toMatchObject({ number: 3001 });
  });

  it("takes the address of the wiki for the address of the site", async () => {
    const confluence = simulatedConfluence({
      settings: { base_url: "http://simulator.invalid/confluence/wiki/" },
    });
    await expect(confluence.run("get_space", { space: "TECH" })).resolves.toMatchObject({ id: "65538" });
  });
});

describe("resolve_space_id", () => {
  it("gives the id of a key or name, at most once by a call", async () => {
    const confluence = simulatedConfluence();
    const expected = { id: "65538", key: "TECH", name: "Tech Docs" };
    await expect(confluence.run("resolve_space_id", { space: "TECH" })).resolves.toEqual(expected);
    await expect(confluence.run("resolve_space_id", { space: "65538" })).resolves.toEqual(expected);
    expect(confluence.calls).toBe(1);
    await expect(simulatedConfluence().run("resolve_space_id", { space: 65538 })).resolves.toEqual(expected);
  });
});

describe("list_spaces", () => {
  it("lists spaces page by page, and fills the cache", async () => {
    const confluence = simulatedConfluence();
    const query = { type: "global", status: "current", limit: 3 };
    const first = (await confluence.run("list_spaces", query)) as { page: { next: string } };
    expect(Object.fromEntries(new URL(confluence.sent[0]?.url ?? "").searchParams)).toEqual({
      type: "global",
      status: "current",
      limit: "3",
    });
    expect(first).toMatchObject({
      spaces: [
        // Neither global nor current: that is what almost all of them are.
        {
          id: "65538",
          key: "TECH",
          name: "Tech Docs",
          homepage_id: "98336",
          url: expect.stringMatching(/\/spaces\/TECH$/),
        },
        { key: "OPS" },
        { key: "LEGAL" },
      ],
      page: { next: expect.any(String), complete: false },
    });
    expect(parsed("list_spaces", first)).toEqual(first);
    await expect(
      confluence.run("list_spaces", { ...query, page_token: first.page.next }),
    ).resolves.toMatchObject({ spaces: [{ key: "HB1" }, { key: "HB2" }], page: { complete: true } });
    await confluence.run("get_space", { space: "OPS" });
    await expect(confluence.run("get_space", { space: "65538" })).resolves.toMatchObject({ type: "global" });
    expect(confluence.calls).toBe(2);
  });

  it("says of a space what is not as usual", async () => {
    const listed = await answering(() =>
      Response.json({
        results: [
          { id: "1", key: "A", name: "A", type: "global", status: "current" },
          { id: "2", key: "~b", name: "B", type: "personal", status: "archived" },
        ],
      }),
    ).run("list_spaces", {});
    expect(listed).toEqual({
      spaces: [
        { id: "1", key: "A", name: "A", url: expect.any(String) },
        { id: "2", key: "~b", name: "B", url: expect.any(String), type: "personal", status: "archived" },
      ],
      page: { complete: true },
    });
    expect(parsed("list_spaces", listed)).toEqual(listed);
  });
});
