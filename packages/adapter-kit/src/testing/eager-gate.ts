import type { UpstreamGate } from "@pm-orchestrator/core";

/** A gate that sends again at once, as often as a failed attempt may be: a test sees what repetition does. */
export const eagerGate: UpstreamGate = {
  async call(attempt) {
    for (;;) {
      const ended = await attempt();
      if (!("failed" in ended)) return ended.value;
      if (!ended.failed.again) throw ended.failed.error;
    }
  },
};
