import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";
import { simulatedBitbucket } from "./bench.js";

type Params = Record<string, unknown>;

const operations = Object.entries(adapter.operations).map(([name, { params, example }]) => ({
  name,
  names: Object.keys(params.shape),
  example: example as Params,
}));

describe("a workspace beside a slug is as good as a full name", () => {
  const slugOf = (fullName: unknown) => String(fullName).replace(/^acme\//, "");
  it.each(operations.filter(({ names }) => names.includes("workspace")))(
    "$name",
    async ({ name, example }) => {
      const { repository, repositories } = example;
      const named: Params = {
        ...example,
        workspace: "acme",
        ...(repository === undefined ? {} : { repository: slugOf(repository) }),
        ...(Array.isArray(repositories) ? { repositories: repositories.map(slugOf) } : {}),
      };
      const expected = await simulatedBitbucket().run(name, example);
      expect(await simulatedBitbucket({ workspace: "" }).run(name, named)).toEqual(expected);
    },
  );
});

describe("pages of a list put together are the list", () => {
  it.each(operations.filter(({ names }) => names.includes("page_token")))(
    "$name",
    async ({ name, example }) => {
      const bitbucket = simulatedBitbucket();
      const { limit: _limit, ...asked } = example;
      const whole = itemsOf(await bitbucket.run(name, asked));
      const limit = Math.max(1, Math.ceil(whole.length / 3));
      const found: unknown[] = [];
      let page_token: string | undefined;
      do {
        const more = page_token === undefined ? {} : { page_token };
        const answer = (await bitbucket.run(name, { ...asked, limit, ...more })) as {
          page: { next?: string };
        };
        expect(itemsOf(answer).length).toBeLessThanOrEqual(limit);
        found.push(...itemsOf(answer));
        page_token = answer.page.next;
      } while (page_token !== undefined && found.length < whole.length);
      expect(found.slice(0, whole.length)).toEqual(whole);
      expect(whole.length).toBeGreaterThan(0);
    },
  );
});

/** What a list holds: the first of its fields that is an array. */
function itemsOf(answer: unknown): unknown[] {
  return (Object.values(answer as object).find(Array.isArray) as unknown[] | undefined) ?? [];
}
