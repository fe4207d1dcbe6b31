import type {
  AdapterErrors,
  AdapterHost,
  BudgetReading,
  GrantedScopes,
  PmoError,
} from "@pm-orchestrator/core";
import type { FailureCodes, FailureReading, HttpFailure } from "./failure.js";
import type { Query } from "./url.js";

/** One upstream call. */
export interface HttpCall<Code extends string = string> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the base URL, starting with `/`; or an absolute link that the vendor gave, which must stay within the base. */
  path: string;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as a form; instead of `body`. */
  form?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as `multipart/form-data`, for files; instead of `body`. */
  multipart?: FormData;
  /** Sent as it is, with the content type in `headers`; instead of `body`. */
  bytes?: Uint8Array;
  headers?: Readonly<Record<string, string>>;
  /** A call with a body that changes nothing, such as a search: it may be repeated, and its loss is no unknown outcome. */
  readsOnly?: boolean;
  /**
   * `text` for diffs and logs, `bytes` for files; default `json`. Bytes may lie elsewhere: a redirect is then followed,
   * without the credentials when it leads to another origin, and never to a private address unless the vendor's is one.
   */
  expects?: "json" | "text" | "bytes" | "nothing";
  /**
   * Which refusals of a write tell that what it wants is done, when an earlier sending whose answer got lost may have done
   * it: it is then answered, with status 204, no body, and `repeated`. `isGone` where something is taken away.
   */
  doneWhen?(refusal: PmoError): boolean;
  /** A larger answer is refused while it arrives. Default 25 MiB. */
  largestBytes?: number;
  /** The adapter's code for a 404 of this call, and what was looked for. */
  notFound?: FailureReading<Code>;
  /** How failures that turn out to have one of these codes are told: what was looked for, what to do. */
  telling?: readonly FailureReading<Code>[];
  /** What this call's failures mean, where that differs from what the adapter reads in general; asked first. */
  readFailure?(failure: HttpFailure): FailureReading<Code> | undefined;
}

/** A successful answer. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON (undefined for an empty body); text or a Uint8Array when the call expects it. */
  body: unknown;
  /** An earlier sending of this write may have happened: what this answer finds done may have been done by that one. */
  repeated?: true;
}

/** What an adapter tells the client about its vendor. */
export interface HttpClientDefinition<Code extends string> {
  host: AdapterHost;
  errors: AdapterErrors<Code>;
  codes: FailureCodes<Code>;
  /** Asked for every call. */
  baseUrl(): string;
  /** Headers that carry the credentials. Asked for every call; sent to the origin of `baseUrl` only. */
  credentials(): Readonly<Record<string, string>>;
  /** The vendor's reading of a failure; undefined leaves it to the kit. */
  readFailure?(failure: HttpFailure): FailureReading<Code> | undefined;
  /** The scopes of the credentials that were sent, where the vendor tells them beside its answers and refusals. */
  grantedScopes?(headers: Headers): GrantedScopes | undefined;
  /** What is left of a limit, where the vendor does not say it in `X-RateLimit-Remaining` and `-Reset`. */
  readBudget?(headers: Headers): BudgetReading | undefined;
  /** For vendors that answer 200 and say in the body that it failed. */
  readSuccess?(answer: HttpAnswer): FailureReading<Code> | undefined;
}
