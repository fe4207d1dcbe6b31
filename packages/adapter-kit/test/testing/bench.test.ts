import { REDACTED, redactText } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { benchFor } from "../../src/testing/index.js";
import adapter from "../readme-example.js";

const settings = { api_token: "t-1" };
const answering = (response: () => Response) =>
  benchFor(adapter, { settings, fetch: async () => response() });

describe("benchFor", () => {
  it("runs an operation as the engine would, and keeps what was sent", async () => {
    const bench = answering(() => Response.json({ id: "1", text: "Hello", author: null }));
    expect(await bench.run("get_note", { note_id: "1" })).toEqual({ id: "1", text: "Hello" });
    expect(bench.calls).toBe(1);
    expect(bench.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET https://notes.example/v1/notes/1",
    ]);
    expect(bench.sent[0]?.headers.get("authorization")).toBe("Bearer t-1");
  });

  it("prefers a setting to its default", async () => {
    const bench = benchFor(adapter, {
      settings: { ...settings, base_url: "http://127.0.0.1:1/x" },
      fetch: async () => Response.json({ id: "1", text: "" }),
    });
    await bench.run("get_note", { note_id: "1" });
    expect(bench.sent[0]?.url).toBe("http://127.0.0.1:1/x/v1/notes/1");
  });

  it("refuses params that the operation does not know, and operations that the adapter has not", async () => {
    const bench = answering(() => Response.json({}));
    await expect(bench.run("get_note", { id: "1" })).rejects.toThrow(/Unrecognized key/);
    await expect(bench.run("delete_note")).rejects.toThrow(
      new TypeError("notes has no operation delete_note."),
    );
    expect(bench.sent).toEqual([]);
  });

  it("remembers secret settings for redaction, as the engine does, and no others", async () => {
    const bench = benchFor(adapter, {
      settings: { api_token: "bench-secret-4711", base_url: "https://bench.example" },
      fetch: async () => new Response("{}", { status: 404 }),
    });
    await bench.run("get_note", { note_id: "1" }).catch(() => {});
    expect(redactText("bench-secret-4711 https://bench.example")).toBe(`${REDACTED} https://bench.example`);
  });

  it("throws what the operation throws", async () => {
    const bench = answering(() => new Response("{}", { status: 404 }));
    await expect(bench.run("get_note", { note_id: "9" })).rejects.toMatchObject({
      code: "NOTE_NOT_FOUND",
      message: "There is no note 9.",
    });
  });

  it("hands the caller's signal down", async () => {
    const bench = benchFor(adapter, {
      settings,
      signal: AbortSignal.abort(),
      fetch: async () => Response.json({}),
    });
    await expect(bench.run("get_note", { note_id: "1" })).rejects.toMatchObject({ number: 6107 });
  });
});
