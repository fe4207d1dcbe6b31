/** One file's part of a diff. */
export interface FileDiff {
  path: string;
  text: string;
}

/** A diff as git writes it, cut into its files; nothing of the text is lost. */
export function filesOfDiff(diff: string): FileDiff[] {
  return diff
    .split(/^(?=diff --git )/m)
    .filter((text) => text.startsWith("diff --git "))
    .map((text) => ({ path: pathOf(text), text }));
}

/** Those that are one of `paths`, or lie in a folder among them. */
export function withinPaths(files: readonly FileDiff[], paths: readonly string[]): FileDiff[] {
  const wanted = paths.map((path) => path.replace(/^\/+|\/+$/g, ""));
  return files.filter(({ path }) => wanted.some((one) => path === one || path.startsWith(`${one}/`)));
}

/** The name after the change; that before it when the file is gone, and that of the head for a binary file. */
function pathOf(text: string): string {
  const [, after] = /^\+\+\+ (.*)$/m.exec(text) ?? [];
  const [, before] = /^--- (.*)$/m.exec(text) ?? [];
  const [, renamed] = /^rename to (.*)$/m.exec(text) ?? [];
  const [, head = ""] = /^diff --git .* ("?b\/.*)$/m.exec(text) ?? [];
  const named = [after, before].find((name) => name !== undefined && name !== "/dev/null");
  return renamed === undefined ? withoutSide(named ?? head) : unquoted(renamed);
}

function withoutSide(name: string): string {
  return unquoted(name.replace(/\t.*$/, "")).replace(/^[ab]\//, "");
}

/** Git quotes names with unusual characters, and writes their bytes in octal. */
function unquoted(name: string): string {
  if (!/^".*"$/.test(name)) return name;
  const bytes = name
    .slice(1, -1)
    .match(/\\[0-7]{3}|\\.|[^\\]+/g)
    ?.map((part) => {
      if (/^\\[0-7]/.test(part)) return Buffer.from([Number.parseInt(part.slice(1), 8)]);
      return Buffer.from(part.startsWith("\\") ? (ESCAPES.get(part) ?? part.slice(1)) : part);
    });
  return Buffer.concat(bytes ?? []).toString("utf8");
}

const ESCAPES = new Map([
  ["\\n", "\n"],
  ["\\t", "\t"],
  ["\\r", "\r"],
]);
