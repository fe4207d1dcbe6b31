import { describe, expect, it } from "vitest";
import { pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const page_id = pagesOf.design;
const nobody = { users: [], groups: [] };

describe("restrictions", () => {
  it("are none at first", async () => {
    const found = await simulatedConfluence().run("get_page_restrictions", { page_id });
    expect(found).toEqual({ restricted: false, read: nobody, edit: nobody });
    expect(parsed("get_page_restrictions", found)).toEqual(found);
  });

  it("are set by names, and keep what is not given", async () => {
    const confluence = simulatedConfluence();
    const read = { users: ["me", "Priya Natarajan"], groups: ["security-team"] };
    const receipt = await confluence.run("set_page_restrictions", { page_id, read });
    expect(receipt).toEqual({ id: page_id, url: expect.stringContaining(page_id), changed: ["read"] });
    expect(parsed("set_page_restrictions", receipt)).toEqual(receipt);
    expect(pathsOf(confluence.sent).slice(0, -1).sort()).toEqual([
      `GET /wiki/rest/api/content/${page_id}/restriction`,
      "GET /wiki/rest/api/group/picker",
      "GET /wiki/rest/api/search/user",
      "GET /wiki/rest/api/user/current",
    ]);
    const id = expect.stringMatching(/^[0-9a-f]{24}$/);
    expect(await confluence.sent.at(-1)?.json()).toEqual([
      {
        operation: "read",
        restrictions: {
          user: [
            { type: "known", accountId: id },
            { type: "known", accountId: id },
          ],
          group: [{ type: "group", id: "5f0c1a52-3b8e-4c6e-9d59-0f6f2d2f1a02" }],
        },
      },
    ]);
    await confluence.run("set_page_restrictions", {
      page_id,
      edit: { users: ["tom@acme.example"], groups: ["5f0c1a52-3b8e-4c6e-9d59-0f6f2d2f1a03"] },
    });
    await expect(confluence.run("get_page_restrictions", { page_id })).resolves.toEqual({
      restricted: true,
      read: {
        users: [
          { id, name: "Maya Lindqvist" },
          { id, name: "Priya Natarajan" },
        ],
        groups: [{ id: "5f0c1a52-3b8e-4c6e-9d59-0f6f2d2f1a02", name: "security-team" }],
      },
      edit: {
        users: [{ id, name: "Tom Okafor" }],
        groups: [{ id: expect.any(String), name: "platform-team" }],
      },
    });
    await confluence.run("set_page_restrictions", { page_id, read: nobody, edit: nobody });
    expect(confluence.sent.at(-1)?.method).toBe("DELETE");
    await expect(confluence.run("get_page_restrictions", { page_id })).resolves.toMatchObject({
      restricted: false,
    });
  });

  it("are read to their end before they are replaced", async () => {
    const many = Array.from({ length: 201 }, (_, index) => ({ type: "known", accountId: `u${index}` }));
    const confluence = simulatedConfluence({
      instead: ({ url, method }) => {
        if (method !== "GET") return undefined;
        const start = Number(new URL(url).searchParams.get("start") ?? 0);
        const user = { results: many.slice(start, start + 200) };
        return Response.json({ results: [{ operation: "read", restrictions: { user } }] });
      },
    });
    await confluence.run("set_page_restrictions", { page_id, edit: nobody });
    await expect(confluence.sent.at(-1)?.json()).resolves.toMatchObject([
      { operation: "read", restrictions: { user: { length: 201 } } },
    ]);
  });

  it.each([
    [{ page_id }, 3103],
    [{ page_id: "4711", read: nobody }, 3002],
    [{ page_id: pagesOf.legal, read: nobody }, 3102],
    [{ page_id, read: { users: ["Alex Kim"] } }, 3110],
    [{ page_id, read: { users: ["Priya Natrajan"] } }, 3006],
    [{ page_id, read: { groups: ["security"] } }, 3007],
  ])("refuses %j, and writes nothing", async (params, number) => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("set_page_restrictions", params)).rejects.toMatchObject({ number });
    expect(confluence.sent.filter(({ method }) => method !== "GET").length).toBe(number === 3102 ? 1 : 0);
  });

  it("name those who could be meant", async () => {
    const confluence = simulatedConfluence();
    const set = (read: object) => confluence.run("set_page_restrictions", { page_id, read });
    await expect(set({ users: ["alex kim"] })).rejects.toMatchObject({
      details: { candidates: [{ name: "Alex Kim" }, { name: "Alex Kim" }] },
    });
    await expect(set({ groups: ["security"] })).rejects.toMatchObject({
      details: { available: ["security-team"] },
    });
    await expect(set({ users: ["priya@other.example"] })).rejects.toMatchObject({
      number: 3006,
      details: { available: ["Priya Natarajan"] },
    });
  });
});
