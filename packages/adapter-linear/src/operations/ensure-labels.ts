import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { createLabel, labelAmong, labelsWith } from "../labels.js";
import { resolveTeam } from "../lookups/teams.js";
import { label, labelSchema } from "../parse-labels.js";
import { name, team, teamAliases } from "../schemas.js";
import { warningOf, warningSchema, withWarnings } from "../written.js";
import { color } from "./labels.js";

const operation = operationsFor<LinearClient>();

/** What both have in common. */
const common = {
  effect: "write",
  retry: "client_id",
  caches: ["teams", "statuses", "labels"],
  invalidates: ["labels"],
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation issueLabelCreate", "query issueLabel", "query issueLabels", "query teams"],
} as const;

const ensured = labelSchema.extend({ created: z.boolean() });

export const getOrCreateLabel = operation({
  ...common,
  summary: "The label of a team, created if there is none",
  params: z.strictObject({
    team,
    name,
    color: color.optional().describe("by default what the name suggests"),
    description: z.string().optional(),
  }),
  aliases: { ...teamAliases, label: "name" },
  result: ensured,
  expectedCalls: 3,
  expectedMs: 800,
  example: { team: "PSN", name: "needs-review" },
  async run({ team: wanted, ...label }, linear) {
    const found = await resolveTeam(wanted, linear);
    const there = labelAmong(await labelsWith([label.name], found, linear), label.name, linear);
    return there === undefined ? told(await createLabel(label, found, linear), true) : told(there, false);
  },
});

export const ensureLabelsExist = operation({
  ...common,
  summary: "The labels of a team, those created that are missing",
  params: z.strictObject({
    team,
    labels: z
      .array(z.union([name, z.strictObject({ name, color: color.optional() })]))
      .min(1)
      .max(50)
      .describe("names, or names with colours"),
  }),
  aliases: teamAliases,
  result: z.object({
    labels: z.array(ensured),
    warnings: z.array(warningSchema).optional().describe("labels that could not be created"),
  }),
  expectedCalls: 4,
  expectedMs: 1000,
  example: { team: "PSN", labels: ["security", "needs-review", { name: "blocked", color: "#eb5757" }] },
  async run({ team: wanted, labels }, linear) {
    const found = await resolveTeam(wanted, linear);
    const wishes = uniqueByName(labels.map((one) => (typeof one === "string" ? { name: one } : one)));
    const names = wishes.map(({ name }) => name);
    const all = await labelsWith(names, found, linear);
    const results: z.output<typeof ensured>[] = [];
    const failures: { what: string; error: unknown }[] = [];
    // One after the other, so that a limit that is reached is reached once.
    for (const wish of wishes) {
      const there = labelAmong(all, wish.name, linear);
      try {
        results.push(
          there === undefined ? told(await createLabel(wish, found, linear), true) : told(there, false),
        );
      } catch (error) {
        failures.push({ what: wish.name, error });
      }
    }
    if (results.length === 0 && failures[0] !== undefined) throw failures[0].error;
    const warnings = failures.map(({ what, error }) => warningOf(what, error));
    return withWarnings({ labels: results }, warnings);
  },
});

function told(found: Parameters<typeof label>[0], created: boolean) {
  return { ...label(found), created };
}

/** The same name twice is one label, with the first colour that is given. */
function uniqueByName<Wish extends { name: string }>(wishes: readonly Wish[]): Wish[] {
  const byName = new Map<string, Wish>();
  for (const wish of wishes) {
    const key = wish.name.trim().toLowerCase();
    byName.set(key, { ...wish, ...byName.get(key) });
  }
  return [...byName.values()];
}
