import { describe, expect, it } from "vitest";
import { SessionFiles } from "../../src/session/files.js";

const file = (size: number) => ({
  bytes: new Uint8Array(size),
  filename: "a.bin",
  mediaType: "application/octet-stream",
});

describe("SessionFiles", () => {
  it("gives a file back by its handle, to its own tenant only", () => {
    const files = new SessionFiles();
    const handle = files.scoped("mine").put(file(10));
    expect(files.scoped("mine").get(handle)).toMatchObject({ filename: "a.bin" });
    expect(files.scoped("theirs").get(handle)).toBeUndefined();
    expect(files.scoped("mine").get("file_nobody")).toBeUndefined();
  });

  it("lets the oldest go when it is full, and refuses what is larger than it", () => {
    const store = new SessionFiles().scoped("mine");
    const size = 30 * 1024 * 1024;
    const handles = [1, 2, 3].map(() => store.put(file(size)));
    expect(handles.map((handle) => store.get(handle) !== undefined)).toEqual([false, true, true]);
    expect(store.get(store.put(file(65 * 1024 * 1024)))).toBeUndefined();
  });
});
