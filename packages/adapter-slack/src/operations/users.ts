import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { SlackClient } from "../client.js";
import { resolveUser } from "../lookups/users.js";

const operation = operationsFor<SlackClient>();

export const getUser = operation({
  summary: "One person, by id, e-mail address, handle or name",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    user: z.string().min(1).describe("id, e-mail, @name, name, or me"),
  }),
  aliases: { user_id: "user", userId: "user", email: "user", name: "user", id: "user" },
  result: z.object({
    id: z.string(),
    name: z.string().describe("handle, unique in the workspace"),
    real_name: z.string().optional(),
    email: z.string().optional(),
    title: z.string().optional(),
    time_zone: z.string().optional(),
    display_name: z.string().optional(),
    deactivated: z.boolean().optional(),
  }),
  caches: ["users", "workspace"],
  limits: ["methods"],
  upstream: ["users.info", "users.lookupByEmail", "users.list", "auth.test"],
  example: { user: "maya@acme.example" },
  run: ({ user }, slack) => resolveUser(user, slack),
});
