import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { clientFor, failureOf } from "./client-bench.js";
import { json, loopback } from "./server.js";

describe("what comes back", () => {
  const answering = async (body: string | Buffer, headers: Record<string, string> = {}, status = 200) =>
    clientFor((await loopback((outgoing) => void outgoing.writeHead(status, headers).end(body))).url);

  it("is parsed JSON, whatever the content type says", async () => {
    const { send } = await answering('\ufeff{"a":[1,null]}', { "content-type": "text/plain" });
    expect((await send({ method: "GET", path: "/" })).body).toEqual({ a: [1, null] });
  });

  it("may be compressed", async () => {
    const { send } = await answering(gzipSync('{"a":"zipped"}'), { "content-encoding": "gzip" });
    expect((await send({ method: "GET", path: "/" })).body).toEqual({ a: "zipped" });
  });

  it.each([200, 201, 204])("may be empty (%i)", async (status) => {
    const { send } = await answering("", {}, status);
    expect(await send({ method: "GET", path: "/" })).toMatchObject({ status, body: undefined });
  });

  it("is text where text is expected, cut in the middle of a letter or not", async () => {
    const { url, arrived } = await loopback(async (outgoing) => {
      const [first, second] = [Buffer.from("<diff> ü").subarray(0, 8), Buffer.from("<diff> ü").subarray(8)];
      outgoing.write(first, () => void outgoing.end(second));
    });
    expect((await clientFor(url).send({ method: "GET", path: "/", expects: "text" })).body).toBe("<diff> ü");
    expect(arrived[0]?.headers.accept).toBe("*/*");
  });

  it("is nothing where nothing is expected", async () => {
    const { send } = await answering("<html>ok</html>");
    expect((await send({ method: "DELETE", path: "/", expects: "nothing" })).body).toBeUndefined();
  });

  it.each([
    ["<html><body>Log in</body></html>", "it is a page of HTML, not JSON"],
    ["  <!DOCTYPE html>", "it is a page of HTML, not JSON"],
    ['{"a":', "it is not JSON"],
    ["pong", "it is not JSON"],
  ])("is refused when it is %j", async (body, reason) => {
    const { send } = await answering(body, { "content-type": "text/html; charset=utf-8" });
    const error = await failureOf(send({ method: "GET", path: "/" }));
    expect(error).toMatchObject({
      code: "API_ERROR",
      system: "notes",
      retryable: false,
      details: { status: 200, reason, content_type: "text/html; charset=utf-8" },
    });
  });

  it("is refused while it arrives when it is larger than 25 MB, and the connection is closed", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    let written = 0;
    const { url } = await loopback((outgoing) => {
      closed = once(outgoing, "close");
      const chunk = Buffer.alloc(1024 * 1024, "x");
      const more = () => {
        if (outgoing.destroyed) return;
        written += 1;
        outgoing.write(chunk, more);
      };
      more();
    });
    const error = await failureOf(clientFor(url).send({ method: "GET", path: "/", expects: "text" }));
    expect(error.details["reason"]).toBe("the answer is larger than 26214400 bytes");
    await closed;
    expect(written).toBeGreaterThanOrEqual(25);
  });

  it("is measured after it was unpacked", async () => {
    const { send } = await answering(gzipSync(Buffer.alloc(27 * 1024 * 1024, "x")), {
      "content-encoding": "gzip",
    });
    const error = await failureOf(send({ method: "GET", path: "/", expects: "text" }));
    expect(error.details["reason"]).toBe("the answer is larger than 26214400 bytes");
  });

  it("is refused by a vendor's own sign of failure in a 200", async () => {
    const { url } = await loopback((outgoing) => json(outgoing, { ok: false, error: "no_such_note" }));
    const { send } = clientFor(url, {
      readSuccess: ({ body }) => {
        const { ok, error } = body as { ok: boolean; error?: string };
        return ok
          ? undefined
          : { code: "VENDOR_SAYS_NO", message: `notes says ${error}.`, details: { error } };
      },
    });
    const error = await failureOf(send({ method: "GET", path: "/" }));
    expect(error.toJSON()).toMatchObject({
      code: "VENDOR_SAYS_NO",
      message: "notes says no_such_note.",
      details: { status: 200, error: "no_such_note" },
    });
  });
});
