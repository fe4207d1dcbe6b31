import type { Section } from "../page/section.js";
import { compareEngines } from "./comparison.js";
import { measureGrowth } from "./growth.js";

/** What a plan costs per step, and what it costs to schedule it from its first step to its last. */
export async function measure(): Promise<Omit<Section, "name" | "title">> {
  const comparison = await compareEngines();
  const growth = await measureGrowth();
  return {
    claims: [...comparison.claims, ...growth.claims],
    tables: [...comparison.tables, ...growth.tables],
    notes: [
      ...comparison.notes,
      "Growth: samples of 100,000 steps, in one plan or in a hundred, after a run that is not counted; 1 is a straight line.",
    ],
    broken: [],
  };
}
