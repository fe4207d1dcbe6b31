import { mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { loadConfig, trustConfig } from "../../src/config/index.js";

let home: string;
let cwd: string;

beforeEach(() => {
  const base = mkdtempSync(join(tmpdir(), "pmo-config-"));
  home = join(base, "home");
  cwd = join(base, "project", "deep");
  mkdirSync(home);
  mkdirSync(cwd, { recursive: true });
});

const resolveFrom = [process.cwd()];
const write = (text: string, name = "pmo.config.yaml", folder = cwd) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const load = (file?: string) =>
  loadConfig({ cwd, home, resolveFrom, ...(file === undefined ? {} : { file }) });
const failure = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    return JSON.parse(JSON.stringify(error)) as {
      number: number;
      message: string;
      details: Record<string, unknown>;
      suggestions: string[];
    };
  }
  throw new Error("It did not fail.");
};

describe("loadConfig", () => {
  it("does without a file", () => {
    expect(load()).toEqual({ config: {}, folder: cwd, found: false });
  });

  it("finds the nearest file going upward", () => {
    const file = write("policy: { read_only: true }", "pmo.config.yaml", join(cwd, ".."));
    expect(load()).toMatchObject({
      config: { policy: { read_only: true } },
      file,
      folder: join(cwd, ".."),
      found: true,
    });
  });

  it("reads everything that it may hold, in YAML and JSON", () => {
    const config = {
      systems: {
        "jira-eu": {
          adapter: "jira",
          base_url: "https://eu.atlassian.net",
          email: "a@b.c",
          api_token: "${EU_TOKEN}",
        },
        slack: { bot_token: "${SLACK}" },
      },
      policy: { read_only: false, systems: { "jira-eu": { writes: "deny" } } },
      limits: { max_concurrent: 4 },
      cache: { max_entries: 100, store: "rediss://:${CACHE_PASSWORD}@cache.acme.example/2" },
    };
    const loaded = load(write(JSON.stringify(config), "given.json"));
    expect(loaded.config).toEqual({
      ...config,
      systems: { "jira-eu": config.systems["jira-eu"], slack: { ...config.systems.slack, adapter: "slack" } },
    });
    expect(loaded.found).toBe(false);
  });

  it.each([
    ["broken YAML", "systems:\n  jira: [", { line: 2 }, ""],
    ["a duplicate key", "policy: {}\npolicy: {}", { line: 2 }, ""],
    ["an unknown section", "sistems: {}", { line: 1, key: "sistems", nearest: "systems" }, "systems"],
    [
      "an unknown setting",
      "systems:\n  jira:\n    base_ur: https://x",
      { line: 3, key: "systems.jira.base_ur", nearest: "base_url" },
      "base_url",
    ],
    ["a policy that is misspelt", "policy: { read_onli: true }", { nearest: "read_only" }, "read_only"],
    ["a policy for nobody", "policy: { systems: { jria: { writes: deny } } }", { nearest: "jira" }, "jira"],
    [
      "a key of the cache that is misspelt",
      "cache: { max_entires: 5 }",
      { line: 1, key: "cache.max_entires", nearest: "max_entries" },
      "max_entries",
    ],
    ["a store that is misspelt", "cache: { store: disc }", { key: "cache.store" }, "disk"],
    ["a store that there is not", "cache: { store: 'mysql://x' }", { key: "cache.store" }, "postgres://"],
    [
      "a wrong choice",
      "policy: { systems: { jira: { writes: maybe } } }",
      { key: "policy.systems.jira.writes" },
      "",
    ],
    [
      "what comes later",
      "policy: { systems: { jira: { writes: confirm } } }",
      { reason: expect.stringContaining("not yet supported") },
      "",
    ],
    ["durable", "durable: {}", { reason: expect.stringContaining("not yet supported") }, ""],
    ["a number that is none", "limits: { max_concurrent: none }", { key: "limits.max_concurrent" }, ""],
    ["a list instead of a map", "systems: [jira]", { key: "systems" }, ""],
    ["a reserved name", "systems: { orchestrator: { adapter: jira } }", { key: "systems.orchestrator" }, ""],
    [
      "an adapter that is not said",
      "systems: { tracker: { base_url: x } }",
      { key: "systems.tracker" },
      "adapter",
    ],
    [
      "a path as an adapter",
      "systems: { tracker: { adapter: ../evil } }",
      { key: "systems.tracker.adapter" },
      "",
    ],
    ["a nested setting", "systems: { jira: { email: { a: b } } }", { key: "systems.jira.email" }, ""],
  ])("tells where: %s", (_name, text, details, hint) => {
    const file = write(text);
    const error = failure(() => load(file));
    expect(error).toMatchObject({ number: 6018, details: { file, ...details } });
    expect(error.suggestions.join(" ")).toContain(hint);
  });

  it("says when a named file is not there", () => {
    expect(failure(() => load("nowhere.yaml"))).toMatchObject({
      number: 6018,
      details: { reason: "there is no such file" },
    });
  });

  it("never executes: tags are not honoured", () => {
    const file = write("policy: !!js/function 'function () { throw 1 }'");
    expect(failure(() => load(file)).number).toBe(6018);
  });
});

