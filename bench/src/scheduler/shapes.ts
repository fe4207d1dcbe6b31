import type { PlanStep } from "@pm-orchestrator/planner";
import { seededRandom } from "../numbers/random.js";

export type Shape = "chains" | "layers" | "random" | "diamonds" | "wide";

export const SHAPES: readonly Shape[] = ["chains", "layers", "random", "diamonds", "wide"];

const SYSTEMS = ["linear", "jira", "confluence", "slack", "bitbucket"];

/** So many steps stand beside each other in chains and layers. */
const ABREAST = 100;

/** So many steps stand between the two ends of a diamond. */
const DIAMOND = 8;

/**
 * Steps that do nothing, in an order in which they could run. `chains`: a hundred, side by side. `layers`: a hundred steps
 * each, one to three dependencies in the layer before. `random`: up to three anywhere before. `diamonds`: one after
 * another, each one step, then eight, then one. `wide`: no dependencies.
 */
export function shapedSteps(shape: Shape, count: number): PlanStep[] {
  const dependencies = DEPENDENCIES[shape]();
  return Array.from({ length: count }, (_, index) => ({
    id: idOf(index),
    system: SYSTEMS[index % SYSTEMS.length] ?? "jira",
    operation: "nothing",
    params: {},
    depends_on: [...new Set(dependencies(index))].map(idOf),
  }));
}

const DEPENDENCIES: Record<Shape, () => (index: number) => number[]> = {
  chains: () => (index) => (index < ABREAST ? [] : [index - ABREAST]),
  layers: () => {
    const random = seededRandom(2025);
    return (index) => {
      const before = Math.floor(index / ABREAST) * ABREAST - ABREAST;
      if (before < 0) return [];
      return several(1 + Math.floor(random() * 3), () => before + Math.floor(random() * ABREAST));
    };
  },
  random: () => {
    const random = seededRandom(2025);
    return (index) => several(Math.min(index, Math.floor(random() * 4)), () => Math.floor(random() * index));
  },
  diamonds: () => (index) => {
    const place = index % (DIAMOND + 2);
    if (place === 0) return index === 0 ? [] : [index - 1];
    if (place <= DIAMOND) return [index - place];
    return several(DIAMOND, (nth) => index - DIAMOND + nth);
  },
  wide: () => () => [],
};

function several(count: number, make: (nth: number) => number): number[] {
  return Array.from({ length: count }, (_, nth) => make(nth));
}

function idOf(index: number): string {
  return `s${index}`;
}
