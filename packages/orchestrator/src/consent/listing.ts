import type { ProposedWrite } from "@pm-orchestrator/core";

/** Each write as a person should see it before saying yes: exactly what would be sent, and nothing that hides. */
export function writeLines(writes: readonly ProposedWrite[]): string[] {
  return [
    `This request holds ${writes.length} ${writes.length === 1 ? "write" : "writes"}:`,
    ...writes.flatMap(({ id, system, operation, effect, params }) => [
      `  ${system} ${operation}${id === operation ? "" : ` (${id})`}${effect === "destructive" ? "  DESTRUCTIVE" : ""}`,
      ...Object.entries(params).flatMap(([name, value]) => {
        const text = typeof value === "string" ? value : JSON.stringify(value);
        const [first = "", ...more] = printable(text).split("\n");
        return [`    ${printable(name)}: ${first}`, ...more.map((line) => `      ${line}`)];
      }),
    ]),
  ];
}

/** Text that cannot move a cursor, hide or turn around what stands beside it. What joins the parts of an emoji stays. */
function printable(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(
      /[^\P{C}\t\n\u200d]/gu,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
    );
}
