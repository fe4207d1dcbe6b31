import type { World } from "@pm-orchestrator/simulator";
import type { LinearState } from "../state.js";
import { seedIssues } from "./issues.js";
import { tellTheStory } from "./story.js";
import { PSN, seedLabels, seedProjects, seedStatuses, WEB } from "./workspace.js";

/** The world that the simulated Linear starts with: always the same. */
export function seedLinear(world: World): LinearState {
  const linear: LinearState = {
    world,
    teams: [PSN, WEB],
    statuses: seedStatuses(),
    labels: seedLabels(),
    projects: seedProjects(world),
    issues: [],
    comments: [],
    attachments: [],
    relations: [],
  };
  seedIssues(linear);
  tellTheStory(linear);
  return linear;
}
