import type { UpstreamGate } from "@pm-orchestrator/core";

/** A gate that lets every call through and tries nothing again: a test sees every single failure. */
export const directGate = gateOf(1);

/** A gate that tries again, at once, whatever may be sent again: up to seven attempts, as the engine does. */
export const patientGate = gateOf(7);

function gateOf(most: number): UpstreamGate {
  return {
    async call(attempt) {
      for (let count = 1; ; count += 1) {
        const ended = await attempt();
        if (!("failed" in ended)) return ended.value;
        if (count === most || !ended.failed.again) throw ended.failed.error;
      }
    },
  };
}
