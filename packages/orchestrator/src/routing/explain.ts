import { didYouMean, nearestNames, orchestratorError, type PmoError } from "@pm-orchestrator/core";
import type { Readings } from "./readings.js";
import type { RoutableSystem, TargetReading } from "./types.js";

/** One that could be meant. */
export interface Candidate {
  system: string;
  operation: string;
  because: string;
}

/** AMBIGUOUS_SYSTEM (6012) with every candidate. `settings` would tell them apart. */
export function ambiguous(
  message: string,
  candidates: readonly Candidate[],
  settings: readonly string[] = [],
): PmoError {
  const names = candidates.map(({ system }) => system);
  return orchestratorError("AMBIGUOUS_SYSTEM", {
    message: `${message}: ${names.join(", ")}.`,
    details: { candidates },
    suggestions: [
      `Name the system: ${names.join(" or ")}.`,
      ...(settings.length === 0
        ? []
        : [`Set ${settings.join(" or ")} in the configuration, and it is told from the others.`]),
    ],
  });
}

/** The settings that would say to whom a target belongs: `systems.jira.project_keys`. */
export function owningSettings(readings: readonly TargetReading[]): string[] {
  return readings.flatMap(({ system, form }) =>
    Object.values(form.owners ?? {}).map(({ setting }) => `systems.${system.name}.${setting}`),
  );
}

/** INVALID_SYSTEM (6001). */
export function unknownSystem(system: string, systems: readonly RoutableSystem[]): PmoError {
  const valid = systems.map(({ name }) => name);
  return orchestratorError("INVALID_SYSTEM", {
    message: `There is no system "${system}".`,
    details: { system, valid_systems: valid },
    suggestions: [...didYouMean(system, valid), `Configured: ${valid.join(", ")}.`],
  });
}

/** INVALID_OPERATION (6002): none of the systems that come into question has it. */
export function noSuchOperation(operation: string, systems: readonly RoutableSystem[]): PmoError {
  const [only, ...others] = systems;
  const valid = [...new Set(systems.flatMap(({ manifest }) => Object.keys(manifest.operations)))];
  const isOne = only !== undefined && others.length === 0;
  return orchestratorError("INVALID_OPERATION", {
    message: `${isOne ? `${only.name} has no` : "No configured system has an"} operation "${operation}".`,
    ...(isOne ? { system: only.name } : {}),
    // Of several systems there are hundreds: those near to it say enough.
    details: { operation, valid_operations: isOne ? valid : nearestNames(operation, valid, 5) },
    suggestions: [
      ...didYouMean(operation, valid),
      isOne ? `\`pmo ops ${only.name}\` lists what it has.` : "`pmo ops` lists what can be called.",
    ],
  });
}

/** INVALID_REQUEST (6007): nothing that is configured has a target of this shape. */
export function notUnderstood(
  { target, system }: { target: string; system?: string | undefined },
  found: Readings,
  elsewhere: readonly TargetReading[],
): PmoError {
  const shown = target.length > 200 ? `${target.slice(0, 200)}…` : target;
  const { reason, suggestions } = whyNot(found, { system, elsewhere });
  return orchestratorError("INVALID_REQUEST", {
    message: `The target "${shown}" cannot be routed${system === undefined ? "" : ` to ${system}`}: ${reason}.`,
    details: { issues: [{ path: "target", message: reason }] },
    suggestions,
  });
}

interface Why {
  reason: string;
  suggestions: string[];
}

function whyNot(
  { problem, address, hosts, below, unsupported }: Readings,
  { system, elsewhere }: { system: string | undefined; elsewhere: readonly TargetReading[] },
): Why {
  const [known] = unsupported;
  if (problem !== undefined)
    return {
      reason: problem,
      suggestions: ["Copy the address from the browser, or use the key or id of the thing."],
    };
  if (known !== undefined) {
    const { form, system: owner } = known;
    return { reason: `it is ${form.summary} of ${owner.name}`, suggestions: [form.unsupported ?? ""] };
  }
  if (elsewhere.length > 0) {
    const fits = elsewhere.map(({ system: other, because }) => `${other.name} (${because})`);
    return {
      reason: `it fits ${fits.join(", ")}`,
      suggestions: [`Leave system out, or name ${elsewhere.map((one) => one.system.name).join(" or ")}.`],
    };
  }
  if (below.length > 0) {
    const shapes = below.flatMap(({ manifest }) =>
      (manifest.targets?.forms ?? []).flatMap(({ path, summary }) => (path === undefined ? [] : [summary])),
    );
    return {
      reason: `it is an address of ${below.map(({ name }) => name).join(", ")}, and of no shape that can be read`,
      suggestions: [`What can be read: ${[...new Set(shapes)].join(", ")}.`],
    };
  }
  if (address !== undefined) {
    return {
      reason: `${address.host} is not an address of ${system ?? "a configured system"}`,
      suggestions: [
        ...didYouMean(address.host, hosts),
        `A host must be exactly a configured one${hosts.length === 0 ? "" : `: ${hosts.join(", ")}`}. Settings that name hosts: base_url, and workspace for Slack.`,
      ],
    };
  }
  return {
    reason: `it has none of the shapes that ${system ?? "a configured system"} knows`,
    suggestions: [
      "Give an address, an issue key such as TRAIN-123, #channel, @user, repository#42, or name system and operation.",
    ],
  };
}

/** INVALID_REQUEST (6007): the operation takes nothing of what the target says. */
export function nothingFits(
  target: string,
  operation: string,
  { system, operation: natural, captured }: TargetReading,
): PmoError {
  return orchestratorError("INVALID_REQUEST", {
    message: `${system.name} ${operation} takes nothing of what "${target}" says (${Object.keys(captured).join(", ")}).`,
    system: system.name,
    details: { issues: [{ path: "operation", message: `takes no ${Object.keys(captured).join(", ")}` }] },
    suggestions: [`Leave the target out and give params, or use ${natural}.`],
  });
}

/** INVALID_REQUEST (6007): target and params name different things. */
export function contradiction(target: string, param: string, value: unknown): PmoError {
  return orchestratorError("INVALID_REQUEST", {
    message: `The target "${target}" says that ${param} is ${String(value)}, and params say otherwise.`,
    details: { issues: [{ path: `params.${param}`, message: "contradicts the target" }] },
    suggestions: [`Leave ${param} out of params, or leave the target out.`],
  });
}
