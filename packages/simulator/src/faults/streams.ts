import { delay } from "../delay.js";

const PIECES = 10;

/**
 * The bytes in ten pieces: the first at once, so that the head goes out with it, the others spread over `overMs`.
 * Breaks off when the request is aborted.
 */
export function slowly(
  bytes: Uint8Array,
  { overMs, request }: { overMs: number; request: Request },
): ReadableStream<Uint8Array> {
  const left = new AbortController();
  const size = Math.max(1, Math.ceil(bytes.byteLength / PIECES));
  const pause = overMs / Math.max(1, Math.ceil(bytes.byteLength / size) - 1);
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // Asked for each time: a request that nobody holds is collected, and never aborted.
        if (at > 0) await delay(pause, AbortSignal.any([request.signal, left.signal]));
        controller.enqueue(bytes.subarray(at, at + size));
        at += size;
        if (at >= bytes.byteLength) controller.close();
      },
      cancel: () => left.abort(),
    },
    // Nothing is waited for before somebody reads.
    { highWaterMark: 0 },
  );
}

const CHUNK = new TextEncoder().encode("x".repeat(64 * 1024));
const HEAD = new TextEncoder().encode('{"padding":"');
const TAIL = new TextEncoder().encode('"}');

/** A JSON object of exactly so many bytes (at least 14), made while it is read. */
export function padding(bytes: number): ReadableStream<Uint8Array> {
  let left = Math.max(0, bytes - HEAD.byteLength - TAIL.byteLength);
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(HEAD),
      pull(controller) {
        if (left > 0) {
          const size = Math.min(left, CHUNK.byteLength);
          left -= size;
          // A copy: whoever reads a stream may take its bytes away.
          controller.enqueue(CHUNK.slice(0, size));
          return;
        }
        controller.enqueue(TAIL);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
