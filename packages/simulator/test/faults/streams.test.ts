import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { padding, slowly } from "../../src/faults/streams.js";

const bytes = (count: number) => Uint8Array.from({ length: count }, (_, index) => index % 256);

async function sizesOf(stream: ReadableStream<Uint8Array>): Promise<number[]> {
  const sizes: number[] = [];
  for await (const piece of stream) sizes.push(piece.byteLength);
  return sizes;
}

describe("slowly", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function started(count: number, overMs = 900) {
    const controller = new AbortController();
    const request = new Request("http://x.example/", { signal: controller.signal });
    return { controller, request, reader: slowly(bytes(count), { overMs, request }).getReader() };
  }

  it("gives the first piece at once and all of it over the time", async () => {
    const { reader } = started(95);
    const arrived: [number, number][] = [];
    const begun = Date.now();
    const parts: number[] = [];
    const done = (async () => {
      for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
        arrived.push([Date.now() - begun, value?.byteLength ?? 0]);
        parts.push(...(value ?? []));
      }
    })();
    await vi.advanceTimersByTimeAsync(900);
    await done;
    expect(arrived).toEqual([...Array.from({ length: 9 }, (_, index) => [index * 100, 10]), [900, 5]]);
    expect(parts).toEqual([...bytes(95)]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("waits for nothing before somebody reads, and not behind a single piece", async () => {
    const { reader } = started(1);
    expect(vi.getTimerCount()).toBe(0);
    expect((await reader.read()).value).toEqual(bytes(1));
    expect((await reader.read()).done).toBe(true);
  });

  it("ends without a timer when its reader leaves", async () => {
    const { reader } = started(100);
    await reader.read();
    const next = reader.read();
    await vi.advanceTimersByTimeAsync(50);
    expect(vi.getTimerCount()).toBe(1);
    await reader.cancel();
    expect((await next).done).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("breaks off with the reason when the request is aborted", async () => {
    const { reader, controller } = started(100);
    await reader.read();
    const next = reader.read();
    const broken = expect(next).rejects.toThrow("enough");
    await vi.advanceTimersByTimeAsync(50);
    controller.abort(new Error("enough"));
    await broken;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("padding", () => {
  it.each([14, 15, 65_549, 65_550, 65_551, 1_000_000])("is JSON of exactly %i bytes", async (size) => {
    const text = await new Response(padding(size)).text();
    expect(text).toHaveLength(size);
    expect(Object.keys(JSON.parse(text))).toEqual(["padding"]);
  });

  it("is made in small pieces, while it is read", async () => {
    const sizes = await sizesOf(padding(10_000_000));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(64 * 1024);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(10_000_000);
    // Nobody could hold so much: only what is read is made.
    const reader = padding(2 ** 50).getReader();
    for (let read = 0; read < 3; read += 1) expect((await reader.read()).done).toBe(false);
    await reader.cancel();
  });
});
