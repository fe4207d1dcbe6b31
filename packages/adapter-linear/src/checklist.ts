/** One item of the checklists in a text. */
export interface ChecklistItem {
  /** Its place among all items, from 0. */
  index: number;
  text: string;
  checked: boolean;
  /** The line on which it stands, from 0. */
  line: number;
}

const ITEM = /^(\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+\[)([ xX])(\]\s+)(.*)$/;
const FENCE = /^\s*(?:>\s*)*(`{3,}|~{3,})/;

/** Every item in the order of the lines; what only looks like one, within a block of code, is none. */
export function checklistItems(markdown: string): ChecklistItem[] {
  const items: ChecklistItem[] = [];
  let fence: string | undefined;
  for (const [line, text] of markdown.split("\n").entries()) {
    const mark = FENCE.exec(text)?.[1];
    if (mark !== undefined) {
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
      continue;
    }
    const item = fence === undefined ? ITEM.exec(text) : null;
    if (item === null) continue;
    const [, , box = " ", , rest = ""] = item;
    items.push({ index: items.length, text: rest.trim(), checked: box !== " ", line });
  }
  return items;
}

/** The text with these items checked or not. Nothing but their boxes changes, and the boxes that are right already stay. */
export function withItemsMarked(markdown: string, items: readonly ChecklistItem[], checked: boolean): string {
  const lines = new Set(items.filter((item) => item.checked !== checked).map(({ line }) => line));
  return markdown
    .split("\n")
    .map((text, line) =>
      lines.has(line)
        ? text.replace(
            ITEM,
            (_, before: string, _box, after: string, rest: string) =>
              `${before}${checked ? "x" : " "}${after}${rest}`,
          )
        : text,
    )
    .join("\n");
}

/** Brings the lines up to date that tell of the progress, where the text has such lines; none is added. */
export function withProgress(
  markdown: string,
  { completed, total }: { completed: number; total: number },
  at: Date | undefined,
): string {
  const percent = total === 0 ? 0 : Math.round((completed / total) * 100);
  return markdown
    .replace(
      /^(\W*Progress\W*?:\W*?\s*)\d+% \(\d+\/\d+( completed)?\)/m,
      (_, before: string, after = "") => `${before}${percent}% (${completed}/${total}${after})`,
    )
    .replace(/^(\W*Last updated\W*?:\W*?\s*)\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?/m, (whole, before: string) =>
      at === undefined ? whole : `${before}${at.toISOString().slice(0, 10)}`,
    );
}
