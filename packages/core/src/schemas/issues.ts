import type { z } from "zod";

/** One thing that does not fit a schema. */
export interface WireIssue {
  /** Where, counted from the root: `operations[0].params.issue_key`; empty for the root itself. */
  path: string;
  message: string;
  /** Keys that nobody knows, when that is the problem. */
  unknown_keys?: string[];
}

/** A path as people write it. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      const name = String(part);
      if (!/^[A-Za-z_][\w-]*$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join("");
}

/** What a schema found, in a form that may leave the process: paths and words, never the values. */
export function wireIssues(error: z.core.$ZodError): WireIssue[] {
  return error.issues.map((issue) => ({
    path: pathText(issue.path),
    message: messageOf(issue),
    ...(issue.code === "unrecognized_keys" ? { unknown_keys: issue.keys } : {}),
  }));
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return `unknown ${issue.keys.length > 1 ? "keys" : "key"} ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
    case "invalid_type":
      return issue.input === undefined && /received undefined$/.test(issue.message)
        ? `is required (${issue.expected})`
        : issue.message.replace(/^Invalid input: /, "");
    default:
      return issue.message.replace(/^Invalid (?:input|option): /, "");
  }
}
