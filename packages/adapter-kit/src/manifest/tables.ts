import type { AdapterManifest } from "@pm-orchestrator/core";

/** The operations of an adapter as a Markdown table, for its README. */
export function operationTable(manifest: AdapterManifest): string {
  const rows = Object.entries(manifest.operations).map(([name, operation]) => [
    `\`${name}\``,
    operation.effect,
    operation.summary,
    operation.upstream.map((endpoint) => `\`${endpoint}\``).join(", ") || "none",
  ]);
  return table(["operation", "effect", "gives", "upstream"], rows);
}

/** The errors of an adapter as a Markdown table. */
export function errorTable(manifest: AdapterManifest): string {
  const rows = Object.entries(manifest.errors)
    .sort(([, a], [, b]) => a.number - b.number)
    .map(([code, { number, when }]) => [String(number), `\`${code}\``, when]);
  return table(["number", "code", "when"], rows);
}

/** The settings of an adapter as a Markdown table. */
export function settingsTable(manifest: AdapterManifest): string {
  const rows = manifest.settings.map((setting) => [
    `\`${setting.name}\``,
    setting.env === undefined ? "" : `\`${setting.env}\``,
    setting.secret === true ? "yes" : "",
    setting.summary,
  ]);
  return table(["setting", "environment", "secret", "what"], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cellText).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A cell ends at a pipe and a row at a line break, so neither may stand in one. */
function cellText(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s*[\r\n]+\s*/g, " ");
}
