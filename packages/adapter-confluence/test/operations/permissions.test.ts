import { describe, expect, it } from "vitest";
import { pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const page_id = pagesOf.design;

describe("check_content_permissions", () => {
  it("asks for oneself, for somebody, and for a group", async () => {
    const confluence = simulatedConfluence();
    const yes = await confluence.run("check_content_permissions", { page_id, operation: "update" });
    expect(yes).toEqual({ allowed: true });
    expect(pathsOf(confluence.sent)).toEqual([
      "GET /wiki/rest/api/user/current",
      `POST /wiki/rest/api/content/${page_id}/permission/check`,
    ]);
    expect(await confluence.sent.at(-1)?.json()).toEqual({
      subject: { type: "user", identifier: expect.any(String) },
      operation: "update",
    });
    await confluence.run("set_page_restrictions", {
      page_id,
      edit: { users: ["me"], groups: ["platform-team"] },
    });
    const no = await confluence.run("check_content_permissions", {
      page_id,
      operation: "update",
      user: "Tom Okafor",
    });
    expect(no).toEqual({ allowed: false, reasons: ["User does not have permission to the content"] });
    expect(parsed("check_content_permissions", no)).toEqual(no);
    await expect(
      confluence.run("check_content_permissions", { page_id, operation: "delete", group: "platform-team" }),
    ).resolves.toEqual({ allowed: true });
  });

  it("knows which page is not there", async () => {
    await expect(
      simulatedConfluence().run("check_content_permissions", { page_id: "1", operation: "read" }),
    ).rejects.toMatchObject({ number: 3002 });
  });
});

describe("get_space_permissions", () => {
  it("lists who may do what, page by page, with names for people", async () => {
    const confluence = simulatedConfluence();
    const first = (await confluence.run("get_space_permissions", { space: "TECH", limit: 2 })) as {
      page: { next: string };
    };
    expect(first).toEqual({
      permissions: [
        { principal: { type: "group", id: expect.any(String) }, operations: ["read space"] },
        {
          principal: { type: "user", id: expect.any(String), name: "Jonas Weber" },
          operations: ["administer space"],
        },
      ],
      page: { next: expect.any(String), complete: false },
    });
    expect(parsed("get_space_permissions", first)).toEqual(first);
    const rest = { space: "TECH", page_token: first.page.next };
    await expect(confluence.run("get_space_permissions", rest)).resolves.toMatchObject({
      permissions: [{ principal: { name: "Jonas Weber" }, operations: ["create page", "delete page"] }],
      page: { complete: true },
    });
    await simulatedConfluence().run("get_space_permissions", { space: "65540" });
  });
});
