import type { BatchStep } from "@pm-orchestrator/core";
import { createOrchestrator, type Orchestrator, type OrchestratorConfig } from "../../src/index.js";
import { installAdapter } from "./adapter-package.js";

/** Ends only when its signal aborts, with what the kit's HTTP client would say. */
function hang(_params: unknown, { signal }: { signal: AbortSignal }): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** An orchestrator with one system `box`, whose operations do what their names say. Nothing is simulated. */
export function boxed(config: Omit<OrchestratorConfig, "systems"> = {}): Orchestrator & { log: string[] } {
  const log: string[] = [];
  const say = (text: unknown) => log.push(String(text));
  const { folder, name } = installAdapter({
    operations: {
      echo: {
        run: (params) => {
          say(params["text"]);
          return params;
        },
      },
      store: {
        effect: "write",
        run: (params) => {
          say(`stored ${params["text"]}`);
          return params;
        },
      },
      query: { run: (params) => params, query_params: ["jql"] },
      fail: {
        run: () => {
          throw new Error("it is broken");
        },
      },
      hang: { run: hang },
      deaf: { run: () => new Promise(() => {}) },
      deaf_write: {
        effect: "write",
        run: (_params, { meter }) => {
          meter.begin();
          return new Promise(() => {});
        },
      },
      lookup: {
        run: (params, { cache }) =>
          cache.get("things", String(params["text"]), async () => ({ value: params["text"] })),
      },
    },
  });
  const orchestrator = createOrchestrator(
    { ...config, systems: { box: { adapter: name } } },
    { resolveFrom: [folder] },
  );
  return Object.assign(orchestrator, { log });
}

/** A step for {@link boxed}. */
export function step(id: string, operation: string, text = id, depends_on: string[] = []): BatchStep {
  return { id, system: "box", operation, params: { text }, depends_on };
}
