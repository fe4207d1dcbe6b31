import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** CPU time of this process, all of its threads, user and system, while the work runs. Unit: milliseconds. */
export async function cpuMs(work: () => Promise<void> | void): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Collects garbage now, so that a measurement does not pay for what the one before left behind. */
export const collectGarbage: () => void = (() => {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
})();
