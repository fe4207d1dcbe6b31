import {
  type JsonSchema,
  nearestNames,
  type OperationManifest,
  orchestratorError,
  type PmoError,
} from "@pm-orchestrator/core";
import { type WireIssue, wireIssues } from "@pm-orchestrator/core/schemas";
import { z } from "@pm-orchestrator/core/zod";
import {
  type CollectedReference,
  collectReferences,
  type IsStep,
  type PathSegment,
} from "@pm-orchestrator/planner/references";
import { issueText } from "./request.js";

type Params = Readonly<Record<string, unknown>>;

/** Whose params they are; goes into errors. */
export interface ParamsOwner {
  system: string;
  operation: string;
  /** Id or place of the step in its request, where it is one of several. */
  step?: string | undefined;
}

const compiled = new WeakMap<JsonSchema, z.ZodType>();

/** The schema of a manifest as one that can check; made once per schema. */
function checkerOf(schema: JsonSchema): z.ZodType {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const checker = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  compiled.set(schema, checker);
  return checker;
}

/**
 * Params under their real names: other spellings are replaced. A name that is given twice, once under each spelling,
 * stays, and the schema refuses it.
 */
export function withRealNames(params: Params, aliases: Readonly<Record<string, string>> = {}): Params {
  if (!Object.keys(params).some((name) => Object.hasOwn(aliases, name))) return params;
  const entries = Object.entries(params).map(([name, value]): [string, unknown] => {
    const real = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
    return [real !== undefined && !Object.hasOwn(params, real) ? real : name, value];
  });
  return Object.fromEntries(entries);
}

/**
 * INVALID_PARAMS (6008) when params do not fit the manifest's schema; undefined when they do.
 * What a reference will bring is not known yet, so the places of references are left to the check at run time; there
 * are none without `isStep`.
 */
export function paramsDefect(
  params: Params,
  manifest: OperationManifest,
  { owner, isStep }: { owner: ParamsOwner; isStep?: IsStep | undefined },
): PmoError | undefined {
  const parsed = checkerOf(manifest.params).safeParse(params);
  if (parsed.success) return undefined;
  const unknown = isStep === undefined ? [] : unknownPlaces(params, isStep);
  const known = parsed.error.issues.filter((issue) => !dependsOnReference(issue, unknown));
  if (known.length === 0) return undefined;
  return invalidParams(wireIssues({ issues: known } as z.core.$ZodError), manifest, owner);
}

type UnknownPlace = Pick<CollectedReference, "location" | "alone">;

/** Where references stand. One that is broken is told as such: what it would bring is not known either. */
function unknownPlaces(params: Params, isStep: IsStep): UnknownPlace[] {
  const { references, problems, rewritten } = collectReferences(params, isStep);
  return [
    ...references,
    ...problems.map(({ location }) => ({ location, alone: true })),
    ...rewritten.map((location) => ({ location, alone: false })),
  ];
}

/** Whether the issue is about a value that is known at run time only, so that it may vanish then. */
function dependsOnReference(issue: z.core.$ZodIssue, places: readonly UnknownPlace[]): boolean {
  return places.some(({ location, alone }) => {
    const isAtOrBelow = startsWith(location, issue.path);
    if (!isAtOrBelow) return false;
    const isExactly = location.length === issue.path.length;
    // A text with a reference inside stays a text: that it should have been something else will not change.
    if (isExactly) return alone || issue.code !== "invalid_type";
    // Above the reference only choices between shapes can be decided by its value.
    return issue.code === "invalid_union";
  });
}

function startsWith(location: readonly PathSegment[], path: readonly PropertyKey[]): boolean {
  return path.length <= location.length && path.every((part, index) => part === location[index]);
}

/** INVALID_PARAMS (6008) with the signature, so that one correction is enough. */
export function invalidParams(
  issues: readonly WireIssue[],
  manifest: OperationManifest,
  owner: ParamsOwner,
): PmoError {
  const properties = (manifest.params["properties"] ?? {}) as Record<string, { description?: string }>;
  const explained = issues.map((issue) => explain(issue, properties));
  const guesses = issues.flatMap(({ unknown_keys = [] }) =>
    unknown_keys.flatMap((key) =>
      nearestNames(key, Object.keys(properties), 1).map((name) => `Did you mean ${name} instead of ${key}?`),
    ),
  );
  const at = owner.step === undefined ? "" : ` (${owner.step})`;
  return orchestratorError("INVALID_PARAMS", {
    message: `The params of ${owner.system} ${owner.operation}${at} do not fit: ${explained.map(issueText).join("; ")}.`,
    system: owner.system,
    details: {
      operation: owner.operation,
      ...(owner.step === undefined ? {} : { operation_id: owner.step }),
      issues: explained,
      signature: manifest.signature,
    },
    suggestions: [...guesses, `The signature is ${manifest.signature}`],
  });
}

/** Adds what the manifest says of a param to what is wrong with it. */
function explain(issue: WireIssue, properties: Record<string, { description?: string }>): WireIssue {
  const name = /^[A-Za-z_]\w*/.exec(issue.path)?.[0];
  const description =
    name !== undefined && Object.hasOwn(properties, name) ? properties[name]?.description : undefined;
  if (description === undefined || issue.message.includes(description)) return issue;
  // A pattern tells a person less than what the param is.
  return /must match pattern/.test(issue.message)
    ? { ...issue, message: `is not of the right form: ${description}` }
    : { ...issue, message: `${issue.message} (${description})` };
}
