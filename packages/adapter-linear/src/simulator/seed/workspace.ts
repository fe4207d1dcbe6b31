import { uuid } from "../state.js";
import type { SimLabel, SimStatus, SimTeam } from "../state-teams.js";

export const FOUNDED = "2025-01-07T09:00:00.000Z";

/** Things that were there from the beginning. */
export function dated(seed: string) {
  return { id: uuid(seed), createdAt: FOUNDED, updatedAt: FOUNDED };
}

export const PSN: SimTeam = { ...dated("team:PSN"), key: "PSN", name: "Platform Security & Network" };
export const WEB: SimTeam = { ...dated("team:WEB"), key: "WEB", name: "Web Experience" };

const WORKFLOW = [
  { name: "Backlog", type: "backlog", color: "#bec2c8" },
  { name: "Todo", type: "unstarted", color: "#e2e2e2" },
  { name: "In Progress", type: "started", color: "#f2c94c" },
  { name: "In Review", type: "started", color: "#0f783c" },
  { name: "Done", type: "completed", color: "#5e6ad2" },
  { name: "Canceled", type: "canceled", color: "#95a2b3" },
  { name: "Duplicate", type: "duplicate", color: "#95a2b3" },
];
const TRIAGE = { name: "Triage", type: "triage", color: "#fc7840" };

/** Every team has its own statuses; only WEB triages. */
export function seedStatuses(): SimStatus[] {
  return [PSN, WEB].flatMap((team) =>
    [...WORKFLOW, ...(team === WEB ? [TRIAGE] : [])].map((status, position) => ({
      ...dated(`status:${team.key}:${status.name}`),
      ...status,
      team,
      position,
    })),
  );
}

/** Two labels are called API, each in a group of its own, on purpose: names are not always enough. */
export function seedLabels(): SimLabel[] {
  const label = (name: string, more: Partial<SimLabel> = {}): SimLabel => ({
    ...dated(`label:${more.parent?.name ?? more.team?.key ?? ""}:${name}`),
    name,
    description: null,
    color: "#26b5ce",
    isGroup: false,
    parent: null,
    team: null,
    ...more,
  });
  const area = label("Area", { isGroup: true });
  const partner = label("Partner", { isGroup: true });
  return [
    ...["security", "authentication", "backend", "Bug", "Feature"].map((name) => label(name)),
    area,
    label("API", { parent: area }),
    label("Browser", { parent: area }),
    partner,
    label("API", { parent: partner }),
    label("threat-model", { team: PSN }),
    label("design", { team: WEB }),
  ];
}
