/** Superscript and subscript as plain text: `10^2`, `H_2O`, `x^(n+1)`. Markdown has neither, and 10² is not 102. */
export function raised(text: string, above: boolean): string {
  const sign = above ? "^" : "_";
  const inner = text.trim();
  if (inner === "") return text;
  const shown = [...inner].length === 1 ? `${sign}${inner}` : `${sign}(${inner})`;
  return text.replace(inner, () => shown);
}
