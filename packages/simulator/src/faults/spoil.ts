import { STATUS_CODES } from "node:http";
import { delay } from "../delay.js";
import { padding, slowly } from "./streams.js";

/** How an answer goes wrong on its way: each takes the answer that it would have been. */

/** JSON that ends in its middle. */
export async function truncated(answer: Response): Promise<Response> {
  const text = (await answer.text()).trim();
  // Half of an object or a list is never JSON; half of a number is.
  const cut = /^[[{]/.test(text) ? text.slice(0, Math.ceil(text.length / 2)) : '{"id": "1';
  return withBody(answer, cut, "application/json");
}

export async function mistyped(answer: Response, contentType: string): Promise<Response> {
  return withBody(answer, await bytesOf(answer), contentType);
}

export async function slow(answer: Response, overMs: number, request: Request): Promise<Response> {
  const bytes = await bytesOf(answer);
  // Without a body it is the whole answer that is late.
  if (bytes.byteLength === 0) {
    await delay(overMs, request.signal);
    return answer;
  }
  return withBody(answer, slowly(bytes, { overMs, request }));
}

/** What somebody in front of the vendor shows: a log-in page, or a gateway's excuse. */
export function page(status: number): Response {
  const title = status < 400 ? "Log in" : `${status} ${STATUS_CODES[status] ?? "Error"}`;
  const html = `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

export function huge(bytes: number): Response {
  return new Response(padding(bytes), { headers: { "content-type": "application/json" } });
}

async function bytesOf(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await answer.arrayBuffer());
}

/** Its length is another one now. A connection that broke carries none. */
function withBody(
  answer: Response,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  contentType?: string,
): Response {
  if (answer.type === "error") return answer;
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  if (contentType !== undefined) headers.set("content-type", contentType);
  const hasNoBody = answer.status === 204 || answer.status === 205 || answer.status === 304;
  return new Response(body, { status: hasNoBody ? 200 : answer.status, headers });
}
