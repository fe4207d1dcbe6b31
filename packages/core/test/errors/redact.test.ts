import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { PmoError, REDACTED, redact, redactText, registerSecret } from "../../src/index.js";

/** The register lives as long as the process, so each test takes its own secrets out again. */
const registry = Symbol.for("pm-orchestrator.secrets");
afterEach(() => {
  (globalThis as { [registry]?: Set<string> })[registry]?.clear();
});

describe("redactText", () => {
  it.each([
    ["Authorization: Bearer abcDEF123456", `Authorization: ${REDACTED}`],
    ["bearer abcdefghijkl", REDACTED],
    ["Authorization: Basic bWF5YUBhY21lOnRva2Vu", `Authorization: ${REDACTED}`],
    ["basic dXNlcjpwYXNz", REDACTED],
    ["Basic YTpiYzpkZQ==", REDACTED],
    ["token xoxb-123456-abcdef.", `token ${REDACTED}.`],
    ["xoxp-123456-abcdef", REDACTED],
    ["xapp-1-A0-123456", REDACTED],
    ["key lin_api_abcDEF123 is wrong", `key ${REDACTED} is wrong`],
    ["lin_oauth_abcDEF123", REDACTED],
    ["ATATT3xFfGF0abcdef_gh-ij=ABC", REDACTED],
    ["ATCTT3xFfGF0abcdefghij", REDACTED],
    ["ATBBabcdefghijkl", REDACTED],
    ["ghp_abcdefghijklmnop1234", REDACTED],
    ["a eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0xx.c2lnbmF0dXJl z", `a ${REDACTED} z`],
    ["session-eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0xx.c2ln", `session-${REDACTED}`],
    ["https://maya:hunter2@acme.example/x", `https://${REDACTED}@acme.example/x`],
    ["https://maya:p@ss@acme.example/x", `https://${REDACTED}@acme.example/x`],
    ["https://only-a-token@acme.example", `https://${REDACTED}@acme.example`],
  ])("takes the credential out of %j", (text, clean) => {
    expect(redactText(text)).toBe(clean);
  });

  it.each([
    "Basic authentication with passwords is deprecated",
    "Bearer authentication is not enabled",
    "basic information about the bearer",
    "TRAIN-123 is at https://acme.example/browse/TRAIN-123?user=maya@acme.example",
    "write to maya@acme.example",
    "page_token eyJvZmZzZXQiOjUwfQ",
    "",
  ])("leaves %j as it is", (text) => {
    expect(redactText(text)).toBe(text);
  });

  it("takes out every occurrence of a registered secret, also when its characters mean something in a pattern", () => {
    registerSecret("a.b*c$&(1");
    expect(redactText("x a.b*c$&(1 y a.b*c$&(1")).toBe(`x ${REDACTED} y ${REDACTED}`);
  });

  it("finds a registered secret inside of a URL and inside of JSON", () => {
    registerSecret('pass/word+"=1');
    expect(redactText("https://acme.example/?key=pass%2Fword%2B%22%3D1&x=1")).toBe(
      `https://acme.example/?key=${REDACTED}&x=1`,
    );
    expect(redactText(JSON.stringify({ sent: 'pass/word+"=1' }))).toBe(`{"sent":"${REDACTED}"}`);
  });

  it("leaves nothing of a secret that begins with another one", () => {
    registerSecret("rotated");
    registerSecret("rotated-again-4711");
    expect(redactText("rotated-again-4711, rotated")).toBe(`${REDACTED}, ${REDACTED}`);
  });

  it("ignores secrets that are too short to be searched for, and takes text that is not well-formed", () => {
    registerSecret("");
    registerSecret("abcde");
    registerSecret("half\ud800pair");
    expect(redactText("abcde half\ud800pair")).toBe(`abcde ${REDACTED}`);
  });

  it.each(["eyJ-", "Basic ", "Bearer auth ", "://a:b", "xoxb-", "ATATT", "eyJaaaaaaaa.", "://@"])(
    "takes linear time for %j without end",
    (piece) => {
      registerSecret("a registered secret");
      const text = piece.repeat(Math.ceil(500_000 / piece.length));
      const started = performance.now();
      redactText(text);
      // Quadratic time would be minutes; the margin is for a busy machine.
      expect(performance.now() - started).toBeLessThan(4000);
    },
  );
});

