import { cacheTests } from "@pm-orchestrator/adapter-kit/testing";
import { it } from "vitest";
import adapter from "../src/index.js";
import { simulatedJira } from "./bench.js";

const tests = cacheTests({
  adapter,
  simulated: simulatedJira,
  lookedUp: [
    [
      ["list_projects", {}],
      ["get_project", { project: "TRAIN" }],
    ],
    [
      ["get_priorities", {}],
      ["resolve_priority", { name: "high" }],
    ],
    [
      ["get_issue_types", { project: "TRAIN" }],
      ["resolve_issue_type", { project: "TRAIN", name: "bug" }],
    ],
    [
      ["search_users", { query: "maya" }],
      ["get_user", { account_id: "11f7fdf8c96fbd4e3b613205" }],
    ],
    [
      ["search_fields", { keyword: "summary" }],
      ["search_fields", { keyword: "story points" }],
    ],
  ],
  writes: [
    {
      write: ["transition_issue", { issue_key: "TRAIN-123", transition: "In Review" }],
      anew: [["get_transitions", { issue_key: "TRAIN-123" }]],
      kept: [
        ["get_transitions", { issue_key: "TRAIN-124" }],
        ["get_project", { project: "TRAIN" }],
        ["get_priorities", {}],
      ],
    },
    {
      write: ["create_component", { project: "TRAIN", name: "Brand new" }],
      anew: [["get_components", { project: "TRAIN" }]],
      kept: [
        ["get_issue_types", { project: "TRAIN" }],
        ["get_project", { project: "TRAIN" }],
      ],
    },
  ],
});

it.each(tests)("$name", ({ run }) => run());
