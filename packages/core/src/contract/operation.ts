import type { output, ZodObject, ZodType } from "zod";
import type { PmoError } from "../errors/pmo-error.js";
import type { TargetLead } from "./targets.js";

/** What an operation does to the system that it speaks to. */
export type Effect = "read" | "write" | "destructive";

/**
 * Whether a write may be sent again when its answer did not come:
 * `natural` sending twice is harmless; `client_id` the API takes an id that we mint;
 * `lookup` we can find out whether it happened; `none` never.
 */
export type RetrySafety = "natural" | "client_id" | "lookup" | "none";

/**
 * Something that the vendor must have granted to the credentials. A name alone is a scope without which the operation
 * does not work; vendors also have alternatives, and scopes that only some uses ask for.
 */
export type ScopeNeed =
  | string
  | {
      /** Any one of these is enough; the first is the one to ask for. */
      any: readonly string[];
      /**
       * What these credentials need in its place, by their name, where the vendor spells their scopes otherwise: again any
       * one of them, or none at all.
       */
      instead?: Readonly<Record<string, readonly string[]>>;
      /** The credentials that must have it, by their name. Default: those with which calls usually go out. */
      of?: string;
      /** Only some uses ask for it: a name that is looked up, a part of the result. */
      partly?: true;
    };

/** How like calls of an operation can become one upstream request. Reads that say how (`runMany`) are merged by the engine. */
export interface Coalescing {
  /** The operation of the same adapter that does many at once. */
  into: string;
  /** The param by which the calls differ, and the list in which the other operation takes all of them. */
  by: string;
  list: string;
  /** How many one request takes. */
  most: number;
}

/**
 * One thing that an adapter can do.
 *
 * `params` is a strict zod object with snake_case keys; `result` lists its fields by importance, the most important
 * first. Both stay within what JSON Schema can say (no dates, no custom types, no transforms of the output), since
 * the manifest carries them as JSON Schema.
 *
 * `Client` is what the adapter's `connect` gives to a step; `run` gets params that were checked, and answers the result.
 */
export interface OperationDefinition<
  Client = unknown,
  Params extends ZodObject = ZodObject,
  Result extends ZodType = ZodType,
> {
  /** One line, for people and agents: what it gives, not how. */
  summary: string;
  effect: Effect;
  retry: RetrySafety;
  params: Params;
  result: Result;
  /** Other spellings of params: alias → name. */
  aliases?: Readonly<Record<string, string>>;
  /** Params that are a query language (jql, cql, search): references into them are held to `[\w.@:-]+`. */
  queryParams?: readonly string[];
  /** Cache slots that it reads and fills. */
  caches?: readonly string[];
  /** Cache slots that a write clears. */
  invalidates?: readonly string[];
  /** Names of the limit domains on which it draws. */
  limits?: readonly string[];
  /** Settings without which it cannot be used although the system can: `user_token` for Slack's search. */
  needs?: readonly string[];
  /** Scopes that the vendor asks for, as it spells them; all of them, where an entry does not say otherwise. */
  scopes?: readonly ScopeNeed[];
  /** Where its result names other things: a context pack follows these, and nothing else of a result. */
  leadsTo?: readonly TargetLead[];
  /** How like calls can be merged. */
  coalesce?: Coalescing;
  /** Upstream endpoints as the vendor's description spells them, the main one first: `GET /rest/api/3/issue/{issueIdOrKey}`. */
  upstream: readonly string[];
  /** Upstream calls when nothing is cached. Default 1. */
  expectedCalls?: number;
  /** Typical duration, for plans made before anything was measured. Unit: milliseconds. */
  expectedMs?: number;
  /** Params that work against the simulated world. Used in documents, by `pmo ops` and by the conformance tests. */
  example: Readonly<Record<string, unknown>>;
  run(params: output<Params>, client: Client): Promise<output<Result>>;
  /**
   * Does the work of many calls that differ in the param `coalesce.by` only, in few upstream requests: one result or one
   * error for each, in their order, each as `run` would give it. At most `coalesce.most` at once.
   */
  runMany?(calls: output<Params>[], client: Client): Promise<(output<Result> | PmoError)[]>;
  /**
   * Finds out what became of a write whose answer did not come: the result, as `run` would have given it, when it
   * happened; undefined when there is no trace of it. Only reads. Called once, in the step whose `mint` made the marks.
   */
  reconcile?(params: output<Params>, client: Client): Promise<output<Result> | undefined>;
}

/** An operation of whatever params and result, as the engine sees it. */
// biome-ignore lint/suspicious/noExplicitAny: `run` is contravariant in params and client; only `any` accepts every operation.
export type AnyOperation = OperationDefinition<any, any, any>;

/**
 * Binds the client type once, so that every operation of an adapter infers its params and result.
 *
 * @example
 * const operation = operationsFor<JiraClient>();
 * export const getIssue = operation({ summary: "…", params: z.strictObject({ … }), … });
 */
export function operationsFor<Client>() {
  return <Params extends ZodObject, Result extends ZodType>(
    definition: OperationDefinition<Client, Params, Result>,
  ): OperationDefinition<Client, Params, Result> => definition;
}
