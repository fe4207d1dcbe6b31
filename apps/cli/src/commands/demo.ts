import type { AnyAnswer, BatchAnswer, GatherAnswer, RunEvent } from "@pm-orchestrator/core";
import type { Orchestrator } from "pm-orchestrator";
import { WORKFLOWS, type Workflow } from "../demo-workflows.js";
import { exitCodeOf } from "../exit-code.js";
import { watchInterrupts } from "../interrupts.js";
import { IN_PROCESS, type Invocation } from "../invocation.js";
import { resultLines } from "../output/answers.js";
import { errorLines } from "../output/errors.js";
import { printJson } from "../output/json.js";
import { labelsOf } from "../output/labels.js";
import { startLiveView } from "../output/live.js";
import { receiptOfDelegate, receiptOfRun } from "../output/receipt.js";
import { Recorder } from "../output/recorder.js";
import type { Terminal } from "../output/terminal.js";
import { count, durationText, oneLine } from "../output/text.js";
import { type Bar, timelineLines } from "../output/timeline.js";
import { openOrchestrator } from "../session.js";

/** Every simulated request takes this long: enough to see what runs beside what. Unit: milliseconds. */
const LATENCY_MS = 300;

/** `pmo demo`: three requests over five simulated systems. Every number that it prints was measured in this run. */
export async function run(invocation: Invocation): Promise<number> {
  const { terminal } = invocation;
  const interrupts = watchInterrupts();
  const simulated = { ...invocation, globals: { ...invocation.globals, simulate: IN_PROCESS } };
  const orchestrator = await openOrchestrator(simulated, { willCall: true, latencyMs: LATENCY_MS });
  if (!terminal.json) for (const line of introduction(terminal)) terminal.print(line);
  const outcomes: { workflow: Workflow; answer: AnyAnswer }[] = [];
  for (const workflow of WORKFLOWS) {
    if (interrupts.signal.aborted) break;
    const answer = await perform(orchestrator, workflow, { terminal, signal: interrupts.signal });
    outcomes.push({ workflow, answer });
    if (terminal.json) continue;
    const { subagents_loaded: loaded } = orchestrator.metrics().orchestrator_metrics.session;
    terminal.print(terminal.palette.faint(`loaded so far: ${loaded.join(", ") || "no adapter"}`));
    terminal.print("");
  }
  const success = outcomes.length === WORKFLOWS.length && outcomes.every(({ answer }) => answer.success);
  if (terminal.json) {
    const workflows = outcomes.map(({ workflow, answer }) => ({
      title: workflow.title,
      request: workflow.envelope,
      answer,
    }));
    printJson(
      { success, data: { latency_ms: LATENCY_MS, workflows }, metadata: orchestrator.metrics() },
      terminal,
    );
  } else {
    for (const line of closing(
      orchestrator,
      outcomes.map(({ answer }) => answer),
      terminal,
    ))
      terminal.print(line);
  }
  await orchestrator.close();
  interrupts.end();
  const codes = outcomes.map(({ answer }) => exitCodeOf(answer, interrupts.signal.aborted));
  return Math.max(0, ...codes, exitCodeOf({ success }, interrupts.signal.aborted));
}

function introduction({ palette }: Terminal): string[] {
  return [
    palette.strong("Five simulated systems in this process, three requests."),
    `Every simulated request takes ${LATENCY_MS} ms. Nothing leaves this machine.`,
    "",
  ];
}

async function perform(
  orchestrator: Orchestrator,
  { title, explanation, envelope }: Workflow,
  { terminal, signal }: { terminal: Terminal; signal: AbortSignal },
): Promise<AnyAnswer> {
  const { palette } = terminal;
  if (!terminal.json) {
    terminal.print(palette.strong(title));
    terminal.print(palette.faint(explanation));
  }
  const { data: plan } = await orchestrator.plan(envelope);
  const steps = plan?.steps ?? [];
  const labels = labelsOf(envelope.operation, steps);
  const live = terminal.isRich
    ? await startLiveView(
        steps.map(({ id }) => ({ id, title: labels.get(id) ?? id })),
        terminal,
      )
    : undefined;
  const recorder = new Recorder();
  const observe = (event: RunEvent) => {
    live?.observe(event);
    recorder.observe(event);
  };
  let answer: AnyAnswer;
  try {
    answer = await orchestrator.handle(envelope, { signal, onEvent: observe });
  } finally {
    live?.end();
  }
  if (!terminal.json) await report(answer, { labels, recorder, terminal });
  return answer;
}

