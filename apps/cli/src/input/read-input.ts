import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import type { Terminal } from "../output/terminal.js";
import { usageError } from "../usage-error.js";
import { parseDocument } from "./parse-document.js";

/**
 * The request (or whatever else it `holds`) in a file, or in standard input for `-`. Throws INVALID_REQUEST (6007) when it
 * cannot be read.
 */
export async function readInput(file: string, terminal: Terminal, holds = "request"): Promise<unknown> {
  const name = file === "-" ? "standard input" : file;
  const bytes = file === "-" ? await readStandardInput(terminal, holds) : await readFileBytes(file);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw usageError(`${name} is not UTF-8 text.`, {
      details: { file },
      suggestions: ["Save it as UTF-8."],
    });
  }
  return parseDocument(text, name, holds);
}

async function readStandardInput(terminal: Terminal, holds: string): Promise<Uint8Array> {
  if (process.stdin.isTTY) terminal.note(`Reading the ${holds} from the terminal; ctrl-D ends it.`);
  return buffer(process.stdin);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a directory",
  EACCES: "it may not be read",
};

async function readFileBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    const reason = Object.hasOwn(REASONS, code) ? REASONS[code] : code;
    throw usageError(`${file} cannot be read: ${reason}.`, {
      details: { file, reason: code },
      suggestions: ["Name a YAML or JSON file, or - for standard input."],
    });
  }
}
