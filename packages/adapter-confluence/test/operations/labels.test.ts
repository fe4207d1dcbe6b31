import { describe, expect, it } from "vitest";
import { pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const page_id = pagesOf.design;

describe("labels", () => {
  it("get_labels lists them, page by page", async () => {
    const confluence = simulatedConfluence();
    const first = (await confluence.run("get_labels", { page_id, limit: 2 })) as { page: { next: string } };
    expect(first).toEqual({
      labels: ["authentication", "jwt"],
      page: { next: expect.any(String), complete: false },
    });
    expect(parsed("get_labels", first)).toEqual(first);
    await expect(
      confluence.run("get_labels", { page_id, limit: 2, page_token: first.page.next }),
    ).resolves.toEqual({ labels: ["design"], page: { complete: true } });
    expect(pathsOf(confluence.sent)).toEqual([
      `GET /wiki/api/v2/pages/${page_id}/labels`,
      `GET /wiki/api/v2/pages/${page_id}/labels`,
    ]);
  });

  it("add_labels keeps those that are there", async () => {
    const confluence = simulatedConfluence();
    const receipt = await confluence.run("add_labels", { page_id, labels: ["Reviewed", "jwt"] });
    expect(pathsOf(confluence.sent)).toEqual([`POST /wiki/rest/api/content/${page_id}/label`]);
    expect(await confluence.sent[0]?.json()).toEqual([
      { prefix: "global", name: "Reviewed" },
      { prefix: "global", name: "jwt" },
    ]);
    expect(receipt).toEqual({
      id: page_id,
      url: expect.stringContaining(page_id),
      changed: ["labels"],
      labels: ["authentication", "jwt", "design", "reviewed"],
    });
    expect(parsed("add_labels", receipt)).toEqual(receipt);
  });

  it("remove_label takes one off", async () => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("remove_label", { page_id, label: "jwt" })).resolves.toMatchObject({
      id: page_id,
      changed: ["labels"],
    });
    expect(new URL(confluence.sent[0]?.url ?? "").searchParams.get("name")).toBe("jwt");
    await expect(confluence.run("get_labels", { page_id })).resolves.toMatchObject({
      labels: ["authentication", "design"],
    });
  });

  it.each([
    ["get_labels", { page_id: "4711" }, 3002],
    ["add_labels", { page_id: "4711", labels: ["a"] }, 3002],
    ["add_labels", { page_id: pagesOf.legal, labels: ["a"] }, 3102],
    ["remove_label", { page_id: "4711", label: "a" }, 3002],
  ])("%s refuses %j", async (operation, params, number) => {
    await expect(simulatedConfluence().run(operation, params)).rejects.toMatchObject({ number });
  });
});
