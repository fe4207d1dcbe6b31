import { pageSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { SlackClient } from "../client.js";
import { slice } from "../lookups/slice.js";
import { allUsergroups, forgetUsergroups, resolveUsergroup, usersOf } from "../lookups/usergroups.js";
import { workspaceOf } from "../lookups/workspace.js";
import { operation } from "../operation.js";
import { slicingParams } from "../schemas.js";
import { receiptFor, usergroupAliases, usergroupName, usergroupReceipt } from "./usergroups.js";

const SCOPE = "usergroups:write";

export const listMyUsergroups = operation({
  summary: "The user groups in which the user token's owner is (needs a user token)",
  effect: "read",
  retry: "natural",
  // A bot is in no group: these are about whom the user token belongs to.
  needs: ["user_token"],
  params: z.strictObject(slicingParams()),
  result: z.object({
    usergroups: z.array(z.object({ id: z.string(), handle: z.string(), name: z.string() })),
    page: pageSchema,
  }),
  caches: ["usergroups", "workspace"],
  upstream: ["usergroups.list", "auth.test"],
  expectedCalls: 2,
  expectedMs: 500,
  example: {},
  async run(paging, slack) {
    slack.requireUserToken("usergroups:read");
    const [all, { user_id }] = await Promise.all([allUsergroups(slack), workspaceOf(slack, "user")]);
    const mine = all.filter(({ users, disabled }) => disabled !== true && users.includes(user_id));
    const { shown, page } = slice(mine, paging);
    return { usergroups: shown.map(({ id, handle, name }) => ({ id, handle, name })), page };
  },
});

const params = z.strictObject({ usergroup: usergroupName });

/** What joining and leaving have in common. */
const membership = {
  effect: "write",
  // The list is read, changed and written: to do it twice changes nothing more.
  retry: "natural",
  asUser: ["usergroups.users.update", "usergroups.users.list"],
  params,
  aliases: usergroupAliases,
  result: usergroupReceipt,
  caches: ["usergroups", "workspace"],
  invalidates: ["usergroups"],
  upstream: ["usergroups.users.update", "usergroups.users.list", "usergroups.list", "auth.test"],
  expectedCalls: 4,
  expectedMs: 1200,
} as const;

export const joinUsergroup = operation({
  ...membership,
  summary: "Puts the user token's owner into a user group (needs a user token)",
  example: { usergroup: "@security-team" },
  run: ({ usergroup }, slack) =>
    changeMembership(usergroup, slack, (users, me) => (users.includes(me) ? users : [...users, me])),
});

export const leaveUsergroup = operation({
  ...membership,
  summary:
    "Takes the user token's owner out of a user group; its last member cannot leave (needs a user token)",
  example: { usergroup: "@api-guild" },
  run: ({ usergroup }, slack) =>
    changeMembership(usergroup, slack, (users, me) => users.filter((user) => user !== me)),
});

/** Slack takes only the whole list, so what somebody else changes in the same moment is lost. */
async function changeMembership(
  usergroup: string,
  slack: SlackClient,
  changed: (users: string[], me: string) => string[],
) {
  slack.requireUserToken(SCOPE);
  const [group, workspace] = await Promise.all([
    resolveUsergroup(usergroup, slack),
    workspaceOf(slack, "user"),
  ]);
  const before = await usersOf(group.id, slack, "user");
  const after = changed(before, workspace.user_id);
  if (after.length === before.length) return receiptFor(group, workspace, []);
  await slack.call({
    method: "usergroups.users.update",
    token: "user",
    writes: true,
    form: { usergroup: group.id, users: after.join(",") },
  });
  forgetUsergroups(slack);
  return receiptFor(group, workspace, ["users"]);
}
