import { memoryLookups, patientGate } from "@pm-orchestrator/adapter-kit/testing";
import type { StepContext } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import type { ConfluenceCall } from "../../src/call.js";
import { dataCenterSender } from "../../src/data-center/index.js";
import { asked, dataCenter, writesOf } from "./fake.js";
import { IDS } from "./world.js";

const { guide } = IDS;

describe("the address of a Data Center", () => {
  it.each([
    ["https://wiki.acme.example", "https://wiki.acme.example"],
    ["https://wiki.acme.example/", "https://wiki.acme.example"],
    ["https://wiki.acme.example/confluence", "https://wiki.acme.example/confluence"],
    ["https://acme.example:8443/wiki/", "https://acme.example:8443/wiki"],
  ])("%s: everything goes below %s, and nothing else is ever called", async (base_url, base) => {
    const confluence = dataCenter({ base_url });
    await confluence.run("get_page", { page_id: guide, expand: ["comments", "attachments"] });
    await confluence.run("download_attachment", { attachment_id: IDS.picture });
    expect(confluence.sent.length).toBeGreaterThan(5);
    for (const { url, headers } of confluence.sent) {
      const path = url.startsWith(base) ? url.slice(base.length) : url;
      expect(path).toMatch(/^\/(?:rest\/api|download)\//);
      expect(headers.get("authorization")).toBe("Bearer pat-1");
    }
  });

  it("is that of pages, where Data Center does not say another", async () => {
    const confluence = dataCenter({ base_url: "https://acme.example/wiki" });
    const { url } = (await confluence.run("delete_page", { page_id: IDS.child })) as { url: string };
    expect(url).toBe(`https://acme.example/wiki/pages/viewpage.action?pageId=${IDS.child}`);
  });
});

it("a deletion whose answer was lost is done when what it deleted is gone", async () => {
  let deletions = 0;
  const confluence = dataCenter({
    gate: patientGate,
    instead({ method }) {
      if (method !== "DELETE") return undefined;
      deletions += 1;
      return Response.json({ message: "No content." }, { status: deletions === 1 ? 502 : 404 });
    },
  });
  await expect(confluence.run("delete_page", { page_id: IDS.child })).resolves.toMatchObject({
    id: IDS.child,
  });
  expect(deletions).toBe(2);
  await expect(confluence.run("delete_page", { page_id: IDS.child })).rejects.toMatchObject({
    code: "PAGE_NOT_FOUND",
  });
});

describe("what Data Center does in part", () => {
  it.each([
    ["add_comment", { page_id: guide, body: "x", inline_selection: { text: "Goal" } }, "where in a text"],
    ["move_page", { page_id: guide, target_parent_id: IDS.home, position: "before" }, "below another"],
    ["list_spaces", { type: "collaboration" }, "no spaces of type collaboration"],
    ["list_pages", { space: "TECH", status: "archived" }, "archived"],
    ["list_pages", { space: "TECH", status: "trashed", sort: "title" }, "cannot be sorted"],
    ["get_page_children", { parent_id: "1", parent_type: "folder" }, "no folders"],
  ])("%s %j is refused, and nothing is written", async (operation, params, reason) => {
    const confluence = dataCenter();
    await expect(confluence.run(operation, params)).rejects.toMatchObject({
      number: 3112,
      details: { operation, reason: expect.stringContaining(reason) },
    });
    expect(await writesOf(confluence.sent)).toEqual([]);
  });

  it("a page_token of another system is no position", async () => {
    const confluence = dataCenter();
    await expect(confluence.run("list_spaces", { page_token: "eyJsaW1pdCI6MX0" })).rejects.toMatchObject({
      code: "INVALID_PARAMS",
    });
    expect(confluence.sent).toHaveLength(0);
  });
});

describe("a call that nobody has translated", () => {
  const step = { system: "wiki", operation: "get_page", cache: memoryLookups() } as unknown as StepContext;

  it.each<[string, ConfluenceCall]>([
    ["like GET /wiki/api/v2/databases/1", { method: "GET", path: "/wiki/api/v2/databases/1" }],
    ["like POST /wiki/api/v2/pages/1", { method: "POST", path: "/wiki/api/v2/pages/1" }],
    ["to get-draft of", { method: "GET", path: "/wiki/api/v2/pages/1", query: { "get-draft": true } }],
  ])("is refused, not passed over: %s", async (reason, call) => {
    const sent: ConfluenceCall[] = [];
    const send = dataCenterSender(step, (one) => {
      sent.push(one);
      return Promise.reject(new TypeError("Nothing is to be sent."));
    });
    await expect(send(call)).rejects.toMatchObject({
      number: 3112,
      system: "wiki",
      details: { operation: "get_page", reason: expect.stringContaining(reason) },
    });
    expect(sent).toEqual([]);
  });

  it("may leave a param out", async () => {
    const send = dataCenterSender(step, () =>
      Promise.resolve({ status: 200, headers: new Headers(), body: { id: 7, type: "page" } }),
    );
    const answer = await send({
      method: "GET",
      path: "/wiki/api/v2/pages/7",
      query: { "get-draft": undefined },
    });
    expect(answer).toMatchObject({ status: 200, body: { id: "7" } });
  });
});

describe("credentials that Data Center refuses", () => {
  it("fail at once, and say which setting is meant", async () => {
    const confluence = dataCenter({ instead: () => new Response("<html>no</html>", { status: 401 }) });
    await expect(confluence.run("get_page", { page_id: guide })).rejects.toMatchObject({
      number: 3404,
      retryable: false,
      suggestions: expect.arrayContaining([expect.stringContaining("CONFLUENCE_PERSONAL_TOKEN")]),
    });
    expect(confluence.sent.map((request) => asked(request).call)).toEqual([`GET /rest/api/content/${guide}`]);
  });

  it("are repeated by no error, and follow no redirect", async () => {
    const confluence = dataCenter({
      instead: () => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }),
    });
    const error: unknown = await confluence
      .run("get_page", { page_id: guide })
      .catch((problem: unknown) => problem);
    expect(error).toMatchObject({ code: "CONFLUENCE_API_ERROR" });
    expect(JSON.stringify(error)).not.toContain("pat-1");
    expect(confluence.sent.every(({ url }) => !url.includes("evil"))).toBe(true);
  });
});
