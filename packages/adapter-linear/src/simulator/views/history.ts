import type { SimHistory } from "../state.js";
import type { Views } from "./index.js";

type View = (thing: never) => object;

/** What a change was from or to, where that is a thing of its own. */
function viewsOfChanges(views: Views): ReadonlyMap<string, View> {
  return new Map<string, View>([
    ["Assignee", views.user],
    ["Cycle", views.cycle],
    ["Delegate", views.user],
    ["Parent", views.issue],
    ["Project", views.project],
    ["ProjectMilestone", views.milestone],
    ["State", views.status],
    ["Team", views.team],
  ]);
}

/** Changes as GraphQL reads them: things as their views, everything else as it is. */
export function changesSeen(changes: SimHistory["changes"], views: Views): Record<string, unknown> {
  const known = viewsOfChanges(views);
  const seen = (name: string, value: unknown) => {
    if (value === null) return value;
    if (name === "addedLabels" || name === "removedLabels")
      return () => (value as never[]).map((label) => views.label(label));
    const view = known.get(name.replace(/^(?:from|to)/, ""));
    return view === undefined ? value : () => view(value as never);
  };
  return Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, seen(name, value)]));
}
