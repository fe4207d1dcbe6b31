import { cacheTests } from "@pm-orchestrator/adapter-kit/testing";
import { it } from "vitest";
import adapter from "../src/index.js";
import { simulatedSlack } from "./bench.js";

const tests = cacheTests({
  adapter,
  simulated: simulatedSlack,
  lookedUp: [
    [
      ["list_users", {}],
      ["get_user", { user: "maya@acme.example" }],
    ],
    [
      [
        "list_channels",
        { types: ["public_channel", "private_channel"], exclude_archived: false, limit: 1000 },
      ],
      ["get_channel", { channel: "#engineering" }],
    ],
    [
      ["get_channel", { channel: "#engineering" }],
      ["get_channel", { channel: "random" }],
    ],
  ],
  writes: [
    {
      write: ["set_topic", { channel: "#random", topic: "Anything" }],
      anew: [],
      kept: [
        ["get_channel", { channel: "#random" }],
        ["get_channel", { channel: "#engineering" }],
        ["get_user", { user: "maya@acme.example" }],
      ],
    },
    {
      write: ["archive_channel", { channel: "#random" }],
      anew: [],
      kept: [
        ["get_channel", { channel: "#engineering" }],
        ["get_user", { user: "maya@acme.example" }],
      ],
    },
  ],
});

it.each(tests)("$name", ({ run }) => run());
