import { cacheTests } from "@pm-orchestrator/adapter-kit/testing";
import { it } from "vitest";
import adapter from "../src/index.js";
import { simulatedLinear } from "./bench.js";

const tests = cacheTests({
  adapter,
  simulated: simulatedLinear,
  lookedUp: [
    [
      ["list_teams", {}],
      ["get_team", { team: "PSN" }],
    ],
    [
      ["list_users", { query: "priya" }],
      ["get_user", { user: "priya@acme.example" }],
    ],
    [
      ["get_team", { team: "PSN" }],
      ["list_statuses", { team: "PSN" }],
    ],
    [
      ["list_labels", { team: "PSN" }],
      ["list_labels", { team: "PSN", query: "a" }],
    ],
  ],
  writes: [
    {
      write: ["create_label", { team: "PSN", name: "brand-new" }],
      anew: [
        ["list_labels", { team: "PSN" }],
        ["list_labels", {}],
      ],
      kept: [
        ["list_labels", { team: "WEB" }],
        ["get_team", { team: "PSN" }],
        ["list_statuses", { team: "PSN" }],
      ],
    },
    {
      write: ["update_label", { team: "PSN", label: "authentication", description: "Who may do what" }],
      anew: [
        ["list_labels", { team: "PSN" }],
        ["list_labels", { team: "WEB" }],
      ],
      kept: [["get_team", { team: "PSN" }]],
    },
  ],
});

it.each(tests)("$name", ({ run }) => run());
