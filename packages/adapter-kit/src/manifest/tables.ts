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
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