async function report(
  answer: AnyAnswer,
  {
    labels,
    recorder,
    terminal,
  }: { labels: ReadonlyMap<string, string>; recorder: Recorder; terminal: Terminal },
): Promise<void> {
  const { palette } = terminal;
  if (isRun(answer)) {
    const results = answer.data?.results ?? [];
    const successes = new Map([...labels.keys()].map((id, index) => [id, results[index]?.success === true]));
    const bars = [...labels].map(([id, label]): Bar => {
      const { start_ms = null, end_ms = null } = recorder.step(id) ?? {};
      return { label, start_ms, end_ms, success: successes.get(id) === true };
    });
    terminal.print("");
    for (const line of timelineLines(bars, palette)) terminal.print(line);
    terminal.print("");
    for (const result of results) {
      if (result.success)
        terminal.print(`  ${palette.name(result.id ?? result.system)}  ${gist(result.data)}`);
      else for (const line of await resultLines(result, terminal)) terminal.print(`  ${line}`);
    }
    terminal.print(palette.faint(receiptOfRun(answer.metadata)));
  } else if (answer.success) {
    terminal.print(`  ${gist(answer.data)}`);
    if ("overhead_ms" in answer.metadata) terminal.print(palette.faint(receiptOfDelegate(answer.metadata)));
  }
  if (answer.error !== undefined) for (const line of errorLines(answer.error, palette)) terminal.print(line);
}

function isRun(answer: AnyAnswer): answer is GatherAnswer | BatchAnswer {
  return "sequential_would_be_ms" in answer.metadata;
}

/** The fields by which a person knows a thing: its name for people, what it is about, how it stands, else where it is. */
const GIST_FIELDS = [
  ["key", "identifier", "number"],
  ["summary", "title", "text"],
  ["status", "state"],
] as const;
const PLACES = ["permalink", "url", "id"] as const;
const LONGEST_GIST = 60;

/** The few words of a result by which a person knows it. */
function gist(data: unknown): string {
  if (typeof data !== "object" || data === null) return oneLine(String(data));
  const fields = data as Readonly<Record<string, unknown>>;
  const pick = (names: readonly string[]) => names.map((name) => fields[name]).find(isShown);
  const known = GIST_FIELDS.map(pick).filter(isShown);
  const list = Object.entries(fields).find(([, value]) => Array.isArray(value));
  if (known.length === 0 && list !== undefined && !isShown(fields["id"])) {
    const [name, items] = list as [string, unknown[]];
    const first = items[0] === undefined ? "" : `, the first: ${gist(items[0])}`;
    return `${items.length} ${name.replaceAll("_", " ")}${first}`;
  }
  const shown = known.length > 0 ? known : [pick(PLACES)].filter(isShown);
  return shown.map((value) => shorten(oneLine(String(value)))).join(" · ");
}

function isShown(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function shorten(text: string): string {
  return text.length > LONGEST_GIST ? `${text.slice(0, LONGEST_GIST - 1)}…` : text;
}

/** What the whole demo did, from the answers and the session's metrics. */
function closing(orchestrator: Orchestrator, answers: readonly AnyAnswer[], { palette }: Terminal): string[] {
  const { session } = orchestrator.metrics().orchestrator_metrics;
  const calls = answers.reduce((sum, { metadata }) => sum + callsOf(metadata), 0);
  const ran = answers.filter(isRun);
  const took = ran.reduce((sum, { metadata }) => sum + metadata.total_duration_ms, 0);
  const oneByOne = ran.reduce((sum, { metadata }) => sum + metadata.sequential_would_be_ms, 0);
  return [
    palette.strong("Receipt"),
    `  ${count(answers.length, "request")}, ${count(session.total_operations, "operation")}, ${count(calls, "upstream call")}`,
    `  ${count(session.subagents_loaded.length, "adapter")} loaded`,
    ...(took > 0
      ? [
          `  the two parallel ones took ${durationText(took)}; one step after another ${durationText(oneByOne)}`,
        ]
      : []),
  ];
}

function callsOf(metadata: object): number {
  const { api_calls, mcp_calls } = metadata as { api_calls?: number; mcp_calls?: number };
  return api_calls ?? mcp_calls ?? 0;
}
