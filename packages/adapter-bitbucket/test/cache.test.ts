import { cacheTests } from "@pm-orchestrator/adapter-kit/testing";
import { it } from "vitest";
import adapter from "../src/index.js";
import { simulatedBitbucket } from "./bench.js";

const tests = cacheTests({
  adapter,
  simulated: simulatedBitbucket,
  lookedUp: [
    [
      ["list_repositories", {}],
      ["get_repository", { repository: "acme/platform" }],
    ],
    [
      ["list_projects", {}],
      ["get_project", { project: "PLAT" }],
    ],
    [
      ["get_current_user", {}],
      ["get_current_user", {}],
    ],
  ],
  writes: [
    {
      write: ["create_repository", { repository: "acme/signal-box", project: "OPS" }],
      anew: [["get_repository", { repository: "acme/signal-box" }]],
      kept: [
        ["get_repository", { repository: "acme/platform" }],
        ["get_project", { project: "PLAT" }],
      ],
    },
    {
      write: ["update_repository", { repository: "acme/handbook", description: "How we work" }],
      anew: [["get_repository", { repository: "acme/handbook" }]],
      kept: [
        ["get_project", { project: "PLAT" }],
        ["get_current_user", {}],
      ],
    },
  ],
});

it.each(tests)("$name", ({ run }) => run());
