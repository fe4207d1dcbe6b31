import type { World } from "@pm-orchestrator/simulator";
import type { LinearState } from "../state.js";
import { seedIssues } from "./issues.js";
import { seedPlanning, tellThePlan } from "./planning.js";
import { seedReleases } from "./releases.js";
import { tellTheStory } from "./story.js";
import { PSN, seedLabels, seedStatuses, WEB } from "./workspace.js";

/** The world that the simulated Linear starts with: always the same. */
export function seedLinear(world: World): LinearState {
  const linear: LinearState = {
    world,
    teams: [PSN, WEB],
    statuses: seedStatuses(),
    labels: seedLabels(),
    issues: [],
    comments: [],
    attachments: [],
    relations: [],
    reactions: [],
    history: [],
    planning: seedPlanning(world),
    releases: seedReleases(world),
  };
  seedIssues(linear);
  tellTheStory(linear);
  tellThePlan(linear);
  return linear;
}
