import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPmoError, redactText } from "@pm-orchestrator/core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { openShared } from "../../../../src/session/cache/stores/keyv-store.js";
import { storeSource } from "../../../../src/session/cache/stores/source.js";

/** What is installed next to us, because it is an optional peer, is not there for these tests. */
const absent = vi.hoisted(() => new Set<string>());
vi.mock("../../../../src/systems/packages.js", async (original) => {
  const real = await original<typeof import("../../../../src/systems/packages.js")>();
  const resolvePackageFile: typeof real.resolvePackageFile = (name, folders) =>
    absent.has(name) ? undefined : real.resolvePackageFile(name, folders);
  return { ...real, resolvePackageFile };
});

/** What the stand-ins for the adapters were told: Keyv itself is the real one, the servers are Maps. */
interface Told {
  made: unknown[][];
  queries: [string, unknown[]][];
  content: Map<string, string>;
  disconnected: number;
  failure?: string;
}

let folder: string;
let told: Told;

/** A package as it is published, whose class keeps everything in `told`. */
function install(
  name: string,
  { className, moduleType }: { className: string; moduleType: "module" | "commonjs" },
) {
  const home = join(folder, "node_modules", name);
  mkdirSync(home, { recursive: true });
  writeFileSync(
    join(home, "package.json"),
    JSON.stringify({ name, version: "9.9.9", type: moduleType, exports: { ".": "./index.js" } }),
  );
  const code = `
    const told = globalThis[Symbol.for("pmo-test-told")];
    class Store {
      opts = {};
      constructor(...args) { told.made.push(args); }
      on() { return this; }
      #guard() { if (told.failure) throw new Error(told.failure); }
      async get(key) { this.#guard(); return told.content.get(key); }
      async getMany(keys) { this.#guard(); return keys.map((key) => told.content.get(key)); }
      async set(key, value) { this.#guard(); told.content.set(key, value); return true; }
      async delete(key) { return told.content.delete(key); }
      async clear() { told.content.clear(); }
      async query(sql, values) { told.queries.push([sql, values]); return []; }
      async disconnect() { told.disconnected += 1; }
    }`;
  const exported =
    moduleType === "module"
      ? className === "default"
        ? "export default Store;"
        : `export { Store as ${className} };`
      : `Object.defineProperty(exports, "__esModule", { value: true }); Object.assign(exports, { ${className}: Store });`;
  writeFileSync(join(home, "index.js"), `${code}\n${exported}\n`);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pmo-keyv-"));
  told = { made: [], queries: [], content: new Map(), disconnected: 0 };
  Object.assign(globalThis, { [Symbol.for("pmo-test-told")]: told });
});

