export { graphql, HttpResponse, http, type RequestHandler } from "msw";
export {
  type AskedRequest,
  baseOf,
  defineSimulator,
  type NextRoom,
  type Refusals,
  type SimulatorDefinition,
} from "./definition.js";
export { delay } from "./delay.js";
export {
  FAULTS,
  type FaultName,
  type FaultPlan,
  type FaultRule,
  type LimitRule,
  type Matching,
  type RateHeaders,
  type Striking,
} from "./faults/plan.js";
export { type PlanSource, readFaultPlan } from "./faults/read-plan.js";
export {
  createSimulatorHost,
  IN_PROCESS_ORIGIN,
  type SimulatorHost,
  type SimulatorHostOptions,
  type SimulatorLoader,
} from "./host.js";
export type { LoggedFault, LoggedRequest } from "./log.js";
export { appliedWrites, type RepeatedWrite, repeatedWrites, untoldWrites } from "./oracle.js";
export { PEOPLE, type Person } from "./people.js";
export { markRefused } from "./refusal.js";
export { type ServedSimulators, serveSimulators } from "./serve.js";
export { containsAllWords, wordsOf } from "./text.js";
export { createWorld, type World, type WorldOptions } from "./world.js";
