import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  downloadParams,
  fileParams,
  fileResult,
  fileSchema,
  mediaTypeOf,
  readFile,
} from "../../src/index.js";
import { memoryFiles } from "../../src/testing/index.js";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const store = () => ({ files: memoryFiles(), system: "slack" });

describe("readFile", () => {
  it("reads text, base64 and handles", () => {
    const step = store();
    const handle = step.files.put({ bytes: bytesOf("x"), filename: "old.bin", mediaType: "image/png" });
    expect(readFile({ filename: "a.md", text: "é" }, step)).toEqual({
      bytes: bytesOf("é"),
      filename: "a.md",
      mediaType: "text/markdown",
    });
    expect(Buffer.from(readFile({ filename: "a.bin", base64: "aGk=\n" }, step).bytes).toString()).toBe("hi");
    expect(readFile({ filename: "new.bin", handle }, step)).toEqual({
      bytes: bytesOf("x"),
      filename: "new.bin",
      mediaType: "image/png",
    });
    expect(readFile({ filename: "a", text: "", media_type: "text/csv" }, step).mediaType).toBe("text/csv");
  });

  it.each([
    ["none", {}],
    ["two", { text: "a", base64: "YQ==" }],
    ["an unknown handle", { handle: "file_9" }],
    ["no base64", { base64: "a*b" }],
    ["half a base64", { base64: "aaaaa" }],
  ])("refuses %s", (_what, given) => {
    expect(() => readFile({ filename: "a.txt", ...given }, store())).toThrow(
      expect.objectContaining({ code: "INVALID_PARAMS", number: 6008 }),
    );
  });
});

describe("fileResult", () => {
  const file = { bytes: bytesOf("hello"), filename: "a.txt", mediaType: "text/plain" };

  it("keeps the file, and shows short text", () => {
    const step = store();
    const result = fileResult(file, { step });
    expect(result).toEqual({
      handle: "file_1",
      filename: "a.txt",
      media_type: "text/plain",
      size: 5,
      text: "hello",
    });
    expect(fileSchema.parse(result)).toEqual(result);
    expect(step.files.get(result.handle)).toEqual(file);
  });

  it("gives bytes where they are wanted, and text only of text", () => {
    const step = store();
    expect(fileResult(file, { step, include: "base64" })).toMatchObject({ base64: "aGVsbG8=" });
    expect(fileResult({ ...file, mediaType: "image/png" }, { step })).not.toHaveProperty("text");
    expect(fileResult({ ...file, bytes: new Uint8Array([0xff, 0xfe]) }, { step })).not.toHaveProperty("text");
    expect(fileResult({ ...file, bytes: new Uint8Array(100_001) }, { step })).not.toHaveProperty("text");
  });
});

describe("the params of files", () => {
  it("take a name, never a path", () => {
    const params = z.strictObject(fileParams);
    expect(params.safeParse({ filename: "notes ü.md", text: "" }).success).toBe(true);
    for (const filename of ["/etc/passwd", "..\\x", "a\nb", ""]) {
      expect(params.safeParse({ filename, text: "" }).success).toBe(false);
    }
  });

  it("bound a download", () => {
    const params = z.strictObject(downloadParams);
    expect(params.parse({})).toEqual({ max_bytes: 5 * 1024 * 1024 });
    expect(params.safeParse({ max_bytes: 25 * 1024 * 1024 + 1 }).success).toBe(false);
  });

  it.each([
    ["a.PNG", "image/png"],
    ["a.tar.gz", "application/gzip"],
    ["a", "application/octet-stream"],
    ["a.constructor", "application/octet-stream"],
  ])("know what %s is", (filename, mediaType) => expect(mediaTypeOf(filename)).toBe(mediaType));
});
