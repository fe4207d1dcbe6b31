import type { Readable, Writable } from "node:stream";
import {
  type JSONRPCMessage,
  ProtocolErrorCode,
  parseJSONRPCMessage,
  serializeMessage,
  type Transport,
} from "@modelcontextprotocol/server";

/** Of one message. Unit: bytes. */
const LONGEST_MESSAGE = 10 * 1024 * 1024;
const NEWLINE = 10;

/** What a line is that is no message, and what its sender is answered. */
interface Unreadable {
  code: number;
  reason: string;
  id?: string | number;
}

/**
 * Messages as lines of standard input and output. Other than the library's transport it answers what is no message: a
 * request with params of the wrong kind would be waited for until the client gives up.
 */
export class LineTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;

  /** Of a line whose end has not come yet. */
  #parts: Buffer[] = [];
  #size = 0;
  #isClosed = false;

  constructor(
    private readonly input: Readable = process.stdin,
    private readonly output: Writable = process.stdout,
  ) {}

  async start(): Promise<void> {
    const { input, output } = this;
    output.on("error", this.#onOutputError);
    if (input.readableEnded || input.destroyed) setImmediate(this.#onEnd);
    input
      .on("error", this.#onInputError)
      .on("end", this.#onEnd)
      .on("close", this.#onEnd)
      .on("data", this.#onData);
  }

  /** Rejects when the message cannot be written. */
  send(message: JSONRPCMessage): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error("The connection is closed."));
    return new Promise((resolve, reject) => {
      this.output.write(serializeMessage(message), (error) => (error ? reject(error) : resolve()));
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { input } = this;
    input
      .off("data", this.#onData)
      .off("end", this.#onEnd)
      .off("close", this.#onEnd)
      .off("error", this.#onInputError);
    // An input that flows keeps the process alive. The output keeps its listener: a late failure must end nothing.
    if (input.listenerCount("data") === 0) input.pause();
    this.#forget();
    this.onclose?.();
  }

  readonly #onEnd = () => void this.close();
  readonly #onInputError = (error: Error) => this.onerror?.(error);
  readonly #onOutputError = (error: Error) => {
    if (this.#isClosed) return;
    this.onerror?.(error);
    void this.close();
  };

  readonly #onData = (chunk: Buffer) => {
    let from = 0;
    while (!this.#isClosed) {
      const end = chunk.indexOf(NEWLINE, from);
      const part = chunk.subarray(from, end < 0 ? chunk.length : end);
      this.#parts.push(part);
      this.#size += part.length;
      if (this.#size > LONGEST_MESSAGE) {
        this.onerror?.(new Error(`A message of more than ${LONGEST_MESSAGE} bytes ends the connection.`));
        void this.close();
        return;
      }
      if (end < 0) return;
      const line = Buffer.concat(this.#parts).toString("utf8");
      this.#forget();
      from = end + 1;
      this.#read(line);
    }
  };

  #forget(): void {
    this.#parts = [];
    this.#size = 0;
  }

  #read(line: string): void {
    if (line.trim() === "") return;
    const read = messageIn(line);
    if ("message" in read) {
      try {
        this.onmessage?.(read.message);
      } catch (error) {
        this.onerror?.(error as Error);
      }
      return;
    }
    const { code, reason, id } = read;
    this.onerror?.(new Error(`A line of ${line.length} characters is no message: ${reason}.`));
    const error = { code, message: `This is no message of the protocol: ${reason}.` };
    this.send({ jsonrpc: "2.0", ...(id === undefined ? {} : { id }), error }).catch(() => {});
  }
}

/** The message that a line is. What stands in a line that is none is repeated nowhere: it may be a secret. */
function messageIn(line: string): { message: JSONRPCMessage } | Unreadable {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { code: ProtocolErrorCode.ParseError, reason: "it is no JSON" };
  }
  try {
    return { message: parseJSONRPCMessage(value) };
  } catch {
    return unreadable(value);
  }
}

function unreadable(value: unknown): Unreadable {
  const code = ProtocolErrorCode.InvalidRequest;
  if (Array.isArray(value)) return { code, reason: "messages come one a line, not in a list" };
  if (typeof value !== "object" || value === null) return { code, reason: "it is no object" };
  const { jsonrpc, id, method, params } = value as Record<string, unknown>;
  // Only a request waits for its answer.
  const isAsked = typeof method === "string" && (typeof id === "string" || Number.isInteger(id));
  const named = isAsked ? { code, id: id as string | number } : { code };
  if (jsonrpc !== "2.0") return { ...named, reason: 'jsonrpc must be "2.0"' };
  if (id !== undefined && typeof id !== "string" && !Number.isInteger(id))
    return { ...named, reason: "id must be a text or a whole number" };
  if (method !== undefined && typeof method !== "string")
    return { ...named, reason: "method must be a text" };
  if (params !== undefined && (typeof params !== "object" || params === null || Array.isArray(params)))
    return { ...named, reason: "params must be an object" };
  return { ...named, reason: "it is neither a request, nor a notification, nor an answer" };
}
