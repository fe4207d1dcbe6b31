import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createOrchestrator } from "../../src/index.js";
import { type AdapterPackageOptions, installAdapter } from "../support/adapter-package.js";

const echo = { run: (params: unknown) => params };

async function call(options: AdapterPackageOptions, operation = "echo") {
  const { folder, name } = installAdapter({ operations: { echo }, ...options });
  const orchestrator = createOrchestrator({ systems: { box: { adapter: name } } }, { resolveFrom: [folder] });
  return orchestrator.smartDelegate({ system: "box", operation });
}

describe("an adapter package", () => {
  it("is loaded by its name from the folders that are given", async () => {
    expect(await call({})).toMatchObject({ success: true });
  });

  it.each([
    ["speaks another contract in its manifest", { manifest: { contract: 2 } }, "contract 2"],
    ["speaks another contract in its code", { definition: "contract: 99," }, "contract 99"],
    [
      "calls a write a read",
      {
        manifest: {},
        definition:
          'operations: { echo: { effect: "write", params: anything, result: anything, run() {} } },',
      },
      "its code a write",
    ],
    [
      "has an operation that its manifest hides",
      { definition: "operations: { echo: operation('echo', 'read'), hidden: operation('hidden', 'read') }," },
      "lacks the operation hidden",
    ],
    ["lacks an operation that its manifest names", { definition: "operations: {}," }, "which its code lacks"],
    ["is for another kind", { definition: 'kind: "other",' }, "is for other"],
    ["throws while it is imported", { code: "throw new Error('boom at import')" }, "boom at import"],
    ["has no default export", { code: "export const nothing = 1;" }, "does not export an adapter"],
    ["has a broken manifest", { manifest: { operations: null } }, "incomplete"],
    [
      "declares no list of targets",
      { manifest: { targets: { forms: {} } } },
      "targets without addresses or forms",
    ],
    [
      "declares targets of no known form",
      { manifest: { targets: { addresses: [], forms: [{ kind: "note", summary: "a note", bare: 7 }] } } },
      "targets of no known form",
    ],
    ["cannot connect", { definition: "connect: undefined," }, "incomplete"],
  ])("is refused when it %s", async (_name, options, reason) => {
    const answer = await call(options);
    expect(answer).toMatchObject({
      success: false,
      error: {
        number: 6006,
        code: "SUBAGENT_NOT_AVAILABLE",
        details: { reason: expect.stringContaining(reason) },
      },
    });
  });

  it("takes part in routing by its manifest alone: one of ours and one of a third party", async () => {
    const targets = {
      addresses: [{ url: "https://notes.example/app" }],
      forms: [
        {
          kind: "note",
          summary: "a note",
          path: "/notes/:note",
          text: { note: "number" },
          operation: "echo",
          params: { text: "{note}" },
        },
      ],
    };
    const { folder, name } = installAdapter({ operations: { echo }, manifest: { targets } });
    const orchestrator = createOrchestrator(
      { systems: { box: { adapter: name }, jira: {} } },
      { resolveFrom: [folder], env: {} },
    );
    expect(await orchestrator.smartDelegate({ target: "https://notes.example/app/notes/7" })).toMatchObject({
      success: true,
      data: { text: "7" },
      metadata: { detected: { system: "box", operation: "echo", kind: "note" } },
    });
    // An adapter whose manifest cannot be used keeps nobody else from being routed to.
    const broken = installAdapter({ manifest: { targets: 7 } });
    const beside = createOrchestrator(
      { systems: { broken: { adapter: broken.name }, box: { adapter: name } } },
      { resolveFrom: [folder, broken.folder] },
    );
    expect(await beside.smartDelegate({ target: "https://notes.example/app/notes/8" })).toMatchObject({
      data: { text: "8" },
    });
  });

  it.each([
    "../evil",
    "/etc/evil",
    "file:///evil",
    "node:fs",
    "fs/../../x",
    "https://evil.example/x.js",
    "Evil Name",
  ])("is never looked up under a name like %s", async (adapter) => {
    const orchestrator = createOrchestrator({ systems: { box: { adapter } } });
    const answer = await orchestrator.smartDelegate({ system: "box", operation: "echo" });
    expect(answer.error).toMatchObject({
      number: 6006,
      details: { reason: "that is not the name of a package" },
    });
  });

  it("is never loaded for a name in a request, only for a configured system", async () => {
    const { folder, name } = installAdapter({ operations: { echo } });
    const orchestrator = createOrchestrator({}, { resolveFrom: [folder] });
    const answer = await orchestrator.smartDelegate({ system: name, operation: "echo" });
    expect(answer.error).toMatchObject({ number: 6001 });
  });

  it("is found in the first folder that has it", async () => {
    const near = installAdapter({ operations: { echo: { run: () => "near" } } });
    const far = join(near.folder, "far");
    mkdirSync(join(far, "node_modules", near.name), { recursive: true });
    writeFileSync(
      join(far, "node_modules", near.name, "package.json"),
      JSON.stringify({ name: near.name, exports: { "./manifest.json": "./manifest.json" } }),
    );
    writeFileSync(join(far, "node_modules", near.name, "manifest.json"), JSON.stringify({ contract: 9 }));
    const from = (resolveFrom: string[]) =>
      createOrchestrator({ systems: { box: { adapter: near.name } } }, { resolveFrom }).smartDelegate({
        system: "box",
        operation: "echo",
      });
    expect(await from([near.folder, far])).toMatchObject({ success: true, data: "near" });
    expect(await from([far, near.folder])).toMatchObject({ error: { number: 6006 } });
  });

  it("is tried again after a failure that passed", async () => {
    const token = { name: "token", env: "PMO_TEST_TOKEN", secret: true };
    const { folder, name } = installAdapter({ operations: { echo }, settings: [token] });
    const env: Record<string, string> = {};
    const orchestrator = createOrchestrator(
      { systems: { box: { adapter: name, token: "${PMO_TEST_TOKEN}" } } },
      { resolveFrom: [folder], env },
    );
    const step = { system: "box", operation: "echo" };
    expect(await orchestrator.smartDelegate(step)).toMatchObject({
      error: { number: 6011, details: { missing: ["systems.box.token"], environment: ["PMO_TEST_TOKEN"] } },
    });
    env["PMO_TEST_TOKEN"] = "secret-value-1";
    expect(await orchestrator.smartDelegate(step)).toMatchObject({ success: true });
  });
});

