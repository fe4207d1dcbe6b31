import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JiraClient } from "../src/client.js";
import { pageOfList, positionPage, positionParams, readAll } from "../src/paging.js";

describe("positionPage", () => {
  it.each([
    [
      "a total that is not reached",
      { startAt: 10, total: 30 },
      10,
      { next: "20", total: 30, complete: false },
    ],
    ["a total that is reached", { startAt: 20, total: 30 }, 10, { total: 30, complete: true }],
    ["a page that says it is not the last", { startAt: 0, isLast: false }, 5, { next: "5", complete: false }],
    [
      "a page that says it is the last",
      { startAt: 0, isLast: true, total: 9 },
      5,
      { total: 9, complete: true },
    ],
    ["a page that says nothing", {}, 5, { complete: true }],
    ["a page without items, whatever it says", { startAt: 5, isLast: false }, 0, { complete: true }],
  ])("%s", (_what, position, got, expected) => {
    expect(positionPage(position, got)).toEqual(expected);
  });
});

it("a page_token is what a page gave, and nothing else", () => {
  const { page_token } = positionParams();
  expect(page_token.safeParse("50").success).toBe(true);
  for (const wrong of ["", "-1", "1.5", "abc", "1&startAt=2"]) {
    expect(page_token.safeParse(wrong).success).toBe(false);
  }
});

it("pages of a list, one after another, are the list", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 20 }), (all, limit) => {
      const read: number[] = [];
      let page_token: string | undefined;
      do {
        const { items, page } = pageOfList(all, { limit, page_token });
        expect(items.length).toBeLessThanOrEqual(limit);
        expect(page.total).toBe(all.length);
        read.push(...items);
        page_token = page.next;
      } while (page_token !== undefined);
      expect(read).toEqual(all);
    }),
  );
});

describe("readAll", () => {
  const jiraWith = (pages: Record<string, unknown>[]) => {
    const asked: unknown[] = [];
    const send: JiraClient["send"] = async ({ query }) => {
      asked.push(query?.["startAt"]);
      return { status: 200, headers: new Headers(), body: pages[asked.length - 1] };
    };
    return { asked, jira: { send } as JiraClient };
  };
  const call = { method: "GET", path: "/x" } as const;

  it("reads page after page, from where each ended", async () => {
    const { asked, jira } = jiraWith([
      { values: [1, 2], total: 5 },
      { values: [3, 4], total: 5 },
      { values: [5], total: 5 },
    ]);
    await expect(readAll(jira, call)).resolves.toEqual([1, 2, 3, 4, 5]);
    expect(asked).toEqual(["0", "2", "4"]);
  });

  it("ends at a page without items, although more are promised", async () => {
    const { asked, jira } = jiraWith([
      { fields: [1], total: 5 },
      { fields: [], total: 5 },
    ]);
    await expect(readAll(jira, call, "fields")).resolves.toEqual([1]);
    expect(asked).toHaveLength(2);
  });
});
