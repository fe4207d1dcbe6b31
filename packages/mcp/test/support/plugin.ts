import { readFileSync } from "node:fs";

/** The top of the repository, where the marketplace is. */
export const ROOT = new URL("../../../../", import.meta.url);

export function text(path: string): string {
  return readFileSync(new URL(path, ROOT), "utf8");
}

// biome-ignore lint/suspicious/noExplicitAny: what it holds is what the test is about.
export function json(path: string): any {
  return JSON.parse(text(path));
}

export const SKILL = "plugin/skills/work-systems/SKILL.md";

/** A call that the skill shows: a tool's name and its arguments. */
export interface Example {
  tool: string;
  args: Record<string, unknown>;
}

export interface Skill {
  /** Lines `name: value` between the first two `---`. */
  front: Record<string, string>;
  examples: Example[];
  /** Whatever else stands between backticks. */
  terms: string[];
}

const FRONT = /^---\n([\s\S]*?)\n---\n/;
const CODE = /```\n([\s\S]*?)```|`([^`\n]+)`/g;
const CALL = /^(\w+) (\{[\s\S]*\})$/;

/** A skill's text taken apart. An example that is no JSON throws. */
export function readSkill(markdown: string): Skill {
  const front = Object.fromEntries(
    (FRONT.exec(markdown)?.[1] ?? "").split("\n").map((line) => {
      const colon = line.indexOf(": ");
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  const examples: Example[] = [];
  const terms: string[] = [];
  for (const [, block, inline] of markdown.replace(FRONT, "").matchAll(CODE)) {
    const code = (block ?? inline ?? "").trim();
    const [, tool, args] = CALL.exec(code) ?? [];
    if (tool === undefined || args === undefined) terms.push(code);
    else examples.push({ tool, args: JSON.parse(args) });
  }
  return { front, examples, terms };
}
