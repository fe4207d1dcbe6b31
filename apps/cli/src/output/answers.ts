import type {
  AnyAnswer,
  BatchAnswer,
  CacheStatusAnswer,
  DelegateAnswer,
  GatherAnswer,
  GatherData,
  GatherResult,
  RequestOperation,
  StepResult,
} from "@pm-orchestrator/core";
import { dataLines, indented } from "./data.js";
import { errorLines } from "./errors.js";
import { receiptOfDelegate, receiptOfRun } from "./receipt.js";
import type { Terminal } from "./terminal.js";
import { count, durationText, oneLine } from "./text.js";
import { withheldLines } from "./withheld.js";

/** Prints an answer for people: every result, then what failed as a whole, then one line on how it went. */
export async function printAnswer(
  operation: RequestOperation,
  answer: AnyAnswer,
  terminal: Terminal,
): Promise<void> {
  switch (operation) {
    case "smart_delegate":
      return printDelegate(answer as DelegateAnswer, terminal);
    case "cache_status":
      return printCacheStatus(answer as CacheStatusAnswer, terminal);
    default:
      return printRun(answer as GatherAnswer | BatchAnswer, terminal);
  }
}

async function printRun(answer: GatherAnswer | BatchAnswer, terminal: Terminal): Promise<void> {
  const results = answer.data?.results ?? [];
  for (const result of results.filter(hasRun)) {
    for (const line of await resultLines(result, terminal)) terminal.print(line);
    terminal.print("");
  }
  const notRun = results.filter((result) => !hasRun(result));
  for (const result of notRun) for (const line of await resultLines(result, terminal)) terminal.print(line);
  if (notRun.length > 0) terminal.print("");
  if (answer.data !== undefined) for (const line of leftOutLines(answer.data, terminal)) terminal.print(line);
  printError(answer, terminal);
  if (answer.data !== undefined) terminal.print(terminal.palette.faint(receiptOfRun(answer.metadata)));
}

/** What a context pack came upon and did not read, and searches that failed. */
function leftOutLines(
  { not_followed = [], not_followed_more = 0, searches = [] }: Partial<GatherData>,
  { palette }: Terminal,
): string[] {
  const lines = [
    ...searches.flatMap(({ system, operation, target, error }) =>
      error === undefined ? [] : [`${system} ${operation} for ${target}: ${oneLine(error.message)}`],
    ),
    ...not_followed.map(({ target, because }) => `${oneLine(target)}: ${oneLine(because)}`),
    ...(not_followed_more > 0 ? [`and ${not_followed_more} more`] : []),
  ];
  if (lines.length === 0) return [];
  return [palette.strong("Not followed"), ...lines.map((line) => `  ${palette.faint(line)}`), ""];
}

function hasRun({ metadata }: StepResult): boolean {
  return metadata.attempts > 0;
}

/** One result: a headline, then its data or what went wrong. What never ran is told on one line. */
export async function resultLines(result: StepResult | GatherResult, terminal: Terminal): Promise<string[]> {
  const { palette } = terminal;
  const { id, system, operation, status, metadata } = result;
  const paint = status === "succeeded" ? palette.good : status === "skipped" ? palette.warning : palette.bad;
  const name = `${id === undefined ? "" : `${palette.strong(id)}  `}${palette.strong(`${system} ${operation}`)}`;
  const found = palette.faint(foundLine(result));
  if (!hasRun(result))
    return [`${name}${found}  ${paint(status)}  ${palette.faint(oneLine(result.error?.message ?? ""))}`];
  const calls = metadata.cached ? "cached" : count(metadata.mcp_calls, "call");
  const body =
    result.error === undefined
      ? await dataLines(result.data, { ...terminal, columns: terminal.columns - 2 })
      : errorLines(result.error, palette);
  return [
    `${name}${found}  ${paint(status)}, ${durationText(metadata.duration_ms)}, ${calls}`,
    ...indented(body),
    ...indented(withheldLines(metadata).map(palette.faint)),
  ];
}

/** `  TRAIN-124, subtask of the issue TRAIN-123`; nothing for what an operation named. */
function foundLine({ target, found_through }: GatherResult): string {
  if (target === undefined) return "";
  const through = found_through && `, ${found_through.because}: ${found_through.target}`;
  return `  ${oneLine(`${target}${through ?? ""}`)}`;
}

async function printDelegate(answer: DelegateAnswer, terminal: Terminal): Promise<void> {
  if (answer.success) for (const line of await dataLines(answer.data, terminal)) terminal.print(line);
  for (const line of withheldLines(answer.metadata)) terminal.note(line);
  printError(answer, terminal);
  if (terminal.isRich && "attempts" in answer.metadata && answer.metadata.attempts > 0) {
    terminal.print(terminal.palette.faint(receiptOfDelegate(answer.metadata)));
  }
}

async function printCacheStatus(answer: CacheStatusAnswer, terminal: Terminal): Promise<void> {
  if (answer.data !== undefined) {
    for (const line of await dataLines(answer.data, terminal)) terminal.print(line);
  }
  printError(answer, terminal);
}

/** What failed as a whole goes to standard error; results stay on standard output. */
function printError({ error }: AnyAnswer, terminal: Terminal): void {
  if (error === undefined) return;
  for (const line of errorLines(error, terminal.notePalette)) terminal.note(line);
}
