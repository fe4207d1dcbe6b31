import type { World } from "@pm-orchestrator/simulator";
import { momentsOf } from "../moments.js";
import type { ReleaseState, SimPipeline, SimStage } from "../state-releases.js";
import { pick } from "./pick.js";
import { dated, FOUNDED, PSN } from "./workspace.js";

const STAGES = [
  ["Planned", "planned"],
  ["In staging", "started"],
  ["Released", "completed"],
  ["Cancelled", "canceled"],
] as const;

/** One pipeline with two releases and their notes, a skill, a diff, and a picture in the storage. */
export function seedReleases(world: World): ReleaseState {
  const pipeline: SimPipeline = {
    ...dated("pipeline:api"),
    name: "Public API",
    type: "scheduled",
    isProduction: true,
    teams: [PSN],
  };
  const stages = STAGES.map(([name, type], position) => ({
    ...dated(`stage:${name}`),
    pipeline,
    name,
    type,
    position,
    color: "#5e6ad2",
  }));
  const release = (version: string, stage: SimStage) => ({
    ...dated(`release:${version}`),
    pipeline,
    stage,
    ...momentsOf(stage.type, FOUNDED),
    name: `API ${version}`,
    version,
    description: null,
    commitSha: null,
    startDate: null,
    targetDate: null,
  });
  const releases = [release("2.3.0", pick(stages, 2)), release("2.4.0", pick(stages, 1))];
  return {
    pipelines: [pipeline],
    stages,
    releases,
    notes: [
      {
        ...dated("note:2.3.0"),
        pipeline,
        releases: releases.slice(0, 1),
        title: "API 2.3.0",
        content: "- Keys are published as a **JWKS**",
      },
    ],
    skills: [
      {
        ...dated("skill:triage"),
        title: "Triage security reports",
        description: "How reports are sorted",
        body: "Ask for a way to reproduce it.",
        shared: true,
        owner: world.me,
      },
    ],
    diffs: [
      {
        ...dated("diff:42"),
        creator: world.me,
        files: [
          { path: "src/auth/jwt.ts", state: "added", additions: 120, deletions: 0 },
          { path: "src/auth/keys.ts", state: "modified", additions: 14, deletions: 9 },
        ],
        pullRequest: {
          number: 42,
          title: "Add JWT authentication",
          url: "https://bitbucket.org/acme/platform/pull-requests/42",
          status: "inReview",
          sourceBranch: "feature/jwt",
          targetBranch: "main",
        },
      },
    ],
    files: new Map([["1/flow.svg", { bytes: svg, contentType: "image/svg+xml", filename: "flow.svg" }]]),
  };
}

const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>');
