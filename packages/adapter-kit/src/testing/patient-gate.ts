import type { UpstreamGate } from "@pm-orchestrator/core";

/** A gate that tries again, at once, whatever may be sent again: up to seven attempts, as the engine does. */
export const patientGate: UpstreamGate = {
  async call(attempt) {
    for (let count = 1; ; count += 1) {
      const ended = await attempt();
      if (!("failed" in ended)) return ended.value;
      if (count === 7 || !ended.failed.again) throw ended.failed.error;
    }
  },
};
