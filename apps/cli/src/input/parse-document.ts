import type { PmoError } from "@pm-orchestrator/core";
import { usageError } from "../usage-error.js";

/**
 * A YAML or JSON text as data. Throws INVALID_REQUEST (6007) with file, line and column when it is broken, empty, holds
 * several documents, or repeats a key.
 */
export async function parseDocument(text: string, file: string, holds = "request"): Promise<unknown> {
  const { LineCounter, parseAllDocuments, visit } = await import("yaml");
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    merge: true,
  });
  const documents = Array.isArray(parsed) ? parsed : [];
  const defect = (offset: number, reason: string) => broken(text, { file, reason, ...lines.linePos(offset) });
  for (const { errors, warnings } of documents) {
    // A tag that nobody knows would quietly change what a value means.
    const [first] = [...errors, ...warnings];
    if (first !== undefined) throw defect(first.pos[0], first.message);
  }
  const [document, second] = documents;
  if (second !== undefined) {
    throw defect(second.range[0], `a second document begins; a file holds one ${holds}`);
  }
  if (document === undefined) throw emptyError(file, holds);
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    visit(document, {
      Alias(_, alias) {
        if (alias.resolve(document) !== undefined) return;
        throw defect(alias.range?.[0] ?? 0, `there is no anchor &${alias.source}`);
      },
    });
    // The library's limit on aliases: a few lines must not become gigabytes.
    throw usageError(`${file} cannot be read: ${(error as Error).message}.`, {
      details: { file },
      suggestions: ["Use fewer aliases (*name)."],
    });
  }
  if (value === null) throw emptyError(file, holds);
  return value;
}

function emptyError(file: string, holds: string): PmoError {
  return usageError(`${file} is empty.`, {
    details: { file },
    suggestions: [`Write a ${holds} into it, in YAML or JSON.`],
  });
}

function broken(
  text: string,
  { file, reason, line, col }: { file: string; reason: string; line: number; col: number },
): PmoError {
  const shown = text.split(/\r?\n/)[line - 1] ?? "";
  const message = reason.replace(/\.$/, "");
  const pointer = `${" ".repeat(String(line).length)} | ${" ".repeat(Math.max(0, col - 1))}^`;
  return usageError(`${file}:${line}:${col}: ${message}.\n${line} | ${shown}\n${pointer}`, {
    details: { file, line, column: col, excerpt: shown, issues: [{ path: "", message }] },
    suggestions: [`Correct line ${line} of ${file}.`],
  });
}
