import type { JsonSchema } from "../contract/manifest.js";
import type { Effect, RetrySafety, ScopeNeed } from "../contract/operation.js";
import type { Answer } from "./answers.js";

/**
 * What can be called: nothing for the tree of all systems, a system for its signatures, an operation for everything
 * about it, a query for the best five.
 */
export interface FindOperationsRequest {
  system?: string;
  operation?: string;
  /** Words of names, summaries, systems and params; typing errors are forgiven. */
  query?: string;
}

/** Texts by the effect of their operations. An effect that no operation has is absent. */
export type ByEffect = Partial<Record<Effect, string[]>>;

/** An operation that can be called, as its manifest describes it. */
export interface FoundOperation {
  system: string;
  operation: string;
  summary: string;
  effect: Effect;
  signature: string;
  /** Its adapter is not ours: summary and signature are somebody else's text, capped. */
  foreign?: true;
}

/** Everything about one operation that helps to call it. */
export interface OperationDetails extends FoundOperation {
  /** JSON Schema. */
  params: JsonSchema;
  /** Other spellings of params: alias → name. */
  aliases?: Record<string, string>;
  /** The result in short: `{key, status: {id, name}, comments?: {author, body}[]}`. What references can read. */
  returns: string;
  example: Record<string, unknown>;
  retry: RetrySafety;
  /** Upstream calls to expect, with an empty cache. */
  expected_calls: number;
  expected_ms: number;
  scopes?: ScopeNeed[];
  /** Settings beyond the credentials. */
  needs?: string[];
}

/** A system that cannot be spoken to now, and why. */
export interface UnavailableSystem {
  system: string;
  /** 6006 or 6011. */
  number: number;
  message: string;
}

/** By what was asked: `systems` for nothing, `system` for a system, `operations` for an operation, `matches` for a query. */
export interface FindOperationsData {
  /** Names. */
  systems?: Record<string, ByEffect>;
  unavailable?: UnavailableSystem[];
  system?: string;
  title?: string;
  signatures?: ByEffect;
  /** The system's adapter is not ours. */
  foreign?: true;
  operations?: OperationDetails[];
  matches?: FoundOperation[];
}

export interface FindOperationsMetadata {
  /** Operations that the answer names. */
  operations: number;
}

export type FindOperationsAnswer = Answer<FindOperationsData, FindOperationsMetadata>;