describe("redact", () => {
  it.each([
    "api_token",
    "Authorization",
    "authorization",
    "proxy-authorization",
    "password",
    "JIRA_API_TOKEN",
    "slack_bot_token",
    "apiKey",
    "api-key",
    "x-api-key",
    "x-auth-token",
    "accessToken",
    "refresh_token",
    "client_secret",
    "private_key",
    "Cookie",
    "set-cookie",
    "token",
    "credentials",
  ])("hides whatever stands under %s", (key) => {
    for (const value of ["plain", ["plain"], { inner: "plain" }, 123_456]) {
      expect(redact({ deep: [{ [key]: value }] })).toEqual({ deep: [{ [key]: REDACTED }] });
    }
  });

  it.each([
    "page_token",
    "next_page_token",
    "issue_key",
    "key",
    "tokens_returned",
    "max_tokens",
    "author",
    "secrets_found",
  ])("shows what stands under %s", (key) => {
    expect(redact({ [key]: "plain" })).toEqual({ [key]: "plain" });
  });

  it("says that a setting is secret, and that a token is missing", () => {
    expect(redact({ secret: true, token: null })).toEqual({ secret: true, token: null });
  });

  it("cuts cycles and what is too deep, and keeps what only occurs twice", () => {
    const twice = { name: "x" };
    const cyclic: Record<string, unknown> = { first: twice, second: twice };
    cyclic["self"] = cyclic;
    cyclic["list"] = [cyclic];
    expect(redact(cyclic)).toEqual({
      first: { name: "x" },
      second: { name: "x" },
      self: "[…]",
      list: ["[…]"],
    });

    let deep: unknown = "bottom";
    for (let level = 0; level < 10_000; level += 1) deep = { deep };
    expect(JSON.stringify(redact(deep))).toMatch(/^(\{"deep":){13}"\[…\]"\}+$/);
  });

  it("gives JSON for everything that is not JSON", () => {
    const value = {
      when: new Date("2025-12-01T10:00:00Z"),
      never: new Date(Number.NaN),
      big: 12_345_678_901_234_567_890n,
      call: () => 1,
      mark: Symbol("mark"),
      nothing: undefined,
      nil: null,
      list: [undefined, () => 1, 1],
      map: new Map([["a", 1]]),
    };
    expect(redact(value)).toEqual({
      when: "2025-12-01T10:00:00.000Z",
      never: null,
      big: "12345678901234567890",
      nil: null,
      list: [null, null, 1],
      map: {},
    });
  });

  it("treats __proto__ and constructor as ordinary keys", () => {
    const given: unknown = JSON.parse('{"__proto__":{"polluted":"yes"},"constructor":"x"}');
    const clean = redact(given);
    expect(JSON.stringify(clean)).toBe('{"__proto__":{"polluted":"yes"},"constructor":"x"}');
    expect(Object.getPrototypeOf(clean)).toBe(Object.prototype);
    expect("polluted" in (clean as object)).toBe(false);
  });

  it("survives getters and proxies that throw", () => {
    const throwing = {
      fine: 1,
      broken: {
        get value() {
          throw new Error("no");
        },
      },
      proxy: new Proxy(
        {},
        {
          ownKeys() {
            throw new Error("no");
          },
        },
      ),
    };
    expect(redact(throwing)).toEqual({ fine: 1, broken: "[…]", proxy: "[…]" });
  });

  it("takes secrets out of keys too", () => {
    registerSecret("sEcReT-4711");
    expect(redact({ "sEcReT-4711": { "x sEcReT-4711": 1 } })).toEqual({
      [REDACTED]: { [`x ${REDACTED}`]: 1 },
    });
  });
});

describe("a registered secret", () => {
  // Letters that no structural word of the answer has, so that a find is a leak and no coincidence.
  const secrets = fc.string({
    unit: fc.constantFrom("Q", "Z", "7", "ß", "€", '"', "/", "%", "+", "=", "𝔛"),
    minLength: 6,
    maxLength: 40,
  });

  it("never stands in the JSON of an error, whatever its structure", () => {
    fc.assert(
      fc.property(
        secrets,
        fc.object({
          maxDepth: 5,
          withBigInt: true,
          withDate: true,
          withSparseArray: true,
          withNullPrototype: true,
        }),
        fc.array(fc.string()),
        fc.string(),
        (secret, shape, texts, around) => {
          registerSecret(secret);
          const planted = plant(shape, secret);
          const error = new PmoError({
            code: "ISSUE_NOT_FOUND",
            number: 2003,
            system: `jira ${secret}`,
            message: around + secret + around + secret,
            details: {
              planted,
              [secret]: [planted],
              url: `https://x/${encodeURIComponent(secret)}`,
              json: JSON.stringify(secret),
            },
            suggestions: [...texts, secret].map((text) => `${text}${secret}${text}`),
            cause: new Error(secret),
          });
          const json = JSON.stringify(error);
          const escaped = JSON.stringify(secret).slice(1, -1);
          for (const form of [secret, escaped, encodeURIComponent(secret)]) expect(json).not.toContain(form);
          expect(error.message).not.toContain(secret);
          expect(String(error)).not.toContain(secret);
          (globalThis as { [registry]?: Set<string> })[registry]?.clear();
        },
      ),
      { numRuns: 200 },
    );
  });

  /** The same structure, with the secret in every text and in every key. */
  function plant(value: unknown, secret: string): unknown {
    if (typeof value === "string") return value + secret + value;
    if (Array.isArray(value)) return [secret, ...value.map((item) => plant(item, secret))];
    if (typeof value !== "object" || value === null || value instanceof Date) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key + secret, plant(item, secret)]),
    );
  }
});
