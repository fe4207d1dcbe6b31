import { describe, expect, it } from "vitest";
import { asked, dataCenter } from "./fake.js";
import { ADA, BOB, IDS } from "./world.js";

describe("people of Data Center", () => {
  it("go by their user keys", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("get_current_user")).toEqual({ id: ADA.userKey, name: "Ada King" });
    expect(await confluence.run("search_users", { query: "Bob" })).toMatchObject({
      users: [{ id: BOB.userKey, name: "Bob Ross" }],
      page: { complete: true },
    });
    expect(confluence.sent.map(asked).at(-1)).toEqual({
      call: "GET /rest/api/search",
      query: { cql: 'user.fullname ~ "Bob"', limit: "50" },
    });
  });

  it("are left out of what a search finds besides", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("search_users", { cql: 'title = "Guide"' })).toMatchObject({ users: [] });
  });

  it("are asked for one by one where an answer tells only their keys; who cannot be seen keeps the key", async () => {
    const confluence = dataCenter({
      instead: ({ url }) =>
        url.includes("/child/attachment")
          ? Response.json({
              results: [BOB.userKey, "ff80gone"].map((userKey) => ({
                id: `att-${userKey}`,
                type: "attachment",
                title: "a.txt",
                version: { number: 1, by: { userKey } },
              })),
              _links: {},
            })
          : undefined,
    });
    expect(await confluence.run("list_attachments", { page_id: IDS.guide })).toMatchObject({
      attachments: [
        { author: { id: BOB.userKey, name: "Bob Ross" } },
        { author: { id: "ff80gone", name: "ff80gone" } },
      ],
    });
    expect(confluence.sent.map(asked).slice(1)).toEqual(
      [BOB.userKey, "ff80gone"].map((key) => ({ call: "GET /rest/api/user", query: { key } })),
    );
  });
});
