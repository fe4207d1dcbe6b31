import { describe, expect, it } from "vitest";
import { asked, dataCenter, writesOf } from "./fake.js";
import { IDS } from "./world.js";

const { guide } = IDS;

describe("spaces of Data Center", () => {
  const tech = {
    id: "TECH",
    key: "TECH",
    name: "Technology",
    type: "global",
    homepage_id: IDS.home,
    url: "https://wiki.acme.example/confluence/display/TECH",
  };

  it("go by their keys, which are their ids too", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("get_space", { space: "tech" })).toEqual(tech);
    expect(await confluence.run("resolve_space_id", { space: "TECH" })).toEqual({
      id: "TECH",
      key: "TECH",
      name: "Technology",
    });
    expect(confluence.sent.map(asked)).toEqual([
      { call: "GET /rest/api/space", query: { spaceKey: "tech|TECH", expand: "homepage" } },
    ]);
  });

  it("are found by name, and listed by kind", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("get_space", { space: "Technology" })).toEqual(tech);
    expect(
      await confluence.run("list_spaces", { type: "personal", status: "current", limit: 5 }),
    ).toMatchObject({
      spaces: [{ key: "~ada", type: "personal" }],
      page: { complete: true },
    });
    expect(confluence.sent.map(asked).at(-1)).toEqual({
      call: "GET /rest/api/space",
      query: { type: "personal", status: "current", expand: "homepage", limit: "5" },
    });
    await expect(confluence.run("get_space", { space: "Nowhere" })).rejects.toMatchObject({
      code: "SPACE_NOT_FOUND",
    });
    await expect(confluence.run("get_space", { space: "4711" })).rejects.toMatchObject({
      code: "SPACE_NOT_FOUND",
    });
  });
});

describe("the search of Data Center", () => {
  it("takes the same CQL, and goes on by position", async () => {
    const confluence = dataCenter();
    const cql = 'title in ("Guide", "Child")';
    const first = await confluence.run("search_pages", { cql, limit: 1 });
    expect(first).toEqual({
      pages: [
        {
          id: guide,
          title: "Guide",
          space: "TECH",
          excerpt: "Tokens live on",
          updated: "2025-11-03T08:00:00.000Z",
          url: `https://wiki.acme.example/confluence/display/TECH/${guide}`,
        },
      ],
      page: { next: "1", total: 2, complete: false },
    });
    const second = await confluence.run("search_pages", { cql, limit: 1, page_token: "1" });
    expect(second).toMatchObject({ pages: [{ id: IDS.child }], page: { complete: true } });
    expect(confluence.sent.map(asked).at(-1)).toEqual({
      call: "GET /rest/api/search",
      query: {
        cql: `(${cql}) AND type = page`,
        excerpt: "highlight",
        expand: "content.space",
        start: "1",
        limit: "1",
      },
    });
  });

  it("of words is in a space, and quotes them", async () => {
    const confluence = dataCenter();
    await confluence.run("search_pages", { query: 'gui"de', space: "TECH", labels: ["jwt"] });
    expect(confluence.sent.map(asked).at(-1)?.query["cql"]).toBe(
      'text ~ "gui de" AND space = "TECH" AND label = "jwt" AND type = page',
    );
  });
});

describe("labels of Data Center", () => {
  it("are told, added and taken away", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("get_labels", { page_id: guide, limit: 1 })).toEqual({
      labels: ["security"],
      page: { next: "1", complete: false },
    });
    expect(await confluence.run("get_labels", { page_id: guide, page_token: "1" })).toMatchObject({
      labels: ["jwt"],
    });
    expect(await confluence.run("add_labels", { page_id: guide, labels: ["new"] })).toMatchObject({
      labels: ["security", "jwt", "new"],
    });
    await confluence.run("remove_label", { page_id: guide, label: "jwt" });
    expect(await writesOf(confluence.sent)).toEqual([
      { call: `POST /rest/api/content/${guide}/label`, query: {}, body: [{ prefix: "global", name: "new" }] },
      { call: `DELETE /rest/api/content/${guide}/label`, query: { name: "jwt" } },
    ]);
    expect(confluence.world.things.get(guide)?.labels).toEqual(["security", "new"]);
    await expect(confluence.run("remove_label", { page_id: "999", label: "x" })).rejects.toMatchObject({
      code: "PAGE_NOT_FOUND",
    });
  });
});

describe("templates of Data Center", () => {
  it("are listed, read and filled in", async () => {
    const confluence = dataCenter();
    const template = {
      id: "77",
      name: "Decision",
      description: "What and why",
      space: "TECH",
      labels: ["decision"],
    };
    expect(await confluence.run("list_page_templates", { space: "TECH", limit: 5 })).toMatchObject({
      templates: [template],
    });
    expect(await confluence.run("get_page_template", { template_id: "77" })).toEqual({
      ...template,
      body: "We decide: {what}",
      variables: ["what"],
    });
    await confluence.run("create_page_from_template", {
      template_id: "77",
      space: "TECH",
      title: "RS256",
      values: { what: "RS256" },
    });
    expect(confluence.world.things.get("500")).toMatchObject({
      title: "RS256",
      text: "<p>We decide: RS256</p>",
      labels: ["decision"],
    });
    expect(confluence.sent.map(asked).slice(1, 3)).toEqual([
      { call: "GET /rest/experimental/template/page", query: { spaceKey: "TECH", limit: "5" } },
      { call: "GET /rest/experimental/template/77", query: { expand: "body.storage" } },
    ]);
    await expect(confluence.run("get_page_template", { template_id: "78" })).rejects.toMatchObject({
      code: "TEMPLATE_NOT_FOUND",
    });
  });
});
