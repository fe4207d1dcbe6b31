import { buildManifest } from "@pm-orchestrator/adapter-kit/manifest";
import { expect, it } from "vitest";
import adapter from "../src/index.js";
import { parsed, simulatedBitbucket } from "./bench.js";

it.each(Object.entries(adapter.operations))(
  "%s: its example works in the calls it promises",
  async (name, operation) => {
    const bitbucket = simulatedBitbucket();
    const result = await bitbucket.run(name, { ...operation.example });
    expect(parsed(name, result)).toEqual(result);
    expect(bitbucket.calls).toBe(operation.expectedCalls ?? 1);
  },
);

it("has a manifest, and a probe that reads", () => {
  const manifest = buildManifest(adapter, { name: "x", version: "0" });
  expect(Object.keys(manifest.operations)).toEqual(Object.keys(adapter.operations));
  expect(adapter.operations[adapter.probe.operation]?.effect).toBe("read");
  expect(manifest.operations["list_pull_requests"]?.signature).toBe(
    "list_pull_requests(repository, workspace?, state?: OPEN|MERGED|DECLINED|SUPERSEDED, author?, limit?, page_token?) → {pull_requests, page}",
  );
});

it("has aliases that lead to params, and errors in its own range", () => {
  for (const operation of Object.values(adapter.operations)) {
    for (const name of Object.values(operation.aliases ?? {})) {
      expect(Object.keys(operation.params.shape)).toContain(name);
    }
    for (const alias of Object.keys(operation.aliases ?? {})) {
      expect(Object.keys(operation.params.shape)).not.toContain(alias);
    }
  }
  for (const { number } of Object.values(adapter.errors)) {
    expect(number).toBeGreaterThanOrEqual(5000);
    expect(number).toBeLessThan(5500);
  }
});
