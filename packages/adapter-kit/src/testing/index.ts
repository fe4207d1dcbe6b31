export { answeringFetch } from "./answering.js";
export { type AdapterBench, type AdapterBenchOptions, benchFor } from "./bench.js";
export { type ExpectedOfFault, type FaultCase, type FaultOfCase, faultCases } from "./fault-cases.js";
export { directGate, patientGate } from "./gates.js";
export { type Loss, losingFetch } from "./losing-fetch.js";
export { memoryFiles } from "./memory-files.js";
export { memoryLookups } from "./memory-lookups.js";
