import type { HttpCall } from "@pm-orchestrator/adapter-kit";
import type { ConfluenceErrorCode } from "./errors.js";

/** One call to Confluence Cloud, as operations make it; or to Data Center, as it was translated. */
export type ConfluenceCall = HttpCall<ConfluenceErrorCode>;
