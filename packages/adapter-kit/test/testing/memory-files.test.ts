import { describe, expect, it } from "vitest";
import { memoryFiles } from "../../src/testing/index.js";

const file = (text: string) => ({
  bytes: new TextEncoder().encode(text),
  filename: "a.txt",
  mediaType: "text/plain",
});

describe("memoryFiles", () => {
  it("gives every file a handle of its own, and the same bytes back", () => {
    const files = memoryFiles();
    const [one, same, other] = [file("a"), file("a"), file("b")];
    const handles = [one, same, other].map((each) => files.put(each));
    expect(new Set(handles).size).toBe(3);
    expect(handles.map((handle) => files.get(handle))).toEqual([one, same, other]);
  });

  it.each(["", "file_0", "file_2", "../file_1", "__proto__", "constructor"])(
    "knows nothing of %j",
    (handle) => {
      const files = memoryFiles();
      files.put(file("a"));
      expect(files.get(handle)).toBeUndefined();
      expect(memoryFiles().get("file_1")).toBeUndefined();
    },
  );
});