describe("cache.store", () => {
  it.each([
    "memory",
    "disk",
    "redis://x",
    "rediss://x:1/2",
    "postgres://a@b/c",
    "postgresql://b",
    "${CACHE_URL}",
  ])("may be %s", (store) => {
    expect(load(write(JSON.stringify({ cache: { store } }), "c.json")).config.cache).toEqual({ store });
  });

  it("is not repeated when it is wrong: it may hold a password", () => {
    const error = failure(() => load(write("cache: { store: 'http://:s3cret@x' }", "c.yaml")));
    expect(error.number).toBe(6018);
    expect(JSON.stringify(error)).not.toContain("s3cret");
  });
});

describe("a configuration that was found", () => {
  it.each([
    ["loads a foreign package", "systems: { x: { adapter: some-package } }", "some-package"],
    ["sets an address", "systems: { jira: { base_url: https://evil.example } }", "base_url"],
    ["names where look-ups are sent", "cache: { store: redis://evil.example }", "cache.store"],
    ["reads that from the environment", "cache: { store: '${AWS_SECRET_ACCESS_KEY}' }", "cache.store"],
    ["sets a secret", "systems: { jira: { api_token: abc } }", "api_token"],
    ["reads the environment", "systems: { jira: { email: '${AWS_SECRET_ACCESS_KEY}' } }", "email"],
  ])("is inert until it is trusted, when it %s", (_name, text, reason) => {
    const file = write(text);
    const error = failure(() => load());
    expect(error).toMatchObject({
      number: 6019,
      details: { file, reasons: [expect.stringContaining(reason)] },
    });
    expect(error.suggestions[0]).toContain("pmo trust");
    expect(load(file).found).toBe(false);
    trustConfig({ file, home });
    expect(load().found).toBe(true);
    writeFileSync(file, `${text}\n`);
    expect(failure(() => load()).number).toBe(6019);
  });

  it("is used as it is when it does none of that", () => {
    write(
      "systems: { jira: { email: me@acme.example } }\npolicy: { read_only: true }\ncache: { store: disk }",
    );
    expect(load().config.policy?.read_only).toBe(true);
  });

  it("is trusted where it lies, through whatever link it is reached, and nowhere else", () => {
    const text = "systems: { jira: { api_token: abc } }";
    const file = write(text);
    trustConfig({ file, home });
    const twin = join(cwd, "..", "twin");
    mkdirSync(twin);
    write(text, "pmo.config.yaml", twin);
    expect(failure(() => loadConfig({ cwd: twin, home, resolveFrom })).number).toBe(6019);
    symlinkSync(cwd, join(home, "link"));
    expect(loadConfig({ cwd: join(home, "link"), home, resolveFrom }).found).toBe(true);
  });

  it("leaves a record that only its owner can read, and survives a broken one", () => {
    const file = write("systems: { jira: { api_token: abc } }");
    trustConfig({ file, home });
    const record = join(home, ".config", "pmo", "trusted.json");
    expect(statSync(record).mode & 0o777).toBe(0o600);
    expect(readFileSync(record, "utf8")).not.toContain('abc"');
    writeFileSync(record, "not json");
    expect(failure(() => load()).number).toBe(6019);
    trustConfig({ file, home });
    expect(load().found).toBe(true);
  });
});