describe("systems()", () => {
  it("tells which operations lack a setting of their own", () => {
    const { folder, name } = installAdapter({
      operations: { echo },
      settings: [{ name: "token" }],
      manifest: {
        operations: { echo: { effect: "read", needs: ["token"] }, other: { effect: "read" } },
        credentials: [],
      },
    });
    const infos = (token?: string) =>
      createOrchestrator(
        { systems: { box: { adapter: name, ...(token === undefined ? {} : { token }) } } },
        { resolveFrom: [folder] },
      ).systems();
    expect(infos()).toMatchObject([{ name: "box", unusable: [{ operation: "echo", needs: ["token"] }] }]);
    expect(infos("given")).toMatchObject([{ unusable: [] }]);
  });
});

describe("secrets", () => {
  it("never appear in an answer, whatever the adapter says", async () => {
    const { folder, name } = installAdapter({
      settings: [{ name: "token", secret: true }],
      operations: {
        leak: {
          run: (_params, host) => {
            const token = (host as unknown as { setting(name: string): string }).setting("token");
            throw new Error(`the token ${token} was refused`);
          },
        },
      },
    });
    const orchestrator = createOrchestrator(
      { systems: { box: { adapter: name, token: "hush-hush-42" } } },
      { resolveFrom: [folder] },
    );
    const answer = await orchestrator.smartDelegate({ system: "box", operation: "leak" });
    expect(answer.error?.number).toBe(6102);
    expect(JSON.stringify(answer)).not.toContain("hush-hush-42");
    expect(JSON.stringify(orchestrator.systems())).not.toContain("hush-hush-42");
  });
});
