export {
  batchAnswerSchema,
  batchStepResultSchema,
  cacheStatusAnswerSchema,
  delegateAnswerSchema,
  gatherAnswerSchema,
  gatherResultSchema,
  stepMetadataSchema,
  stepResultSchema,
  wireErrorSchema,
} from "./answers.js";
export { runEventSchema, runSummarySchema } from "./events.js";
export { findOperationsAnswerSchema, findOperationsRequestSchema } from "./find-operations.js";
export { pathText, type WireIssue, wireIssues } from "./issues.js";
export {
  batchRequestSchema,
  type Checked,
  cacheStatusRequestSchema,
  delegateRequestSchema,
  envelopeSchema,
  gatherRequestSchema,
  requestContextSchema,
  stepIdSchema,
} from "./requests.js";
