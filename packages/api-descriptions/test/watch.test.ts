import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, it, vi } from "vitest";
import { type CoverageRecord, endpointCases, exampleCases, listCases, watchApi } from "../src/index.js";

const operation = (upstream: string[], names: string[] = [], results: string[] = []) => ({
  upstream,
  example: {},
  params: { shape: Object.fromEntries(names.map((name) => [name, {}])) },
  result: {
    parse: (data: unknown) => data,
    shape: Object.fromEntries(results.map((name) => [name, {}])),
  },
});
const adapter = {
  kind: "linear",
  operations: {
    list_notes: operation(["query viewer"], ["limit", "page_token"], ["notes", "page"]),
    search_notes: operation(["query nothing"], ["limit"], ["page"]),
  },
};
const graphql = "http://simulator.invalid/linear/graphql";
const ask = (query: string) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ query }),
});

function watching() {
  const home = mkdtempSync(join(tmpdir(), "watch-"));
  const hooks: { each?: () => Promise<void>; all?: () => void } = {};
  const watch = watchApi({
    adapter,
    bench: pathToFileURL(join(home, "test", "bench.ts")).href,
    afterEach: (check) => {
      hooks.each = () => check({ task: { file: { name: "test/a/b.test.ts" } } });
    },
    afterAll: (end) => {
      hooks.all = end;
    },
  });
  const record = () =>
    JSON.parse(
      readFileSync(join(home, ".vitest", "coverage", "test__a__b.test.ts.json"), "utf8"),
    ) as CoverageRecord;
  return { watch, hooks, record };
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const { available } = watching().watch;

it.skipIf(!available)("throws after the test, not into it, and only once", async () => {
  const { watch, hooks } = watching();
  const send = watch.requests(async () => Response.json({}));
  await expect(send(graphql, ask("{ viewer { nick } }"))).resolves.toBeInstanceOf(Response);
  await expect(hooks.each?.()).rejects.toThrow(/POST \/graphql\n {2}Cannot query field "nick"/);
  await expect(hooks.each?.()).resolves.toBeUndefined();
});

it.skipIf(!available)("judges what simulators answer, not what else answers", async () => {
  const { watch, hooks } = watching();
  const wrong = async () => Response.json({ nothing: true });
  await watch.requests(wrong)(graphql, ask("{ viewer { id } }"));
  await expect(hooks.each?.()).resolves.toBeUndefined();
  await watch.answers(wrong)(graphql, ask("{ viewer { id } }"));
  await expect(hooks.each?.()).rejects.toThrow(/has neither data nor errors/);
});

it.skipIf(!available)("judges a request that was given up", async () => {
  const { watch, hooks } = watching();
  const gone = new AbortController();
  gone.abort();
  const send = watch.requests(async () => Promise.reject(gone.signal.reason));
  await expect(send(graphql, { ...ask("{ nick }"), signal: gone.signal })).rejects.toThrow();
  await expect(hooks.each?.()).rejects.toThrow(/nick/);
});

it.skipIf(!available)("notes what ran, with which params and calls", async () => {
  const { watch, hooks, record } = watching();
  const send = watch.requests(async () => Response.json({ data: {} }));
  const bench = (fails: boolean) => ({
    async run(name: string, _params?: Record<string, unknown>) {
      await send(graphql, ask(`{ ${name === "list_notes" ? "viewer" : "organization"} { id } }`));
      if (fails) throw new Error("refused");
      return {};
    },
  });
  const running = watch.runs(bench(false), "simulated");
  await Promise.all([
    running.run("list_notes", { limit: 1, page_token: undefined }),
    running.run("search_notes"),
  ]);
  await watch
    .runs(bench(true), "simulated")
    .run("search_notes", { limit: 1 })
    .catch(() => {});
  await watch.runs(bench(false)).run("list_notes", { page_token: "x" });
  await hooks.each?.();
  hooks.all?.();
  expect(record()).toEqual({
    kind: "linear",
    file: "test/a/b.test.ts",
    described: true,
    operations: {
      list_notes: { succeeded: 1, params: ["limit", "page_token"], endpoints: ["query viewer"] },
      search_notes: { succeeded: 1, params: ["limit"], endpoints: ["query organization"] },
    },
    skipped_checks: 0,
  });
});

it("counts aloud what it skips where there is no description", async () => {
  vi.stubEnv("PMO_API_SPECS", join(tmpdir(), "nothing-here"));
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { watch, hooks, record } = watching();
  expect(watch.available).toBe(false);
  await watch.requests(watch.answers(async () => Response.json({})))(graphql, ask("{ nick }"));
  expect(endpointCases(adapter, watch)).toEqual([]);
  await hooks.each?.();
  hooks.all?.();
  expect(warn).toHaveBeenCalledWith(expect.stringMatching(/^SKIPPED 4 checks .*linear\.schema\.graphql/));
  expect(record()).toMatchObject({ described: false, skipped_checks: 4 });
});

it("demands that lists page", () => {
  const [whole, half] = listCases(adapter);
  expect(() => whole?.check()).not.toThrow();
  expect(() => half?.check()).toThrow(/search_notes: paging is not whole/);
});

it("demands that a result is all of what its schema says", async () => {
  const strict = {
    ...adapter,
    operations: { one: { ...operation([]), result: { parse: () => ({ id: 1 }) } } },
  };
  const [whole] = exampleCases(strict, () => ({ run: async () => ({ id: 1, gone: undefined }) }));
  const [more] = exampleCases(strict, () => ({ run: async () => ({ id: 1, more: 2 }) }));
  await expect(whole?.check()).resolves.toBeUndefined();
  await expect(more?.check()).rejects.toThrow(/does not name all/);
});

it.skipIf(!available)("demands that what is declared exists", async () => {
  const [there, missing] = endpointCases(adapter, watching().watch);
  await expect(there?.check()).resolves.toBeUndefined();
  await expect(missing?.check()).rejects.toThrow("search_notes: query nothing is not in the schema");
});
