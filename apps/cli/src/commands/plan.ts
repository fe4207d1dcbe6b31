import type { PlanAnswer, PlanData } from "pm-orchestrator";
import { exitCodeOf } from "../exit-code.js";
import { readInput } from "../input/read-input.js";
import type { Invocation } from "../invocation.js";
import { errorLines } from "../output/errors.js";
import { printJson } from "../output/json.js";
import { tableLines } from "../output/table.js";
import type { Terminal } from "../output/terminal.js";
import { count, durationText } from "../output/text.js";
import { openOrchestrator } from "../session.js";
import { usageError } from "../usage-error.js";

/** `pmo plan FILE`: what a request would do. Calls nothing. */
export async function run(invocation: Invocation): Promise<number> {
  const { terminal, options, args } = invocation;
  const given = options["format"];
  if (terminal.json && given !== undefined && given !== "json") {
    throw usageError(`--json and --format ${String(given)} contradict each other.`, {
      suggestions: ["Leave one of them out."],
    });
  }
  const format = terminal.json ? "json" : given;
  const request = await readInput(args[0] ?? "-", terminal);
  const orchestrator = await openOrchestrator(invocation, { willCall: false });
  const answer = await orchestrator.plan(request as Parameters<typeof orchestrator.plan>[0]);
  await print(answer, { format, terminal });
  return exitCodeOf(answer);
}

async function print(
  answer: PlanAnswer,
  { format, terminal }: { format: unknown; terminal: Terminal },
): Promise<void> {
  const { data, error } = answer;
  if (format === "json") return printJson({ ...answer, metadata: {} }, terminal);
  if (data === undefined) {
    if (error !== undefined) for (const line of errorLines(error, terminal.notePalette)) terminal.note(line);
    return;
  }
  if (format === "mermaid" || format === "svg") {
    const { planToMermaid, planToSvg } = await import("@pm-orchestrator/planner/pictures");
    const picture = format === "svg" ? planToSvg(data) : planToMermaid(data);
    return terminal.print(picture.trimEnd());
  }
  for (const line of await planLines(data, terminal)) terminal.print(line);
}

/** A plan for people. */
async function planLines(plan: PlanData, terminal: Terminal): Promise<string[]> {
  const effects = new Map(plan.writes.map(({ id, effect }) => [id, effect]));
  const { palette } = terminal;
  const rows = [...plan.steps]
    .sort((a, b) => a.phase - b.phase)
    .map(({ id, system, operation, phase, dependencies, expected_ms }) => [
      String(phase),
      id,
      `${system} ${operation}`,
      effects.get(id) ?? "read",
      dependencies.join(", "),
      durationText(expected_ms),
    ]);
  const table = await tableLines(
    { columns: ["phase", "step", "calls", "effect", "waits for", "expected"], rows },
    terminal,
  );
  return [
    ...table,
    "",
    `${palette.name("critical path:")} ${plan.critical_path.join(" → ")} (${durationText(plan.critical_path_ms)})`,
    `${palette.name("writes:")} ${plan.writes.length === 0 ? "none" : plan.writes.map(({ id }) => id).join(", ")}`,
    `${palette.name("expected:")} ${count(plan.expected_calls, "call")} in ${count(plan.phases.length, "phase")}; nothing was called`,
    ...plan.obstacles.map(({ message }) => `${palette.name("missing:")} ${message}`),
  ];
}
