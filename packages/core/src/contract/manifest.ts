import type {
  CacheSlotDefinition,
  CredentialsDefinition,
  LimitDomainDefinition,
  SettingDefinition,
} from "./adapter.js";
import type { Coalescing, Effect, RetrySafety, ScopeNeed } from "./operation.js";
import type { TargetLead, TargetsDefinition } from "./targets.js";

/** A JSON Schema (draft 2020-12), as zod writes it. */
export type JsonSchema = { readonly [key: string]: unknown };

/** What can be known of one operation without importing its adapter. */
export interface OperationManifest {
  summary: string;
  effect: Effect;
  retry: RetrySafety;
  /** `get_issue(issue_key, expand?: comments|changelog) → {key, summary, …}` */
  signature: string;
  /** JSON Schema of what goes in. */
  params: JsonSchema;
  /** JSON Schema of what comes out; properties by importance. */
  result: JsonSchema;
  aliases?: Record<string, string>;
  query_params?: string[];
  caches?: string[];
  invalidates?: string[];
  limits?: string[];
  needs?: string[];
  scopes?: ScopeNeed[];
  coalesce?: Coalescing;
  leads_to?: TargetLead[];
  upstream: string[];
  expected_calls: number;
  expected_ms: number;
  example: Record<string, unknown>;
}

/** What can be known of an adapter without importing its code: the package's generated `manifest.json`. */
export interface AdapterManifest {
  contract: number;
  kind: string;
  title: string;
  package: string;
  version: string;
  settings: SettingDefinition[];
  credentials: CredentialsDefinition[];
  slots: Record<string, CacheSlotDefinition>;
  limits: Record<string, LimitDomainDefinition>;
  errors: Record<string, { number: number; when: string }>;
  /** Absent where nothing can be read beforehand. */
  warm?: { operation: string; params: Record<string, unknown> }[];
  probe: { operation: string; params: Record<string, unknown> };
  /** Absent where nothing is routed to it. */
  targets?: TargetsDefinition;
  operations: Record<string, OperationManifest>;
}
