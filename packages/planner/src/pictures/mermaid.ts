import type { Plan } from "../steps/types.js";
import { systemColours } from "./svg.js";
import { formatDuration, printable } from "./text.js";

/**
 * The plan as a Mermaid flowchart: a subgraph for each phase, data as solid arrows, mere order as dotted ones, the
 * critical path thick. Node names are numbers and labels are escaped, so that no id or operation can be read as syntax.
 */
export function planToMermaid(plan: Plan): string {
  const nodes = new Map(plan.steps.map(({ id }, index) => [id, `n${index}`]));
  const colours = systemColours(plan.steps);
  const classes = new Map([...colours.keys()].map((system, index) => [system, `system${index}`]));
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const lines = ["flowchart LR"];
  for (const [index, ids] of plan.phases.entries()) {
    lines.push(`  subgraph phase${index + 1}["Phase ${index + 1}"]`);
    for (const id of ids) {
      const step = byId.get(id);
      if (step === undefined) continue;
      const label = [step.id, `${step.system} ${step.operation}`, formatDuration(step.expected_ms)];
      lines.push(
        `    ${nodes.get(id)}["${label.map(escapeLabel).join("<br/>")}"]:::${classes.get(step.system)}`,
      );
    }
    lines.push("  end");
  }
  const critical = new Set(
    plan.critical_path.slice(1).map((id, index) => edgeKey(plan.critical_path[index] ?? "", id)),
  );
  for (const { from, to, kinds } of plan.edges) {
    const data = kinds.includes("reference") ? "-->" : "-.->";
    lines.push(`  ${nodes.get(from)} ${critical.has(edgeKey(from, to)) ? "==>" : data} ${nodes.get(to)}`);
  }
  for (const [system, colour] of colours) {
    lines.push(`  classDef ${classes.get(system)} fill:${colour},stroke:#33415e,color:#0b1020`);
  }
  const path = plan.critical_path.map((id) => nodes.get(id)).join(",");
  if (path !== "")
    lines.push(`  classDef critical stroke:#d98a00,stroke-width:3px`, `  class ${path} critical`);
  return `${lines.join("\n")}\n`;
}

function edgeKey(from: string, to: string): string {
  return JSON.stringify([from, to]);
}

/** Everything but letters, digits, spaces, hyphens and underscores inside of words becomes a Mermaid character code. */
function escapeLabel(text: string): string {
  return printable(text)
    .replace(/\s+/g, " ")
    .replace(
      /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|[^A-Za-z0-9 _-]/gu,
      (character) => `#${character.codePointAt(0)};`,
    );
}
