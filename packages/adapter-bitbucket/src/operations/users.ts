import { compact } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { BitbucketClient } from "../client.js";
import { currentUser } from "../lookups/people.js";
import { pageOf } from "../parse.js";

const operation = operationsFor<BitbucketClient>();

export const getCurrentUser = operation({
  summary: "Whose the credentials are",
  effect: "read",
  retry: "natural",
  params: z.strictObject({}),
  result: z.object({
    id: z.string(),
    name: z.string(),
    nickname: z.string().optional(),
    account_id: z.string().optional(),
    url: z.string().optional(),
  }),
  caches: ["users"],
  limits: ["requests"],
  upstream: ["GET /user"],
  example: {},
  async run(_params, bitbucket) {
    const user = await currentUser(bitbucket);
    const { uuid = "", display_name, nickname, account_id } = user;
    return { id: uuid, name: display_name ?? uuid, ...compact({ nickname, account_id, url: pageOf(user) }) };
  },
});
