import { PassThrough } from "node:stream";
import type { JSONRPCMessage } from "@modelcontextprotocol/server";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineTransport } from "../src/line-transport.js";

/** A transport over two streams, and what was read, told and answered so far. */
async function opened() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const transport = new LineTransport(input, output);
  const read: JSONRPCMessage[] = [];
  const problems: string[] = [];
  let closed = 0;
  transport.onmessage = (message) => read.push(message);
  transport.onerror = ({ message }) => problems.push(message);
  transport.onclose = () => {
    closed += 1;
  };
  await transport.start();
  const isClosed = () => closed;
  /** Waits until everything that was written has been read. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const answers = () =>
    String(output.read() ?? "")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return { input, output, transport, read, problems, isClosed, settled, answers };
}

const ping = (id: number | string, params?: object) => ({
  jsonrpc: "2.0",
  id,
  method: "ping",
  ...(params && { params }),
});

describe("lines", () => {
  it("are the same messages, wherever the pieces end in which they come", async () => {
    const texts = fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 5 });
    const cuts = fc.array(fc.nat(400), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(texts, cuts, fc.constantFrom("\n", "\r\n", "\n\n"), async (given, places, end) => {
        const { input, read, settled } = await opened();
        const messages = given.map((text, id) => ping(id, { text }));
        const bytes = Buffer.from(messages.map((message) => JSON.stringify(message) + end).join(""));
        let from = 0;
        for (const place of [...places, bytes.length].sort((a, b) => a - b)) {
          const to = Math.min(place, bytes.length);
          if (to > from) input.write(bytes.subarray(from, to));
          from = to;
        }
        await settled();
        expect(read).toEqual(JSON.parse(JSON.stringify(messages)));
      }),
    );
  });

  it.each([
    ["half of something", '{"half": ', undefined, -32700, "it is no JSON"],
    ["a list", '[{"jsonrpc":"2.0","id":1,"method":"ping"}]', undefined, -32600, "not in a list"],
    ["no object", "null", undefined, -32600, "it is no object"],
    [
      "a request with a list of params",
      '{"jsonrpc":"2.0","id":7,"method":"ping","params":[1]}',
      7,
      -32600,
      "params must",
    ],
    [
      "a request with params of null",
      '{"jsonrpc":"2.0","id":"a","method":"ping","params":null}',
      "a",
      -32600,
      "params must",
    ],
    ["an old request", '{"jsonrpc":"1.0","id":7,"method":"ping"}', 7, -32600, "jsonrpc must"],
    ["an id that is none", '{"jsonrpc":"2.0","id":{},"method":"ping"}', undefined, -32600, "id must"],
    ["a method that is none", '{"jsonrpc":"2.0","id":7,"method":7}', undefined, -32600, "method must"],
    ["something else", '{"jsonrpc":"2.0","secret":"s3cr3t"}', undefined, -32600, "neither a request"],
  ])("%s is answered, and what follows is read", async (_, line, id, code, reason) => {
    const { input, read, problems, settled, answers } = await opened();
    input.write(`${line}\n${JSON.stringify(ping(8))}\n`);
    await settled();
    expect(read).toEqual([ping(8)]);
    expect(answers()).toEqual([
      {
        jsonrpc: "2.0",
        ...(id === undefined ? {} : { id }),
        error: { code, message: expect.stringContaining(reason) },
      },
    ]);
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toContain("s3cr3t");
  });

  it("of more than ten megabytes end the connection, and are not kept", async () => {
    const { input, problems, isClosed, settled, transport } = await opened();
    for (let sent = 0; sent < 11; sent += 1) input.write("x".repeat(1024 * 1024));
    await settled();
    expect(isClosed()).toBe(1);
    expect(problems).toEqual([expect.stringContaining("more than 10485760 bytes")]);
    await expect(transport.send(ping(1) as JSONRPCMessage)).rejects.toThrow("closed");
  });

  it("end with the input, without the half of a message, and only once", async () => {
    const { input, read, isClosed, settled, transport } = await opened();
    input.end('{"jsonrpc":"2.0","id":1,"me');
    await settled();
    await settled();
    await transport.close();
    expect([read, isClosed()]).toEqual([[], 1]);
  });

  it("end with an output that is closed", async () => {
    const { output, problems, isClosed, settled, transport } = await opened();
    output.destroy(new Error("EPIPE"));
    await settled();
    expect([problems, isClosed()]).toEqual([["EPIPE"], 1]);
    await expect(transport.send(ping(1) as JSONRPCMessage)).rejects.toThrow();
  });
});
