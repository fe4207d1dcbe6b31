export { type AdapterBench, type AdapterBenchOptions, benchFor } from "./bench.js";
export { memoryLookups } from "./memory-lookups.js";
