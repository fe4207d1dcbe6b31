import type { RunEvent } from "@pm-orchestrator/core";
import type { Terminal } from "./terminal.js";
import { count, durationText, printable } from "./text.js";

/** A step as the live view shows it. */
export interface LiveStep {
  id: string;
  title: string;
}

/** A live view of a run, fed from its events. */
export interface LiveView {
  observe(event: RunEvent): void;
  /** Leaves the last state standing and gives the terminal back. */
  end(): void;
}

const SHOW_CURSOR = "\u001b[?25h";

/** Lines of the terminal that the view leaves free. */
const ROWS_LEFT_FREE = 4;

/**
 * Shows a line for each step: waiting, running, done, failed or skipped. Plans that are longer than the terminal are
 * shown as one line that counts.
 */
export async function startLiveView(steps: readonly LiveStep[], terminal: Terminal): Promise<LiveView> {
  const { DefaultRenderer, Listr, ListrTaskState } = await import("listr2");
  const tooMany = steps.length > Math.max(1, terminal.rows - ROWS_LEFT_FREE);
  const shown = tooMany ? [{ id: "all", title: count(steps.length, "step") }] : steps;
  // The engine runs the steps, not listr: its tasks only carry the state that its renderer draws.
  const listr = new Listr<unknown, "default", "default">(
    shown.map(({ title }) => ({ title: printable(title), task: () => {} })),
    { exitOnError: false, registerSignalListeners: false, fallbackRenderer: "default" },
  );
  await Promise.all(listr.tasks.map((task) => task.check({})));
  const options = { formatOutput: "truncate" as const, showErrorMessage: false };
  const renderer = new DefaultRenderer(listr.tasks, options, listr.events);
  const tasks = new Map(shown.map(({ id }, index) => [id, listr.tasks[index]]));
  await renderer.render();
  // The view hides the cursor; a second ctrl-C must not leave it so.
  const showCursor = () => void process.stdout.write(SHOW_CURSOR);
  process.once("exit", showCursor);

  const finish = (id: string, state: "COMPLETED" | "FAILED" | "SKIPPED", note: string) => {
    const task = tasks.get(id);
    if (task === undefined) return;
    task.title$ = `${task.title}  ${terminal.palette.faint(note)}`;
    task.state$ = ListrTaskState[state];
  };
  const observeStep = (event: RunEvent) => {
    switch (event.event) {
      case "operation_started": {
        const task = tasks.get(event.operation_id);
        if (task !== undefined) task.state$ = ListrTaskState.STARTED;
        return;
      }
      case "operation_completed": {
        const note = event.cached ? "cached" : durationText(event.duration_ms);
        return finish(event.operation_id, event.success ? "COMPLETED" : "FAILED", note);
      }
      case "operation_skipped":
        return finish(event.operation_id, "SKIPPED", `not run: ${event.because}`);
    }
  };
  const observe = tooMany ? counting(tasks.get("all"), steps.length, ListrTaskState) : observeStep;
  return {
    observe,
    end() {
      process.off("exit", showCursor);
      renderer.end();
    },
  };
}

type States = typeof import("listr2").ListrTaskState;

/** What of listr's tasks is set here. */
interface DrawnTask {
  title$: string;
  state$: import("listr2").ListrTaskState;
}

function counting(task: DrawnTask | undefined, total: number, states: States): (event: RunEvent) => void {
  let [running, done, failed] = [0, 0, 0];
  return (event) => {
    if (task === undefined) return;
    if (event.event === "operation_started") running += 1;
    else if (event.event === "operation_completed") {
      running -= 1;
      done += 1;
      if (!event.success) failed += 1;
    } else if (event.event === "operation_skipped") done += 1;
    // What a context pack finds on its way was in no plan.
    const known = Math.max(total, done + running);
    task.title$ = `${done} of ${known} steps done, ${running} running${failed > 0 ? `, ${failed} failed` : ""}`;
    if (event.event === "run_completed") task.state$ = failed > 0 ? states.FAILED : states.COMPLETED;
    else if (event.event === "run_started") task.state$ = states.STARTED;
  };
}
