export { graphql, HttpResponse, http, type RequestHandler } from "msw";
export { baseOf, defineSimulator, type SimulatorDefinition } from "./definition.js";
export { delay } from "./delay.js";
export {
  createSimulatorHost,
  IN_PROCESS_ORIGIN,
  type SimulatorHost,
  type SimulatorHostOptions,
  type SimulatorLoader,
} from "./host.js";
export { PEOPLE, type Person } from "./people.js";
export { type ServedSimulators, serveSimulators } from "./serve.js";
export { containsAllWords, wordsOf } from "./text.js";
export { createWorld, type LoggedRequest, type World, type WorldOptions } from "./world.js";
