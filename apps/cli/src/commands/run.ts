import { statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { AnyAnswer, BatchAnswer } from "@pm-orchestrator/core";
import { EXIT } from "../exit-code.js";
import { readInput } from "../input/read-input.js";
import type { Invocation } from "../invocation.js";
import { Recorder } from "../output/recorder.js";
import { runRequest } from "../request.js";
import { usageError } from "../usage-error.js";

/** `pmo run FILE`: batch_parallel_execute. */
export async function run(invocation: Invocation): Promise<number> {
  const { svg, events } = invocation.options;
  const picture = typeof svg === "string" ? pictureFile(svg, invocation.cwd) : undefined;
  const params = await readInput(invocation.args[0] ?? "-", invocation.terminal);
  const recorder = new Recorder();
  let answer: AnyAnswer | undefined;
  const code = await runRequest(invocation, () => ({ operation: "batch_parallel_execute", params }), {
    events: events === true,
    onEvent: (event) => recorder.observe(event),
    onAnswer: (given) => {
      answer = given;
    },
  });
  if (picture === undefined || answer?.data === undefined) return code;
  return (await drawRun(picture, { answer: answer as BatchAnswer, recorder, invocation }))
    ? code
    : code || EXIT.failed;
}

/** Checked before anything runs: a picture that cannot be written must not be found out after the writes. */
function pictureFile(file: string, cwd: string): string {
  const path = resolve(cwd, file);
  const folder = statSync(dirname(path), { throwIfNoEntry: false });
  const target = statSync(path, { throwIfNoEntry: false });
  if (folder?.isDirectory() === true && target?.isDirectory() !== true) return path;
  throw usageError(`The picture cannot be written to ${file}.`, {
    details: { file },
    suggestions: ["Name a file in a folder that exists: --svg run.svg."],
  });
}

async function drawRun(
  file: string,
  { answer, recorder, invocation }: { answer: BatchAnswer; recorder: Recorder; invocation: Invocation },
): Promise<boolean> {
  const { runToSvg } = await import("@pm-orchestrator/planner/pictures");
  const { metadata, data } = answer;
  const picture = runToSvg({
    title: invocation.args[0] === "-" ? "Run" : (invocation.args[0] ?? "Run"),
    steps: (data?.results ?? []).map(({ id, system, operation, phase, status, metadata: step }) => ({
      id,
      system,
      operation,
      phase,
      status,
      start_ms: recorder.step(id)?.start_ms ?? null,
      end_ms: recorder.step(id)?.end_ms ?? null,
      cached: step.cached,
    })),
    total_ms: metadata.total_duration_ms,
    critical_path: metadata.critical_path,
    sequential_would_be_ms: metadata.sequential_would_be_ms,
  });
  try {
    await writeFile(file, picture);
    return true;
  } catch (error) {
    invocation.terminal.note(`The picture was not written: ${(error as Error).message}.`);
    return false;
  }
}
