import { compact } from "@pm-orchestrator/adapter-kit";
import { namedOf } from "./parse.js";
import type { VendorHistory } from "./vendor.js";

/** What changed, and what Linear calls it. */
const CHANGES: readonly (readonly [field: string, vendor: string])[] = [
  ["title", "Title"],
  ["status", "State"],
  ["assignee", "Assignee"],
  ["delegate", "Delegate"],
  ["priority", "Priority"],
  ["estimate", "Estimate"],
  ["due_date", "DueDate"],
  ["team", "Team"],
  ["project", "Project"],
  ["milestone", "ProjectMilestone"],
  ["cycle", "Cycle"],
  ["parent", "Parent"],
];

/** One entry of an issue's history: who, when, and each change from what to what. */
export function historyEntry(entry: VendorHistory) {
  const { id = "", createdAt, actor, botActor } = entry;
  return {
    id,
    ...compact({ author: namedOf(actor ?? botActor), created: createdAt }),
    changes: changesOf(entry),
  };
}

function changesOf(entry: VendorHistory) {
  const { addedLabels, removedLabels, relationChanges, attachment } = entry;
  const names = (labels: { name?: string | null }[] | null | undefined) =>
    labels?.map(({ name }) => name ?? "").join(", ") || undefined;
  const others = [
    { field: "labels", from: names(removedLabels), to: names(addedLabels) },
    { field: "attachment", to: attachment?.title },
    { field: "description", to: entry.updatedDescription === true ? "changed" : undefined },
    { field: "archived", to: flag(entry.archived) },
    { field: "trashed", to: flag(entry.trashed) },
    ...(relationChanges ?? []).map(({ identifier = "", type = "" }) => ({
      field: "relations",
      to: `${type} ${identifier}`.trim(),
    })),
  ];
  return [
    ...CHANGES.map(([field, vendor]) => ({
      field,
      from: shown(entry[`from${vendor}`]),
      to: shown(entry[`to${vendor}`]),
    })),
    ...others,
  ]
    .map(({ field, ...change }) => compact({ field, from: undefined, ...change }))
    .filter(({ from, to }) => from !== undefined || to !== undefined);
}

function flag(value: boolean | null | undefined): string | undefined {
  return value == null ? undefined : value ? "yes" : "no";
}

/** Things by the name that people know them by. */
function shown(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== "object") return String(value);
  const { name, key, identifier, number } = value as Record<string, unknown>;
  const told = name ?? key ?? identifier ?? number;
  return told === undefined || told === null ? undefined : String(told);
}
