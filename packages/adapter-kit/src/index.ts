export { nearestNames } from "@pm-orchestrator/core";
export {
  createHttpClient,
  type HttpAnswer,
  type HttpCall,
  type HttpClient,
  type HttpClientDefinition,
} from "./http/client.js";
export type { FailureCodes, FailureReading, HttpFailure } from "./http/failure.js";
export { retryAfterMs } from "./http/retry-after.js";
export { callUrl, linkWithinBase, pathSegment, type Query } from "./http/url.js";
export { type Match, matchByName } from "./lookups/match.js";
export { cacheStatusOperation, type StepClient } from "./operations/cache-status.js";
export { type Compact, compact } from "./operations/compact.js";
export { type Page, page, pageSchema, pagingParams } from "./operations/page.js";
export { changedFields, receiptSchema } from "./operations/receipt.js";
