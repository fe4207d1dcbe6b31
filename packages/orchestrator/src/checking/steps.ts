import { type OperationManifest, orchestratorError, type PmoError } from "@pm-orchestrator/core";
import { BUILT_IN_SYSTEM } from "../built-in/name.js";
import { type Session, systemOf } from "../session/session.js";
import type { System } from "../systems/system.js";
import { type ParamsOwner, paramsDefect, withRealNames } from "./params.js";
import { unknownOperation, unknownSystem } from "./unknown.js";

/** A step as a request has it, as far as it could be read. */
export interface SubmittedStep {
  /** The id in a batch; elsewhere its place, `operations[0]`. */
  id: string;
  /** Whether it is the only step its request can have: then errors need not say which step they mean. */
  alone?: boolean;
  system: string;
  operation: string;
  params: Readonly<Record<string, unknown>>;
  refresh: boolean;
  timeoutMs?: number | undefined;
  /** What of the result is returned: an expression that was checked. */
  select?: string | undefined;
  depends_on?: readonly string[] | undefined;
}

/** A step whose system and operation are known, and whose params have their real names. */
export interface CheckedStep extends SubmittedStep {
  target: System;
  /** Absent when the adapter's package is not there: the step then fails when its turn comes. */
  manifest?: OperationManifest;
}

/** What this kind of request asks of its steps. */
export interface StepRules {
  /** Refuse every operation that is not a read: what makes gather safe to approve once and for all. */
  readsOnly: boolean;
  /** Whether `${{` means a reference to another of the steps. */
  references: boolean;
  /** Whether a missing package or missing settings refuse the request, or only fail their step. */
  needsEverySystem: boolean;
}

/** Checks every step against manifests and policy. Imports no adapter. Lists every defect that it finds. */
export function checkSteps(
  session: Session,
  steps: readonly SubmittedStep[],
  rules: StepRules,
): { checked: CheckedStep[]; defects: PmoError[] } {
  const defects: PmoError[] = [];
  const complained = new Set<System>();
  const ids = rules.references ? new Set(steps.map(({ id }) => id)) : undefined;
  const isStep = ids && ((id: string) => ids.has(id));
  const checked = steps.flatMap((step): CheckedStep[] => {
    const target = systemOf(session, step.system);
    if (target === undefined) {
      defects.push(unknownSystem(session, step, placeOf(step)));
      return [];
    }
    const obstacle = rules.needsEverySystem && !complained.has(target) ? target.obstacle() : undefined;
    if (obstacle !== undefined) {
      complained.add(target);
      defects.push(obstacle);
    }
    const outcome = target.manifest();
    if ("error" in outcome) return [{ ...step, target }];
    const { operations } = outcome.manifest;
    const manifest = Object.hasOwn(operations, step.operation) ? operations[step.operation] : undefined;
    if (manifest === undefined) {
      defects.push(unknownOperation(session, step, placeOf(step)));
      return [];
    }
    const params = withRealNames(step.params, manifest.aliases);
    const owner = ownerOf(step);
    const misfit = paramsDefect(params, manifest, { owner, isStep });
    if (misfit !== undefined) defects.push(misfit);
    return [{ ...step, params, target, manifest }];
  });
  return { checked, defects: [...defects, ...policyDefects(session, checked, rules)] };
}

/** Whose params they are, for errors. */
export function ownerOf({ system, operation, id, alone }: SubmittedStep): ParamsOwner {
  return { system, operation, ...(alone === true ? {} : { step: id }) };
}

/** ` (get_jira)`, and nothing where there is only one step. */
function at({ id, alone }: SubmittedStep): string {
  return alone === true ? "" : ` (${id})`;
}

function placeOf(step: SubmittedStep) {
  return { at: at(step), details: step.alone === true ? {} : { operation_id: step.id } };
}

/** One WRITE_NOT_ALLOWED (6013) for all writes that may not be, by reason. */
function policyDefects(session: Session, steps: readonly CheckedStep[], rules: StepRules): PmoError[] {
  const writes = steps.filter(({ manifest }) => manifest !== undefined && manifest.effect !== "read");
  const refused = new Map<string, CheckedStep[]>();
  for (const step of writes) {
    const reason = whyRefused(session, step, rules);
    if (reason !== undefined) refused.set(reason, [...(refused.get(reason) ?? []), step]);
  }
  return [...refused].map(([reason, denied]) => {
    const names = denied.map((step) => `${step.system} ${step.operation}${at(step)}`);
    return orchestratorError("WRITE_NOT_ALLOWED", {
      message: `Not allowed here: ${names.join(", ")}: ${reason}.`,
      system: denied[0]?.system,
      details: {
        reason,
        operations: denied.map(({ id, system, operation }) => ({ id, system, operation })),
      },
      suggestions: rules.readsOnly
        ? ["Use batch_parallel_execute or smart_delegate for writes; lazy_gather_context only reads."]
        : session.policy.read_only === true
          ? ["Leave --read-only out, or set policy.read_only to false, if the write is meant."]
          : [
              `Set policy.systems.${denied[0]?.system}.writes to allow in the configuration, if the write is meant.`,
            ],
    });
  });
}

function whyRefused({ policy }: Session, { system }: CheckedStep, rules: StepRules): string | undefined {
  if (rules.readsOnly) return "lazy_gather_context only reads";
  if (system === BUILT_IN_SYSTEM) return undefined;
  if (policy.read_only === true) return "only reads are allowed here (read_only)";
  const systems = policy.systems ?? {};
  const own = Object.hasOwn(systems, system) ? systems[system] : undefined;
  return own?.writes === "deny" ? `the policy denies writes to ${system}` : undefined;
}
