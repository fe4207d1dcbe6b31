import { cacheTests } from "@pm-orchestrator/adapter-kit/testing";
import { it } from "vitest";
import adapter from "../src/index.js";
import { simulatedConfluence } from "./bench.js";

const tests = cacheTests({
  adapter,
  simulated: simulatedConfluence,
  lookedUp: [
    [
      ["list_spaces", {}],
      ["get_space", { space: "TECH" }],
    ],
    [
      ["get_space", { space: "TECH" }],
      ["resolve_space_id", { space: "tech" }],
    ],
    [
      ["get_current_user", {}],
      ["get_current_user", {}],
    ],
  ],
  writes: [
    {
      write: ["update_page", { page_id: "98784", title: "Rotation of tokens" }],
      anew: [["get_page_tree", { space: "TECH", depth: 2 }]],
      kept: [
        ["get_space", { space: "TECH" }],
        ["get_current_user", {}],
      ],
    },
  ],
});

it.each(tests)("$name", ({ run }) => run());
