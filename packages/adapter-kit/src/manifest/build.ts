import type {
  AdapterDefinition,
  AdapterManifest,
  AnyOperation,
  JsonSchema,
  OperationManifest,
} from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import { signatureOf } from "./signature.js";

/** Whose manifest it is: `name` and `version` of the package. */
export interface PackageIdentity {
  name: string;
  version: string;
}

/**
 * The manifest of an adapter: everything of its definition but the code. Deterministic, so that a stale file is
 * found by comparing.
 */
export function buildManifest(definition: AdapterDefinition, identity: PackageIdentity): AdapterManifest {
  return {
    contract: definition.contract,
    kind: definition.kind,
    title: definition.title,
    package: identity.name,
    version: identity.version,
    settings: [...definition.settings],
    credentials: [...definition.credentials],
    slots: { ...definition.slots },
    limits: { ...definition.limits },
    errors: mapValues(definition.errors, ({ number, when }) => ({ number, when })),
    ...optional(
      "warm",
      definition.warm?.map(({ operation, params }) => ({ operation, params: { ...params } })),
    ),
    probe: { operation: definition.probe.operation, params: { ...definition.probe.params } },
    ...optional("targets", definition.targets),
    operations: mapValues(definition.operations, (operation, name) => operationManifest(name, operation)),
  };
}

function operationManifest(name: string, operation: AnyOperation): OperationManifest {
  const params = jsonSchema(operation.params, "input");
  const result = jsonSchema(operation.result, "output");
  return {
    summary: operation.summary,
    effect: operation.effect,
    retry: operation.retry,
    signature: signatureOf(name, params, result),
    params,
    result,
    ...optional("aliases", operation.aliases && { ...operation.aliases }),
    ...optional("query_params", operation.queryParams && [...operation.queryParams]),
    ...optional("caches", operation.caches && [...operation.caches]),
    ...optional("invalidates", operation.invalidates && [...operation.invalidates]),
    ...optional("limits", operation.limits && [...operation.limits]),
    ...optional("needs", operation.needs && [...operation.needs]),
    ...optional("scopes", operation.scopes && [...operation.scopes]),
    ...optional("coalesce", operation.coalesce && { ...operation.coalesce }),
    ...optional("leads_to", operation.leadsTo && [...operation.leadsTo]),
    upstream: [...operation.upstream],
    expected_calls: operation.expectedCalls ?? 1,
    expected_ms: operation.expectedMs ?? 400,
    example: { ...operation.example },
  };
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "throw" });
  return rest as JsonSchema;
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: Value };
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  change: (value: In, name: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}
