import type { Section } from "./page/section.js";

/** One measurement: a section of the page. */
export interface Measurement {
  name: string;
  title: string;
  load: () => Promise<{ measure: () => Promise<Omit<Section, "name" | "title">> }>;
}

/** Every measurement, in the order of the page. */
export const MEASUREMENTS: readonly Measurement[] = [
  {
    name: "latency",
    title: "requests to systems that take 400 ms for an answer",
    load: () => import("./latency/index.js"),
  },
  {
    name: "overhead",
    title: "what the engine adds to a step",
    load: () => import("./overhead/index.js"),
  },
  {
    name: "scheduler",
    title: "what planning and scheduling cost per step",
    load: () => import("./scheduler/index.js"),
  },
  {
    name: "dataflow",
    title: "the same plans as dataflow and with a barrier after each phase",
    load: () => import("./dataflow/index.js"),
  },
  {
    name: "limits",
    title: "two hundred reads of a system that takes twenty a second",
    load: () => import("./limits/index.js"),
  },
  {
    name: "merging",
    title: "how many calls like and identical reads take",
    load: () => import("./merging/index.js"),
  },
  {
    name: "memory",
    title: "ten thousand requests in one session",
    load: () => import("./memory/index.js"),
  },
  {
    name: "startup",
    title: "whole processes, from their start to their end",
    load: () => import("./startup/index.js"),
  },
  {
    name: "mcp",
    title: "what an agent pays before any work",
    load: () => import("./mcp/index.js"),
  },
  {
    name: "tokens",
    title: "what results cost an agent, beside the vendors' own answers",
    load: () => import("./tokens/index.js"),
  },
];
