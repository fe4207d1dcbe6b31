import { compact } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { currentUser, idOfPerson, resolvePeople, userById } from "../lookups/people.js";
import { operation } from "../operation.js";
import { pageOf } from "../parse.js";
import { workspaceIn } from "../repository.js";
import { personParam, repositoryParams } from "../schemas.js";
import type { VendorUser } from "../vendor.js";

const user = z.object({
  id: z.string(),
  name: z.string(),
  nickname: z.string().optional(),
  account_id: z.string().optional(),
  url: z.string().optional(),
});

export const getCurrentUser = operation({
  summary: "Whose the credentials are",
  effect: "read",
  retry: "natural",
  params: z.strictObject({}),
  result: user,
  caches: ["users"],
  limits: ["requests"],
  upstream: ["GET /user"],
  example: {},
  run: async (_params, bitbucket) => userDetails(await currentUser(bitbucket)),
});

export const getUser = operation({
  summary: "Somebody, by uuid, account id, nickname or name",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    user: personParam,
    workspace: repositoryParams.workspace.describe(
      "where a nickname or name is known; default the configured one",
    ),
  }),
  aliases: { uuid: "user", account_id: "user", user_id: "user", id: "user", name: "user" },
  result: user,
  caches: ["users"],
  limits: ["requests"],
  upstream: ["GET /users/{selected_user}", "GET /workspaces/{workspace}/members", "GET /user"],
  example: { user: "Priya Natarajan" },
  async run({ user, workspace }, bitbucket) {
    const id = idOfPerson(user);
    if (id !== undefined) return userDetails(await userById(id, bitbucket));
    if (user === "me") return userDetails(await currentUser(bitbucket));
    const [found] = await resolvePeople([user], workspaceIn(workspace, bitbucket), bitbucket);
    return userDetails(found ?? {});
  },
});

function userDetails(found: VendorUser) {
  const { uuid = "", display_name, nickname, account_id } = found;
  return {
    id: uuid,
    name: display_name ?? uuid,
    ...compact({ nickname, account_id, url: pageOf(found) || undefined }),
  };
}
