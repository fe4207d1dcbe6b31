import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { huge, mistyped, page, slow, truncated } from "../../src/faults/spoil.js";

const request = new Request("http://x.example/");

describe("truncated", () => {
  it("is never JSON, whatever the answer was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.constantFrom("", "\n", "    \n"), async (json, space) => {
        const answer = await truncated(new Response(space + json + space));
        const text = await answer.text();
        expect(text).not.toBe("");
        expect(() => JSON.parse(text)).toThrow(SyntaxError);
      }),
    );
  });

  it("keeps status and headers, all but a length that is another one now", async () => {
    const headers = { "x-seen": "1", "content-length": "16", "content-type": "text/plain" };
    const answer = await truncated(new Response('{"key": "TRAIN"}', { status: 201, headers }));
    expect([answer.status, Object.fromEntries(answer.headers)]).toEqual([
      201,
      { "x-seen": "1", "content-type": "application/json" },
    ]);
    expect(await answer.text()).toBe('{"key": ');
  });

  it("makes a body where there was none", async () => {
    const answer = await truncated(new Response(null, { status: 204 }));
    expect([answer.status, await answer.text()]).toEqual([200, '{"id": "1']);
  });

  it("leaves a broken connection broken", async () => {
    const broken = Response.error();
    for (const spoilt of [truncated(broken), mistyped(broken, "text/plain"), slow(broken, 0, request)]) {
      expect((await spoilt).type).toBe("error");
    }
  });
});

it("mistyped changes the type and nothing else", async () => {
  const answer = await mistyped(Response.json({ a: 1 }, { status: 201 }), "text/csv");
  expect([answer.status, answer.headers.get("content-type"), await answer.json()]).toEqual([
    201,
    "text/csv",
    { a: 1 },
  ]);
});

it.each([
  [200, "Log in"],
  [302, "Log in"],
  [403, "403 Forbidden"],
  [500, "500 Internal Server Error"],
  [503, "503 Service Unavailable"],
  [599, "599 Error"],
])("a page with status %i says %s", async (status, title) => {
  const answer = page(status);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
  expect(await answer.text()).toContain(`<title>${title}</title>`);
});

it("a huge answer says that it is JSON", async () => {
  const answer = huge(100);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(await answer.text()).toHaveLength(100);
});

it("slow keeps status and headers", async () => {
  const answer = await slow(Response.json({ a: 1 }, { status: 201, headers: { "x-seen": "1" } }), 0, request);
  expect([answer.status, answer.headers.get("x-seen"), await answer.json()]).toEqual([201, "1", { a: 1 }]);
});
