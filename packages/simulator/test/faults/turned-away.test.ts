import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rateLimited, retryAfter, unauthorized } from "../../src/faults/turned-away.js";
import type { Refusals } from "../../src/index.js";

const vendor: Refusals = {
  rateLimited: ({ seconds, at }) =>
    Response.json(
      { vendor: true },
      {
        status: 429,
        headers: {
          "retry-after": String(seconds),
          "x-ratelimit-reset": at.toISOString(),
          "ratelimit-reason": "burst",
          "x-request-id": "1",
        },
      },
    ),
  unauthorized: () => Response.json({ vendor: true }, { status: 403 }),
};
const headersOf = (response: Response) => Object.fromEntries(response.headers);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2025-12-01T10:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("rateLimited", () => {
  it("is the vendor's own answer, with its own headers", async () => {
    const response = rateLimited(vendor, { waitMs: 1500 });
    expect(headersOf(response)).toEqual({
      "content-type": "application/json",
      "retry-after": "2",
      "x-ratelimit-reset": "2025-12-01T10:00:01.500Z",
      "ratelimit-reason": "burst",
      "x-request-id": "1",
    });
    expect([response.status, await response.json()]).toEqual([429, { vendor: true }]);
  });

  it("tells only Retry-After, or nothing of how long", () => {
    expect(headersOf(rateLimited(vendor, { waitMs: 1500, headers: "retry_after" }))).toEqual({
      "content-type": "application/json",
      "retry-after": "2",
      "x-request-id": "1",
    });
    expect(headersOf(rateLimited(vendor, { waitMs: 1500, headers: "none" }))).toEqual({
      "content-type": "application/json",
      "x-request-id": "1",
    });
  });

  it("adds no Retry-After to a vendor's answer that has none, unless it is asked for", () => {
    const without: Refusals = { rateLimited: () => new Response(null, { status: 400 }) };
    expect(headersOf(rateLimited(without, { waitMs: 1500 }))).toEqual({});
    expect(headersOf(rateLimited(without, { waitMs: 1500, headers: "retry_after" }))).toEqual({
      "retry-after": "2",
    });
  });

  it("is a 429 where nobody knows better", async () => {
    const response = rateLimited(undefined, { waitMs: 10 });
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(await response.json()).toEqual({ message: expect.stringContaining("too many requests") });
  });
});

describe("retryAfter", () => {
  it.each([
    [{ waitMs: 7000 }, "7"],
    [{ waitMs: 6001 }, "7"],
    [{ waitMs: 0 }, "0"],
    [{ waitMs: 7000, as: "date" as const }, "Mon, 01 Dec 2025 10:00:07 GMT"],
    [{ waitMs: 7000, retryAfter: "soon" }, "soon"],
  ])("%j: %s", (wait, text) => {
    expect(retryAfter(wait)).toBe(text);
  });
});

it("unauthorized is the vendor's own answer, else a 401", () => {
  expect(unauthorized(vendor).status).toBe(403);
  expect(unauthorized({}).status).toBe(401);
  expect(unauthorized(undefined).status).toBe(401);
});
