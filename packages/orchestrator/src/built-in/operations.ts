import type { BuiltInOperation } from "./operation.js";
import { readResult } from "./read-result.js";
import { cancelRun, getRun } from "./runs.js";

/** The operations of the system `orchestrator`, by name. Another one is a line here. */
export const BUILT_IN_OPERATIONS: Readonly<Record<string, BuiltInOperation>> = {
  get_run: getRun,
  cancel_run: cancelRun,
  read_result: readResult,
};
