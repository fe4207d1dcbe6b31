export { answeringFetch } from "./answering.js";
export { type AdapterBench, type AdapterBenchOptions, benchFor } from "./bench.js";
export { type CacheExpectations, cacheTests } from "./cache-tests.js";
export { type ExpectedOfFault, type FaultCase, type FaultOfCase, faultCases } from "./fault-cases.js";
export {
  type FaultExpectations,
  type FaultPlanOfTest,
  type FaultySystem,
  faultTests,
  oneTooMany,
  type StruckRequest,
} from "./fault-tests.js";
export { directGate, patientGate } from "./gates.js";
export { type Loss, losingFetch } from "./losing-fetch.js";
export { memoryFiles } from "./memory-files.js";
export { memoryLookups } from "./memory-lookups.js";
export type { BenchCall, SharedTest } from "./shared-test.js";
