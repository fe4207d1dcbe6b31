import type { UpstreamGate } from "@pm-orchestrator/core";

/** A gate that lets every call through and tries nothing again: a test sees every single failure. */
export const directGate: UpstreamGate = {
  async call(attempt) {
    const ended = await attempt();
    if ("failed" in ended) throw ended.failed.error;
    return ended.value;
  },
};
