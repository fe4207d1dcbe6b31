import type {
  AnyAnswer,
  BatchRequest,
  CacheStatusRequest,
  DelegateRequest,
  Envelope,
  GatherRequest,
  RequestOperation,
  RunEvent,
} from "@pm-orchestrator/core";
import type { CallOptions, Orchestrator, PlanData } from "pm-orchestrator";
import { askConsent } from "./consent.js";
import { exitCodeOf } from "./exit-code.js";
import { withMaxTokens } from "./input/max-tokens.js";
import type { UncheckedRequest } from "./input/unchecked-request.js";
import { watchInterrupts } from "./interrupts.js";
import type { Invocation } from "./invocation.js";
import { printAnswer } from "./output/answers.js";
import { errorAnswer, printJson } from "./output/json.js";
import { labelsOf } from "./output/labels.js";
import { type LiveStep, startLiveView } from "./output/live.js";
import type { Terminal } from "./output/terminal.js";
import { openOrchestrator } from "./session.js";

export interface RequestOptions {
  /** `--events`: every event as a line of JSON, the answer as the last line. */
  events?: boolean;
  /** Called for every event. */
  onEvent?: (event: RunEvent) => void;
  /** Called with the answer before it is printed. */
  onAnswer?: (answer: AnyAnswer) => void;
}

/** Runs a request over the configured or simulated systems, prints its answer, and answers the exit code. */
export async function runRequest(
  invocation: Invocation,
  prepare: (orchestrator: Orchestrator) => UncheckedRequest | Promise<UncheckedRequest>,
  options: RequestOptions = {},
): Promise<number> {
  const { terminal, globals } = invocation;
  const orchestrator = await openOrchestrator(invocation, { willCall: true });
  const request = withMaxTokens(await prepare(orchestrator), invocation.options);
  const isWatched = terminal.isRich && options.events !== true;
  const plan = await planOf(orchestrator, request, { wanted: isWatched });
  const writes = globals.yes ? [] : await orchestrator.proposedWrites(envelopeOf(request));
  const refusal =
    writes.length === 0 ? undefined : await askConsent(writes, withoutQuestions(terminal, options.events));
  if (refusal !== undefined) {
    const answer = errorAnswer(refusal.toJSON());
    await print(request.operation, answer as AnyAnswer, { terminal, events: options.events });
    return exitCodeOf(answer);
  }
  const interrupts = watchInterrupts();
  const live = isWatched && plan ? await startLiveView(liveSteps(plan, request), terminal) : undefined;
  let answer: AnyAnswer;
  try {
    answer = await ask(orchestrator, request, {
      signal: interrupts.signal,
      onEvent: (event) => {
        live?.observe(event);
        options.onEvent?.(event);
        if (options.events === true) terminal.print(JSON.stringify(event));
      },
    });
  } finally {
    live?.end();
  }
  if (live !== undefined) terminal.print("");
  options.onAnswer?.(answer);
  await print(request.operation, answer, { terminal, events: options.events });
  interrupts.end();
  if (interrupts.signal.aborted && !terminal.json) terminal.note("Interrupted.");
  await orchestrator.close();
  return exitCodeOf(answer, interrupts.signal.aborted);
}

/** With `--events` standard output belongs to machines, and so nobody is asked. */
function withoutQuestions(terminal: Terminal, events = false): Terminal {
  return events ? { ...terminal, canAsk: false } : terminal;
}

function envelopeOf({ operation, params, envelope }: UncheckedRequest): Envelope {
  return (envelope ?? { operation, params }) as Envelope;
}

/** The plan of a request that is correct; a defective one is left to the engine, whose answer lists its defects. */
async function planOf(
  orchestrator: Orchestrator,
  request: UncheckedRequest,
  { wanted }: { wanted: boolean },
): Promise<PlanData | undefined> {
  const { operation } = request;
  if (!wanted || operation === "cache_status") return undefined;
  const { data } = await orchestrator.plan(envelopeOf(request));
  // What refuses the request anyway needs no consent first; in a gather only the steps of that system fail.
  const isRefused = operation !== "lazy_gather_context" && (data?.obstacles.length ?? 0) > 0;
  return isRefused ? undefined : data;
}

/** Each of the four is asked as itself, so that also a refusal has its metadata. */
function ask(
  orchestrator: Orchestrator,
  { operation, params, envelope }: UncheckedRequest,
  options: CallOptions,
): Promise<AnyAnswer> {
  if (envelope !== undefined) return orchestrator.handle(envelope as Envelope, options);
  switch (operation) {
    case "lazy_gather_context":
      return orchestrator.lazyGatherContext(params as GatherRequest, options);
    case "smart_delegate":
      return orchestrator.smartDelegate(params as DelegateRequest, options);
    case "batch_parallel_execute":
      return orchestrator.batchParallelExecute(params as BatchRequest, options);
    case "cache_status":
      return orchestrator.cacheStatus(params as CacheStatusRequest);
  }
}

async function print(
  operation: RequestOperation,
  answer: AnyAnswer,
  { terminal, events = false }: { terminal: Terminal; events?: boolean | undefined },
): Promise<void> {
  if (events) terminal.print(JSON.stringify(answer));
  else if (terminal.json) printJson(answer, terminal);
  else await printAnswer(operation, answer, terminal);
}

function liveSteps({ steps, phases }: PlanData, { operation }: UncheckedRequest): LiveStep[] {
  const labels = labelsOf(operation, steps);
  const byPhase = [...steps].sort((a, b) => a.phase - b.phase);
  return byPhase.map(({ id, phase }) => {
    const label = labels.get(id) ?? id;
    return { id, title: phases.length > 1 ? `${phase}  ${label}` : label };
  });
}
