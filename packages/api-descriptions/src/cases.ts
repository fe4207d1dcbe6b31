import { deepStrictEqual } from "node:assert";
import type { CheckedAdapter, CheckedOperation, Runner } from "./adapter.js";
import type { ApiWatch } from "./watch.js";

/** One thing to be checked, for `it.each(cases)("$title", ({ check }) => check())`. */
export interface Case {
  title: string;
  /** Throws, or rejects, when it does not hold. */
  check(): void | Promise<void>;
}

/** Every operation's example works on a fresh simulator, and its result is exactly what its schema says. */
export function exampleCases(adapter: CheckedAdapter, fresh: () => Runner): Case[] {
  return Object.entries(adapter.operations).map(([name, { example, result }]) => ({
    title: `the example of ${name} works, and its result fits its schema`,
    async check() {
      const data = await fresh().run(name, { ...example });
      deepStrictEqual(
        plain(result.parse(data)),
        plain(data),
        `${name}: the schema does not name all of the result`,
      );
    },
  }));
}

/** Every list can be read to its end: `limit` and `page_token` go in, `page` comes out; one calls for the others. */
export function listCases(adapter: CheckedAdapter): Case[] {
  return Object.entries(adapter.operations)
    .filter(([name, operation]) => /^(list|search)_/.test(name) || pagingOf(operation).length > 0)
    .map(([name, operation]) => ({
      title: `${name} pages to the end`,
      check() {
        deepStrictEqual(pagingOf(operation), ["limit", "page_token", "page"], `${name}: paging is not whole`);
      },
    }));
}

/** Every endpoint that an operation declares exists, and is not deprecated. None, and counted as skipped, without a description. */
export function endpointCases(adapter: CheckedAdapter, watch: ApiWatch): Case[] {
  const operations = Object.entries(adapter.operations);
  if (!watch.available) {
    watch.skipped(operations.length);
    return [];
  }
  return operations.map(([name, { upstream }]) => ({
    title: `what ${name} calls exists, and is not deprecated`,
    async check() {
      const description = await watch.api.description();
      const problems = upstream.flatMap((endpoint) => description.endpointProblem(endpoint) ?? []);
      if (problems.length > 0) throw new Error(`${name}: ${problems.join("; ")}`);
    },
  }));
}

function pagingOf({ params, result }: CheckedOperation): string[] {
  return [
    ...["limit", "page_token"].filter((name) => Object.hasOwn(params.shape, name)),
    ...(Object.hasOwn(result.shape ?? {}, "page") ? ["page"] : []),
  ];
}

/** As it crosses a boundary: what is undefined is not there. */
function plain(data: unknown): unknown {
  return data === undefined ? undefined : JSON.parse(JSON.stringify(data));
}
