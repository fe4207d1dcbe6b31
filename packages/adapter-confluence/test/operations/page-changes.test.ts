import { describe, expect, it } from "vitest";
import { answering, pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const json = (body: unknown, status = 200) => Response.json(body, { status });

describe("update_page", () => {
  it("reads, then writes the next version", async () => {
    const confluence = simulatedConfluence();
    const { rotation } = pagesOf;
    const receipt = await confluence.run("update_page", {
      page_id: rotation,
      title: "Rotation of tokens",
      body: "Every refresh gives a **new** one.",
      version: 2,
      version_message: "Shorter",
    });
    expect(pathsOf(confluence.sent)).toEqual([
      `GET /wiki/api/v2/pages/${rotation}`,
      `PUT /wiki/api/v2/pages/${rotation}`,
    ]);
    expect(await confluence.sent[1]?.json()).toEqual({
      id: rotation,
      status: "current",
      title: "Rotation of tokens",
      body: { representation: "storage", value: "<p>Every refresh gives a <strong>new</strong> one.</p>" },
      version: { number: 3, message: "Shorter" },
    });
    expect(receipt).toEqual({
      id: rotation,
      url: expect.stringMatching(/\/spaces\/TECH\/pages\/98784$/),
      changed: ["title", "body"],
      version: 3,
    });
    expect(parsed("update_page", receipt)).toEqual(receipt);
    await expect(confluence.run("get_page", { page_id: rotation })).resolves.toMatchObject({
      title: "Rotation of tokens",
      body: "Every refresh gives a **new** one.",
      version: 3,
    });
  });

  it("leaves every byte of the text alone when only the title changes", async () => {
    const confluence = simulatedConfluence();
    await confluence.run("update_page", { page_id: pagesOf.design, title: "JWT" });
    const [read, written] = await Promise.all(
      confluence.sent.map(async (request) =>
        request.method === "PUT" ? request : confluence.host.fetch(request),
      ),
    );
    const storage = (await read?.json()) as { body: { storage: { value: string } } } | undefined;
    await expect(written?.json()).resolves.toMatchObject({ body: { value: storage?.body.storage.value } });
    expect(storage?.body.storage.value).toContain("<ac:structured-macro");
  });

  it("writes nothing when the page is newer than what was read", async () => {
    const confluence = simulatedConfluence();
    await expect(
      confluence.run("update_page", { page_id: pagesOf.design, body: "x", version: 3 }),
    ).rejects.toMatchObject({
      code: "CONFLUENCE_CONFLICT",
      number: 3405,
      details: { page_id: pagesOf.design, expected: 3, actual: 5 },
      retryable: false,
    });
    expect(confluence.sent.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("names both versions when somebody writes between the reading and the writing", async () => {
    const other = simulatedConfluence();
    const confluence = simulatedConfluence({
      async instead(request) {
        if (request.method !== "PUT") return other.host.fetch(request);
        await other.run("update_page", { page_id: pagesOf.rotation, body: "Mine." });
        return other.host.fetch(request);
      },
    });
    await expect(
      confluence.run("update_page", { page_id: pagesOf.rotation, body: "Yours." }),
    ).rejects.toMatchObject({ number: 3405, details: { expected: 2, actual: 3 } });
    await expect(other.run("get_page", { page_id: pagesOf.rotation })).resolves.toMatchObject({
      body: "Mine.",
    });
  });

  it("still tells of the conflict when the version now cannot be read", async () => {
    let reads = 0;
    const confluence = simulatedConfluence({
      instead: ({ method }) => {
        if (method === "PUT") return json({ errors: [{ status: 409, code: "CONFLICT", title: "Old" }] }, 409);
        reads += 1;
        return reads > 1 ? json({}, 500) : undefined;
      },
    });
    await expect(
      confluence.run("update_page", { page_id: pagesOf.rotation, body: "x" }),
    ).rejects.toMatchObject({ number: 3405 });
  });

  it("never writes back a page whose text did not come", async () => {
    const confluence = answering(() => json({ id: "1", title: "T", version: { number: 1 } }));
    await expect(confluence.run("update_page", { page_id: 1, title: "U" })).rejects.toMatchObject({
      number: 3401,
    });
    expect(confluence.sent.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("asks what is to be changed, before any call", async () => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("update_page", { page_id: "1", version: 1 })).rejects.toMatchObject({
      number: 3103,
      details: { fields: ["title", "body"] },
    });
    expect(confluence.calls).toBe(0);
  });

  it.each([
    [{ page_id: "4711", body: "x" }, 3002],
    [{ page_id: pagesOf.design, title: "Token rotation" }, 3105],
    [{ page_id: pagesOf.legal, body: "x" }, 3102],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedConfluence().run("update_page", params)).rejects.toMatchObject({ number });
  });
});

describe("delete_page", () => {
  it("moves the page to the trash, and forgets it", async () => {
    const confluence = simulatedConfluence();
    const page_id = pagesOf.rotation;
    await confluence.run("get_page", { page_id, include_body: false });
    const receipt = await confluence.run("delete_page", { page_id });
    expect(pathsOf(confluence.sent).at(-1)).toBe(`DELETE /wiki/api/v2/pages/${page_id}`);
    expect(receipt).toEqual({
      id: page_id,
      url: expect.stringContaining("/spaces/TECH/pages/"),
      changed: ["status"],
    });
    await expect(confluence.run("get_page", { page_id, include_body: false })).rejects.toMatchObject({
      number: 3002,
    });
    await expect(confluence.run("delete_page", { page_id })).rejects.toMatchObject({ number: 3002 });
  });
});
