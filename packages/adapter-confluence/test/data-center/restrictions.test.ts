import { describe, expect, it } from "vitest";
import { callsOf, dataCenter, writesOf } from "./fake.js";
import { failure } from "./fake-answers.js";
import { ADA, BOB, IDS } from "./world.js";

const page_id = IDS.guide;
const PATH = `content/${page_id}/restriction`;
const known = ({ userKey }: typeof ADA) => ({ type: "known", userKey });

describe("restrictions of Data Center", () => {
  it("are read for each of the two operations", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("get_page_restrictions", { page_id })).toEqual({
      restricted: true,
      read: { users: [], groups: [] },
      edit: { users: [{ id: ADA.userKey, name: "Ada King" }], groups: [{ id: "editors", name: "editors" }] },
    });
    expect(callsOf(confluence.sent).toSorted()).toEqual([
      `GET /rest/api/${PATH}/byOperation/read`,
      `GET /rest/api/${PATH}/byOperation/update`,
    ]);
  });

  it("are set by names and keys; what is not given is sent as it was", async () => {
    const confluence = dataCenter();
    const read = { users: ["me", BOB.userKey], groups: ["staff"] };
    expect(await confluence.run("set_page_restrictions", { page_id, read })).toMatchObject({
      changed: ["read"],
    });
    expect(await writesOf(confluence.sent)).toEqual([
      {
        call: `PUT /rest/api/${PATH}`,
        query: {},
        body: [
          {
            operation: "read",
            restrictions: { user: [known(ADA), known(BOB)], group: [{ type: "group", name: "staff" }] },
          },
          {
            operation: "update",
            restrictions: { user: [known(ADA)], group: [{ type: "group", name: "editors" }] },
          },
        ],
      },
    ]);
    expect(confluence.world.restrictions.read).toEqual({ users: [ADA, BOB], groups: ["staff"] });
  });

  it("are taken away by empty lists", async () => {
    const confluence = dataCenter();
    await confluence.run("set_page_restrictions", { page_id, edit: { users: [], groups: [] } });
    expect(await confluence.run("get_page_restrictions", { page_id })).toMatchObject({ restricted: false });
  });

  it.each([404, 405])("are set at another path by older versions, which say %d", async (status) => {
    let isSet = false;
    const confluence = dataCenter({
      instead({ method, url }) {
        if (method !== "PUT") return undefined;
        if (url.includes("/rest/api/")) return failure(status, "no");
        isSet = true;
        confluence.world.restrictions.update = { users: [BOB], groups: [] };
        return Response.json({ results: [] });
      },
    });
    await confluence.run("set_page_restrictions", { page_id, edit: { users: ["Bob Ross"] } });
    expect(isSet).toBe(true);
    expect((await writesOf(confluence.sent)).map(({ call }) => call)).toEqual([
      `PUT /rest/api/${PATH}`,
      `PUT /rest/experimental/${PATH}`,
    ]);
  });

  it("that came out otherwise than they were meant are an error", async () => {
    const confluence = dataCenter({
      // It says yes, and does nothing.
      instead: ({ method }) => (method === "PUT" ? Response.json({ results: [] }) : undefined),
    });
    await expect(
      confluence.run("set_page_restrictions", { page_id, edit: { users: [BOB.userKey] } }),
    ).rejects.toMatchObject({
      code: "CONFLUENCE_API_ERROR",
      message: expect.stringContaining("now has others"),
    });
  });

  it("may lock out whoever sets them", async () => {
    let isLocked = false;
    const confluence = dataCenter({
      instead({ method }) {
        if (isLocked) return failure(404, "no such page");
        isLocked = method === "PUT";
        return undefined;
      },
    });
    const read = { users: [BOB.userKey] };
    expect(await confluence.run("set_page_restrictions", { page_id, read })).toMatchObject({
      changed: ["read"],
    });
  });

  it("name nobody who is not there", async () => {
    const confluence = dataCenter();
    await expect(
      confluence.run("set_page_restrictions", { page_id, read: { groups: ["nobodies"] } }),
    ).rejects.toMatchObject({ code: "GROUP_NOT_FOUND" });
    await expect(
      confluence.run("set_page_restrictions", { page_id, read: { users: ["Zoe"] } }),
    ).rejects.toMatchObject({ code: "USER_NOT_FOUND" });
    expect(await writesOf(confluence.sent)).toEqual([]);
  });
});
