import { createRequire } from "node:module";
import type * as JmesPath from "@jmespath-community/jmespath";
import type { PmoError } from "@pm-orchestrator/core";
import type { WireIssue } from "@pm-orchestrator/core/schemas";
import { invalidRequest } from "../checking/request.js";

// Loaded with the first request that selects anything: no other should pay for it.
const load = createRequire(import.meta.url);
let library: typeof JmesPath | undefined;

function jmespath(): typeof JmesPath {
  library ??= load("@jmespath-community/jmespath") as typeof JmesPath;
  return library;
}

/** The requests' schemas refuse longer ones; here only so that no time is spent on them. */
const LONGEST = 1000;

/** INVALID_REQUEST (6007) with path, position and reason for every `select` that is no expression. */
export function selectDefect(request: unknown): PmoError | undefined {
  const { operations } = (request ?? {}) as { operations?: unknown };
  const entries: [string, unknown][] = Array.isArray(operations)
    ? operations.map((entry, index) => [`operations[${index}].select`, entry])
    : [["select", request]];
  const issues = entries.flatMap(([path, entry]): WireIssue[] => {
    const { select } = (entry ?? {}) as { select?: unknown };
    if (typeof select !== "string" || select === "" || select.length > LONGEST) return [];
    const reason = whyWrong(select);
    return reason === undefined ? [] : [{ path, message: reason }];
  });
  return issues.length === 0 ? undefined : invalidRequest(issues, { guesses: [HOW_TO] });
}

const HOW_TO =
  "select takes a JMESPath expression: key, comments[0].body, comments[].{author: author.name, body: body}.";

/** Why a text is no JMESPath expression, and where; undefined when it is one. */
export function whyWrong(expression: string): string | undefined {
  const { compile } = jmespath();
  try {
    return unknownFunction(compile(expression), expression);
  } catch (error) {
    return `is no JMESPath expression ${placeOf(expression)}: ${reasonOf(error)}`;
  }
}

/** The library tells no place: it is the first token after which no continuation could help. */
function placeOf(expression: string): string {
  const { tokenize, compile } = jmespath();
  let starts: number[];
  try {
    starts = tokenize(expression)
      .filter(({ type }) => String(type) !== "EOF")
      .map(({ start }) => start);
  } catch {
    // A character that begins no token: the last one that the beginnings stumble over.
    const end = [...expression].findIndex((_, index) => !isLexed(expression.slice(0, index + 1)));
    return `from position ${Math.max(0, end)} on`;
  }
  for (const [index, start] of starts.entries()) {
    const beginning = expression.slice(0, starts[index + 1] ?? expression.length);
    try {
      compile(beginning);
    } catch (error) {
      if (!/\bEOF\b/.test(reasonOf(error))) return `at position ${start}`;
    }
  }
  return `at its end (position ${expression.length})`;
}

function isLexed(text: string): boolean {
  try {
    jmespath().tokenize(text);
    return true;
  } catch {
    // An open quote is not wrong yet.
    return /unclosed|unterminated|quot/i.test(text) || /["'`][^"'`]*$/.test(text);
  }
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/^Syntax error[:,]\s*/, "");
}

/** Functions are looked up when an expression is evaluated; by then calls have been made. */
function unknownFunction(tree: unknown, expression: string): string | undefined {
  const known = new Set(jmespath().getRegisteredFunctions());
  const unknown = functionsOf(tree).find((name) => !known.has(name));
  if (unknown === undefined) return undefined;
  return `has a function that JMESPath does not know at position ${expression.indexOf(unknown)}: ${unknown}; there are ${[...known].sort().join(", ")}`;
}

function functionsOf(tree: unknown): string[] {
  const found: string[] = [];
  const open: unknown[] = [tree];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== "object" || node === null) continue;
    const { type, name } = node as { type?: unknown; name?: unknown };
    if (type === "Literal") continue;
    if (type === "Function" && typeof name === "string") found.push(name);
    open.push(...Object.values(node));
  }
  return found;
}
