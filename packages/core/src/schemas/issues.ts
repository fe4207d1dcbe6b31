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
    case "invalid_union":
      return unionMessage(issue) ?? issue.message;
    default:
      return issue.message.replace(/^Invalid (?:input|option): /, "");
  }
}

/** Of a value that is of none of several types, which they are: a union itself says only that nothing fits. */
function unionMessage({ errors }: z.core.$ZodIssueInvalidUnion): string | undefined {
  const wrongTypes = errors.map((branch) =>
    branch.find(({ code, path }) => code === "invalid_type" && path.length === 0),
  );
  const expected = wrongTypes.map((issue) => (issue?.code === "invalid_type" ? issue.expected : undefined));
  if (expected.length === 0 || expected.includes(undefined)) return undefined;
  const types = [...new Set(expected)].join(" or ");
  const received = /received (\w+)$/.exec(wrongTypes[0]?.message ?? "")?.[1];
  return received === undefined || received === "undefined"
    ? `is required (${types})`
    : `expected ${types}, received ${received}`;
}
