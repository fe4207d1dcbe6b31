import { createWorld } from "@pm-orchestrator/simulator";
import { expect, it } from "vitest";
import {
  changesBetween,
  commit,
  commitNamed,
  commitsBetween,
  historyOf,
  mergeBase,
} from "../../src/simulator/git.js";
import { seedBitbucket } from "../../src/simulator/seed.js";
import type { SimRepository } from "../../src/simulator/state.js";

function platform(): SimRepository {
  const [repository] = seedBitbucket(createWorld()).repositories;
  if (repository === undefined) throw new Error("There is no repository.");
  return repository;
}

const about = { author: "maya", date: "2025-12-01T10:00:00.000Z" };

it("finds a commit by hash, by the beginning of one, by branch and by tag", () => {
  const repository = platform();
  const hash = repository.branches.get("release/2.4") ?? "";
  for (const name of [hash, hash.slice(0, 12), "release/2.4"]) {
    expect(commitNamed(repository, name)?.hash).toBe(hash);
  }
  expect(commitNamed(repository, "v2.4.0")?.hash).toBe(repository.tags.get("v2.4.0")?.hash);
  for (const name of ["nope", hash.slice(0, 4), "__proto__", "constructor"]) {
    expect(commitNamed(repository, name)).toBeUndefined();
  }
});

it("knows where branches part, and what each has of its own", () => {
  const repository = platform();
  const base = repository.branches.get("main") ?? "";
  const one = commit(repository, { ...about, message: "one", parents: [base], changes: { "a.md": "1\n" } });
  const two = commit(repository, { ...about, message: "two", parents: [base], changes: { "b.md": "2\n" } });
  const both = commit(repository, {
    ...about,
    message: "both",
    parents: [one.hash, two.hash],
    changes: { "a.md": "1\n", "README.md": null },
  });
  expect(mergeBase(repository, one.hash, two.hash)?.hash).toBe(base);
  expect(commitsBetween(repository, both.hash, one.hash).map(({ message }) => message)).toEqual([
    "both",
    "two",
  ]);
  expect(historyOf(repository, both.hash)).toHaveLength(historyOf(repository, base).length + 3);
  expect(changesBetween(repository.commits.get(base), both).map(({ path }) => path)).toEqual([
    "README.md",
    "a.md",
    "b.md",
  ]);
});

it("begins every world in the same way", () => {
  const [one, other] = [platform(), platform()];
  expect([...one.commits.keys()]).toEqual([...other.commits.keys()]);
  expect([...one.branches]).toEqual([...other.branches]);
});
