/** An answer larger than this is refused while it arrives: no operation needs it, and it would fill the memory. */
const LARGEST_BODY_BYTES = 25 * 1024 * 1024;

/** Raised while a body is read; the client turns it into a failure. */
export class BodyProblem extends Error {}

/** Reads a body, giving up as soon as it is larger than `limit` bytes. */
export async function readBytes(response: Response, limit = LARGEST_BODY_BYTES): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  // A reader, not `for await`: iterating a body costs a measurable part of a small call.
  const reader = response.body.getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    size += value?.byteLength ?? 0;
    if (size > limit) {
      await reader.cancel();
      throw new BodyProblem(`the answer is larger than ${limit} bytes`);
    }
    if (value !== undefined) parts.push(value);
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

/** JSON if it is JSON, else undefined. */
export function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