describe.each([
  { url: "redis://cache.example:6379/1", name: "@keyv/redis", className: "default", moduleType: "commonjs" },
  { url: "rediss://cache.example:6379", name: "@keyv/redis", className: "default", moduleType: "module" },
  {
    url: "postgres://db.example/pmo",
    name: "@keyv/postgres",
    className: "KeyvPostgres",
    moduleType: "module",
  },
  {
    url: "postgresql://db.example/pmo",
    name: "@keyv/postgres",
    className: "KeyvPostgres",
    moduleType: "commonjs",
  },
] as const)("$url", ({ url, name, className, moduleType }) => {
  it("keeps and gives back through Keyv, until it has ended", async () => {
    install(name, { className, moduleType });
    const store = await openShared(url, [folder]);
    await store.set("aa.01", { at: 1, value: ["x", null] }, 60_000.4);
    await store.set("aa.02", "over", -1);
    expect(await store.getMany(["aa.01", "aa.02", "aa.03"])).toEqual([
      { at: 1, value: ["x", null] },
      undefined,
      undefined,
    ]);
    expect(JSON.stringify(told.made)).toContain(url);
    expect([...told.content.keys()].every((key) => key.endsWith("aa.01") || key.endsWith("aa.02"))).toBe(
      true,
    );
    // Shared by several people: nobody empties it for all.
    expect(store.clear).toBeUndefined();
    await store.disconnect();
    expect(told.disconnected).toBe(1);
  });

  it("is one connection for all who use it, until the last one lets it go", async () => {
    install(name, { className, moduleType });
    const [one, two] = await Promise.all([openShared(url, [folder]), openShared(url, [folder])]);
    expect(told.made).toHaveLength(1);
    await one.disconnect();
    await two.set("aa.01", 1, 60_000);
    expect(await two.getMany(["aa.01"])).toEqual([1]);
    expect(told.disconnected).toBe(0);
    await two.disconnect();
    expect(told.disconnected).toBe(1);
    await (await openShared(url, [folder])).disconnect();
    expect(told.made).toHaveLength(2);
  });

  it("rejects when the server fails", async () => {
    install(name, { className, moduleType });
    const store = await openShared(url, [folder]);
    told.failure = "the server is gone";
    await expect(store.getMany(["aa.01"])).rejects.toThrow("the server is gone");
    await expect(store.set("aa.01", 1, 1000)).rejects.toThrow("the server is gone");
    await store.disconnect();
  });

  it("says what to install when its package is missing, and is tried again", async () => {
    absent.add(name);
    const error = await openShared(url, [folder]).catch((thrown: unknown) => thrown);
    if (!isPmoError(error)) return expect.unreachable("it was opened");
    expect(error).toMatchObject({ code: "CONFIG_INVALID", details: { key: "cache.store", package: name } });
    expect(error.suggestions[0]).toContain(`npm install keyv@5 ${name}@`);
    absent.delete(name);
    install(name, { className, moduleType });
    await (await openShared(url, [folder])).disconnect();
  });

  it("finds in the package as it is published what it needs", async () => {
    const published = (await import(name)) as Record<string, { prototype: object }>;
    const methods = Object.getOwnPropertyNames(published[className]?.prototype);
    for (const method of ["getMany", "set", "disconnect"]) expect(methods).toContain(method);
  });
});

it("removes from Postgres what has ended, which it does not do by itself", async () => {
  install("@keyv/postgres", { className: "KeyvPostgres", moduleType: "module" });
  const store = await openShared("postgres://db.example/other", [folder]);
  expect(told.queries).toEqual([
    [expect.stringMatching(/^DELETE FROM pmo_cache WHERE .*expires.* < \$1$/), [expect.any(Number)]],
  ]);
  await store.disconnect();
});

describe("storeSource", () => {
  it("opens nothing for memory", () => {
    expect(storeSource("memory", { folders: [], env: {} })).toBeUndefined();
  });

  it("fills in the environment, and keeps address and password out of everything that is told", async () => {
    install("@keyv/redis", { className: "default", moduleType: "module" });
    const env = { CACHE_URL: "redis://:p%40ss-w0rd-1@cache.example" };
    const source = storeSource("${CACHE_URL}", { folders: [folder], env });
    const store = await source?.open();
    expect(JSON.stringify(told.made)).toContain(env.CACHE_URL);
    expect(redactText("connecting with p@ss-w0rd-1 failed")).not.toContain("p@ss-w0rd-1");
    expect(source?.name).toBe("The shared cache");
    await store?.disconnect();
  });

  it.each([
    ["${NOWHERE}", {}, "NOWHERE"],
    ["${CACHE_URL}", { CACHE_URL: "https://example.org" }, "CACHE_URL"],
    ["redis://${NOWHERE}:6379", {}, "NOWHERE"],
  ])("refuses %s with what is missing", async (store, env, named) => {
    const source = storeSource(store, { folders: [folder], env });
    await expect(source?.open()).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      message: expect.stringContaining(named),
    });
  });

  it("keeps the disk's entries below PMO_CACHE_DIR, or the cache folder of the person", async () => {
    for (const variable of ["PMO_CACHE_DIR", "XDG_CACHE_HOME"]) {
      const place = mkdtempSync(join(tmpdir(), "pmo-caches-"));
      const store = await storeSource("disk", { folders: [], env: { [variable]: place } })?.open();
      await store?.set("aa.01", 1, 60_000);
      const where = variable === "PMO_CACHE_DIR" ? [place, "look-ups"] : [place, "pmo", "look-ups"];
      const { DiskStore } = await import("../../../../src/session/cache/stores/disk-store.js");
      expect(await (await DiskStore.open(join(...where))).getMany(["aa.01"])).toEqual([1]);
    }
  });
});
