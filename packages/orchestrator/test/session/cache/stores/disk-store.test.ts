import { execFile } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { DiskStore } from "../../../../src/session/cache/stores/disk-store.js";

const HOUR = 3_600_000;
let folder: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "pmo-disk-")), "look-ups");
});

const name = (group: string, key: number) => `${group}.${key.toString(16).padStart(4, "0")}`;

describe("DiskStore", () => {
  it("gives back what was set, to any process, until it has ended", async () => {
    const store = await DiskStore.open(folder);
    await store.set("aa.01", { text: "ä", list: [1, null] }, HOUR);
    await store.set("aa.02", "over", 0);
    const next = await DiskStore.open(folder);
    expect(await next.getMany(["aa.01", "aa.02", "aa.03"])).toEqual([
      { text: "ä", list: [1, null] },
      undefined,
      undefined,
    ]);
  });

  it("is readable by its owner only, whatever the umask and whatever was there", async () => {
    mkdirSync(folder, { mode: 0o777 });
    chmodSync(folder, 0o777);
    const umask = process.umask(0);
    try {
      const store = await DiskStore.open(folder);
      await store.set("aa.01", 1, HOUR);
    } finally {
      process.umask(umask);
    }
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder).map((file) => statSync(join(folder, file)).mode & 0o777)).toEqual([0o600]);
  });

  it("does not use a folder that somebody put elsewhere", async () => {
    symlinkSync(tmpdir(), folder);
    await expect(DiskStore.open(folder)).rejects.toThrow("is not a folder");
  });

  it.each(["", "{", "[]", "null", '{"until":"x","value":1}', "\u0000\u0001", '{"value":1}'])(
    "takes a spoilt file for a miss: %j",
    async (content) => {
      const store = await DiskStore.open(folder);
      await store.set("aa.01", 1, HOUR);
      writeFileSync(join(folder, "aa.01"), content);
      expect(await store.getMany(["aa.01"])).toEqual([undefined]);
      await store.set("aa.01", 2, HOUR);
      expect(await store.getMany(["aa.01"])).toEqual([2]);
    },
  );

  it("takes no name that is a path", async () => {
    const store = await DiskStore.open(folder);
    for (const wrong of ["../aa.01", "/etc/passwd", "aa.01/b", ".", "aa", "aa.01.g"]) {
      await expect(store.set(wrong, 1, HOUR)).rejects.toThrow(TypeError);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it("holds its bounds of entries and bytes when it is let go, whatever was written", async () => {
    const write = fc.record({
      key: fc.nat({ max: 60 }),
      size: fc.nat({ max: 400 }),
      ttl: fc.integer({ min: 1, max: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 60 }), async (writes) => {
        folder = join(mkdtempSync(join(tmpdir(), "pmo-disk-")), "look-ups");
        const store = await DiskStore.open(folder, { entries: 10, bytes: 2000 });
        for (const { key, size, ttl } of writes)
          await store.set(name("aa", key), "x".repeat(size), ttl * 60_000);
        await store.disconnect();
        const { entries, bytes } = await store.sizeOf("aa");
        expect(entries).toBeLessThanOrEqual(10);
        expect(bytes).toBeLessThanOrEqual(2000);
        expect(readdirSync(folder)).toHaveLength(entries);
      }),
      { numRuns: 20 },
    );
  });

  it("removes what has ended and what a process left half-way, and keeps what was forgotten", async () => {
    const store = await DiskStore.open(folder, { entries: 2, bytes: 10_000 });
    await store.set("aa.01", 1, HOUR);
    await store.set("aa.02", 2, 2 * HOUR);
    await store.set("aa.03", 3, 3 * HOUR);
    await store.set("aa.01.f", { at: 1 }, HOUR);
    await store.set("aa.04", 4, 0);
    for (const [draft, ageMs] of [
      ["old.draft", 11 * 60_000],
      ["new.draft", 0],
    ] as const) {
      writeFileSync(join(folder, draft), "");
      utimesSync(join(folder, draft), (Date.now() - ageMs) / 1000, (Date.now() - ageMs) / 1000);
    }
    await store.disconnect();
    expect(readdirSync(folder).sort()).toEqual(["aa.01.f", "aa.02", "aa.03", "new.draft"]);
  });

  it("forgets everything rather than what was forgotten, when that is too much", async () => {
    const store = await DiskStore.open(folder, { entries: 2, bytes: 10_000 });
    await store.set("aa.01", 1, HOUR);
    for (const key of [2, 3]) await store.set(`${name("aa", key)}.f`, { at: 1 }, HOUR);
    await store.set("aa.04.f", { at: 1 }, 2 * HOUR);
    await store.disconnect();
    expect(readdirSync(folder)).toEqual(["aa.04.f"]);
  });

  it("tells what a group takes, and clears entries of all groups", async () => {
    const store = await DiskStore.open(folder);
    await store.set("aa.01", "x", HOUR);
    await store.set("aa.02.f", { at: 1 }, HOUR);
    await store.set("ab.01", "x", HOUR);
    const bytes = readFileSync(join(folder, "aa.01")).length;
    expect(await store.sizeOf("aa")).toEqual({ entries: 1, bytes });
    await store.clear();
    expect(await store.sizeOf("aa")).toEqual({ entries: 0, bytes: 0 });
    expect(readdirSync(folder)).toEqual(["aa.02.f"]);
  });

  it("is whole under several processes that write the same entries at once", async () => {
    const module = pathToFileURL(
      join(import.meta.dirname, "../../../../dist/session/cache/stores/disk-store.js"),
    ).href;
    const code = (mark: string) => `
      const { DiskStore } = await import(${JSON.stringify(module)});
      const store = await DiskStore.open(${JSON.stringify(folder)}, { entries: 20, bytes: 1e6 });
      let wrong = 0;
      for (let round = 0; round < 30; round++) {
        const names = Array.from({ length: 10 }, (_, key) => "aa.0" + key);
        await Promise.all(names.map((name) => store.set(name, { mark: "${mark}".repeat(2000) }, 3600000)));
        for (const value of await store.getMany(names))
          if (value !== undefined && !/^(a+|b+|c+)$/.test(value.mark)) wrong++;
        if (round % 10 === 9) await store.disconnect();
      }
      console.log(JSON.stringify({ wrong }));
    `;
    const run = promisify(execFile);
    const outputs = await Promise.all(
      ["a", "b", "c"].map((mark) => run(process.execPath, ["--input-type=module", "-e", code(mark)])),
    );
    expect(outputs.map(({ stdout }) => JSON.parse(stdout))).toEqual([
      { wrong: 0 },
      { wrong: 0 },
      { wrong: 0 },
    ]);
    const store = await DiskStore.open(folder);
    expect((await store.sizeOf("aa")).entries).toBe(10);
    expect(readdirSync(folder).filter((file) => file.endsWith(".draft"))).toEqual([]);
  });
});
