import { getEventListeners } from "node:events";
import type { RunEvent } from "@pm-orchestrator/core";
import { expect, it } from "vitest";
import { simulated } from "../support/simulated.js";

const issue = (key: string) => ({ system: "jira", operation: "get_issue", params: { issue_key: key } });
const KEYS = ["TRAIN-1", "TRAIN-2", "TRAIN-3"];

/** A Jira that answers nothing; `sent` resolves with the first request, and each knows whether it was ended. */
function silent() {
  const ended: boolean[] = [];
  let tell: () => void = () => {};
  const sent = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const orchestrator = simulated({}, ({ signal }) => {
    const place = ended.push(false) - 1;
    setTimeout(tell, 5);
    return new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => {
        ended[place] = true;
        reject(signal.reason);
      });
    });
  });
  return { orchestrator, sent, ended };
}

it.each([1, 3])("%i like reads that are cancelled count what was sent", async (count) => {
  const { orchestrator, sent, ended } = silent();
  const caller = new AbortController();
  const operations = KEYS.slice(0, count).map(issue);
  const running = orchestrator.lazyGatherContext({ operations }, { signal: caller.signal });
  await sent;
  caller.abort();
  const answer = await running;
  const results = answer.data?.results ?? [];
  expect(results.map(({ status }) => status)).toEqual(operations.map(() => "cancelled"));
  expect(ended).toEqual([true]);
  expect(results.map(({ metadata }) => metadata.mcp_calls)).toEqual(
    operations.map((_, nth) => (nth === 0 ? 1 : 0)),
  );
  expect(answer.metadata.api_calls).toBe(1);
  for (const { metadata } of results) expect(metadata.duration_ms).toBeGreaterThanOrEqual(4);
  expect(getEventListeners(caller.signal, "abort")).toEqual([]);
});

it("one of several requests that is cancelled ends alone, and hears no more of the call", async () => {
  let refused = false;
  const orchestrator = simulated({}, () => {
    if (refused) return undefined;
    refused = true;
    return new Response("{}", { status: 429, headers: { "retry-after": "1" } });
  });
  const caller = new AbortController();
  const events: RunEvent[] = [];
  const [cancelled, other] = await Promise.all([
    orchestrator.lazyGatherContext(
      { operations: [issue("TRAIN-1")] },
      {
        signal: caller.signal,
        onEvent: (event) => {
          events.push(event);
          if (event.event === "operation_retried") caller.abort();
        },
      },
    ),
    orchestrator.lazyGatherContext({ operations: [issue("TRAIN-2"), issue("TRAIN-3")] }),
  ]);
  expect(cancelled.data?.results.map(({ status }) => status)).toEqual(["cancelled"]);
  expect(cancelled.metadata.api_calls).toBe(0);
  expect(other.data?.results.map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
  expect(other.metadata.api_calls).toBe(2);
  expect(events.at(-1)?.event).toBe("run_completed");
});

it("long-lived signals keep no listener of reads that were merged", async () => {
  const orchestrator = simulated();
  const caller = new AbortController();
  const { signal } = caller;
  await Promise.all(KEYS.map((key) => orchestrator.smartDelegate(issue(key), { signal })));
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
