/** Every fault that can be asked for. */
export const FAULTS = [
  "rate_limited",
  "status",
  "reset_before",
  "reset_after",
  "slow_body",
  "truncated_json",
  "html_page",
  "endless_redirect",
  "wrong_content_type",
  "huge_answer",
  "expired_token",
  "no_answer",
] as const;

export type FaultName = (typeof FAULTS)[number];

/**
 * What goes wrong, and what is limited, in a host of simulators: the object that stands in a file of faults.
 *
 * The same seed and the same sequence of requests give the same faults. Each draw depends on the seed, the rule, and how
 * many requests of the same kind, method and path came before it; so in which order requests to different addresses
 * happen to arrive changes nothing. `after`, `times` and an expired token count over all requests that fit their rule,
 * in the order in which these come.
 */
export interface FaultPlan {
  /** Default 1. */
  seed?: number | undefined;
  /** Asked in order; the first that strikes is the only one, and those behind it do not count the request. */
  rules?: readonly FaultRule[] | undefined;
  /** Asked before the rules: a request that finds no room meets no fault. */
  limits?: readonly LimitRule[] | undefined;
}

/** Which requests a rule is about: all that fit everything that is given. */
export interface Matching {
  kind?: string | undefined;
  method?: string | undefined;
  /** A glob over the path without prefix and query: `*` within one part, `**` across parts. `/rest/api/3/issue/*` */
  path?: string | undefined;
  /** Only what asks for a change, or only what does not. */
  write?: boolean | undefined;
}

/** How often a rule strikes among the requests that fit it. */
export interface Striking extends Matching {
  /** Default 1. */
  probability?: number | undefined;
  /** At most so often. Default: without end. */
  times?: number | undefined;
  /** So many requests go unharmed first. Default 0. */
  after?: number | undefined;
}

/** Which headers tell how long to wait: the vendor's own (default), `Retry-After` alone, or none. */
export type RateHeaders = "vendor" | "retry_after" | "none";

interface Waiting {
  /** Seconds; a text is sent as it is, be it a date or nonsense. */
  retry_after?: number | string | undefined;
  /** Seconds are told as such (default), or as a date. */
  retry_after_as?: "seconds" | "date" | undefined;
}

interface Applying {
  /** Whether the request is applied before its answer goes wrong. */
  applied?: boolean | undefined;
}

export type FaultRule = Striking &
  (
    | /** One request too many, in the vendor's words. `retry_after` defaults to 1. Never applied. */
    ({ fault: "rate_limited"; headers?: RateHeaders | undefined } & Waiting)
    /** A failure of the server's own, without `Retry-After` unless it is given. Not applied by default. */
    | ({ fault: "status"; status: 500 | 502 | 503 | 504 } & Waiting & Applying)
    /** The connection ends; nothing was applied. */
    | { fault: "reset_before" }
    /** The request is applied, then the connection ends without an answer. */
    | { fault: "reset_after" }
    /** The answer's head at once, its body in pieces over `over_ms` (default 1000). */
    | { fault: "slow_body"; over_ms?: number | undefined }
    /** JSON that ends in its middle. Applied by default. */
    | ({ fault: "truncated_json" } & Applying)
    /** A page where JSON should be, with status 200 or another. Applied by default. */
    | ({ fault: "html_page"; status?: number | undefined } & Applying)
    /** To an address that redirects on, and so forth. Never applied. */
    | { fault: "endless_redirect" }
    /** The answer under another type, `text/plain` unless it is given. Applied by default. */
    | ({ fault: "wrong_content_type"; content_type?: string | undefined } & Applying)
    /** JSON of `bytes` (default 50 MiB), made while it is sent. Applied by default. */
    | ({ fault: "huge_answer"; bytes?: number | undefined } & Applying)
    /** From here on the vendor's own 401 to every request of the kind that fits. Never applied. */
    | { fault: "expired_token" }
    /** Nothing, until the caller gives up. Not applied by default. */
    | ({ fault: "no_answer" } & Applying)
  );

/** A token bucket. Who finds it empty gets the vendor's refusal and takes nothing. */
export interface LimitRule extends Matching {
  per_second: number;
  /** How many may come at once when there was quiet before. */
  burst: number;
  headers?: RateHeaders | undefined;
  /** A bucket for each path instead of one for all. */
  per?: "path" | undefined;
}
