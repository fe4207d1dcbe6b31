import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { isPmoError, PmoError, REDACTED, redactText, registerSecret } from "../../src/index.js";

const errorOf = (over: Partial<ConstructorParameters<typeof PmoError>[0]> = {}) =>
  new PmoError({ code: "ISSUE_NOT_FOUND", number: 2003, message: "There is no issue TRAIN-9.", ...over });

describe("PmoError", () => {
  it("stays readable, whatever it is about: texts are cut, and no part of a secret is left at the cut", () => {
    const huge = "x".repeat(5_000_000);
    // It begins before the cut and ends behind it.
    const secret = "xoxb-1234567890-abcdefghijklmnop";
    const atTheCut = `${"x".repeat(19_990)} ${secret} ${huge}`;
    const error = new PmoError({
      code: "INVALID_REQUEST",
      number: 6007,
      message: huge,
      system: huge,
      details: { text: huge, atTheCut, [huge]: 1, deep: [{ text: huge }] },
      suggestions: [huge],
    });
    const wire = JSON.stringify(error);
    expect(wire.length).toBeLessThan(120_000);
    expect(wire).not.toContain("xoxb");
    expect(error.message.length).toBeLessThan(13_000);
    // What was cut once is not cut again when it stands in the details of another error.
    expect(new PmoError({ ...error.toJSON() }).toJSON()).toEqual(error.toJSON());
  });

  it("shows no secret when somebody logs it, its cause included", () => {
    registerSecret("logged-secret-1");
    const error = errorOf({
      message: "logged-secret-1 was refused",
      details: { seen: "logged-secret-1" },
      cause: new Error("logged-secret-1"),
    });
    expect(inspect(error)).toContain("ISSUE_NOT_FOUND");
    expect(inspect({ error })).not.toContain("logged-secret-1");
  });

  it("fills in what is not given, and keeps what is", () => {
    expect(errorOf().toJSON()).toEqual({
      code: "ISSUE_NOT_FOUND",
      number: 2003,
      message: "There is no issue TRAIN-9.",
      details: {},
      suggestions: [],
      retryable: false,
    });
    const error = errorOf({
      system: "jira-eu",
      details: { key: "TRAIN-9" },
      suggestions: ["Look."],
      retryable: true,
    });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: "ISSUE_NOT_FOUND",
      number: 2003,
      system: "jira-eu",
      message: "There is no issue TRAIN-9.",
      details: { key: "TRAIN-9" },
      suggestions: ["Look."],
      retryable: true,
    });
  });

  it("is an Error with a name, a stack and a cause that is never serialised", () => {
    const cause = new Error("upstream said xoxb-123456-abcdef");
    const error = errorOf({ cause });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe("PmoError");
    expect(error.stack).toContain("There is no issue TRAIN-9.");
    expect(error.cause).toBe(cause);
    expect("cause" in errorOf()).toBe(false);
    expect(JSON.stringify(error)).not.toContain("upstream said");
  });

  it("shows no credential in message, details or suggestions", () => {
    const error = errorOf({
      message: "Bearer abcDEF123456 was refused by https://maya:hunter2@acme.example",
      details: { api_token: "plain", headers: { Authorization: "plain" }, text: "lin_api_abcDEF123" },
      suggestions: ["Replace ATATT3xFfGF0abcdefgh soon."],
    });
    expect(error.message).toBe(`${REDACTED} was refused by https://${REDACTED}@acme.example`);
    expect(error.toJSON()).toMatchObject({
      message: error.message,
      details: { api_token: REDACTED, headers: { Authorization: REDACTED }, text: REDACTED },
      suggestions: [`Replace ${REDACTED} soon.`],
    });
    expect(error.stack).not.toContain("hunter2");
  });
});

describe("isPmoError", () => {
  it.each([
    [undefined],
    [null],
    ["PmoError"],
    [6001],
    [{}],
    [new Error("x")],
    [Object.assign(new Error("x"), { name: "PmoError", code: "INVALID_SYSTEM", number: 6001 })],
    [() => errorOf()],
  ])("says no to %s", (value) => {
    expect(isPmoError(value)).toBe(false);
  });

  it("says yes to errors of this copy and of classes made from it", () => {
    class Special extends PmoError {}
    expect(isPmoError(errorOf())).toBe(true);
    expect(isPmoError(new Special({ code: "X", number: 10_000, message: "x" }))).toBe(true);
  });
});

describe("two copies of the package", () => {
  const folder = mkdtempSync(join(tmpdir(), "pmo-core-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The built errors as another installation of the package would have them. */
  async function otherCopy(): Promise<typeof import("../../src/index.js")> {
    const built = fileURLToPath(new URL("../../dist/errors/", import.meta.url));
    const files = readdirSync(built).filter((name) => name.endsWith(".js"));
    for (const name of files) {
      const source = readFileSync(join(built, name), "utf8").replace(/^\/\/# sourceMappingURL.*$/m, "");
      writeFileSync(join(folder, name), source);
    }
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    const lines = ["factories", "pmo-error", "redact"].map((name) => `export * from "./${name}.js";`);
    writeFileSync(join(folder, "index.js"), lines.join("\n"));
    return import(/* @vite-ignore */ pathToFileURL(join(folder, "index.js")).href);
  }

  it("recognise each other's errors, and hide each other's secrets", async () => {
    const other = await otherCopy();
    expect(other.PmoError).not.toBe(PmoError);
    const theirs = other.orchestratorError("INVALID_SYSTEM", { message: "no" });
    expect(theirs).not.toBeInstanceOf(PmoError);
    expect(isPmoError(theirs)).toBe(true);
    expect(other.isPmoError(errorOf())).toBe(true);

    other.registerSecret("known-to-the-other-copy");
    expect(redactText("x known-to-the-other-copy")).toBe(`x ${REDACTED}`);
  });
});
