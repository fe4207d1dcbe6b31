import { changedFields, compact, isRecent, pageSchema, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { SlackClient } from "../client.js";
import { slackErrors } from "../errors.js";
import { channelId } from "../lookups/channels.js";
import { slice } from "../lookups/slice.js";
import {
  allUsergroups,
  forgetUsergroups,
  resolveUsergroup,
  type Usergroup,
  usergroupOf,
} from "../lookups/usergroups.js";
import { handlesOf, resolveUsers } from "../lookups/users.js";
import { type Workspace, workspaceOf } from "../lookups/workspace.js";
import { escaped } from "../mrkdwn/text.js";
import { operation } from "../operation.js";
import { channelName, slicingParams, userName } from "../schemas.js";
import type { VendorUsergroup } from "../vendor.js";

/** A user group as people name it. */
export const usergroupName = z.string().min(1).describe("@handle, name or id");

/** Other spellings of `usergroup`. */
export const usergroupAliases = { usergroup_id: "usergroup", group: "usergroup", id: "usergroup" } as const;

export const usergroupReceipt = receiptSchema.extend({ handle: z.string().optional() });

const USER_LOOKUPS = ["users.list", "users.info", "users.lookupByEmail"];

export const listUsergroups = operation({
  summary: "User groups, and who is in them when that is asked for",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    include_users: z.boolean().default(false),
    include_disabled: z.boolean().default(false),
    ...slicingParams(),
  }),
  result: z.object({
    usergroups: z.array(
      z.object({
        id: z.string(),
        handle: z.string(),
        name: z.string(),
        description: z.string().optional(),
        members: z.int().optional().describe("how many"),
        disabled: z.boolean().optional(),
        users: z.array(z.string()).optional().describe("handles"),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["usergroups", "users"],
  upstream: ["usergroups.list", "users.list", "users.info"],
  expectedMs: 500,
  example: {},
  async run({ include_users, include_disabled, ...paging }, slack) {
    const all = await allUsergroups(slack);
    const { shown, page } = slice(
      all.filter(({ disabled }) => include_disabled || disabled !== true),
      paging,
    );
    const handles = include_users
      ? await handlesOf(
          shown.flatMap(({ users }) => users),
          slack,
        )
      : undefined;
    const usergroups = shown.map(({ users, ...group }) =>
      compact({ ...group, users: handles && users.map((id) => handles.get(id) ?? id) }),
    );
    return { usergroups, page };
  },
});

const groupFields = {
  handle: z
    .string()
    .regex(/^@?[a-z0-9][a-z0-9._-]{0,20}$/, "is in lower case, without spaces")
    .optional()
    .describe("what people write behind the @"),
  description: z.string().max(140).optional(),
  channels: z.array(channelName).max(100).optional().describe("in which its people are by default"),
};

export const createUsergroup = operation({
  summary: "Creates a user group, with nobody in it yet",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({ name: z.string().min(1).max(80), ...groupFields }),
  result: usergroupReceipt,
  caches: ["channels", "workspace"],
  invalidates: ["usergroups"],
  upstream: ["usergroups.create", "conversations.list", "auth.test", "usergroups.list"],
  expectedCalls: 2,
  expectedMs: 800,
  example: { name: "API reviewers", handle: "api-reviewers" },
  async run(params, slack) {
    const [channels, workspace] = await Promise.all([channelIds(params.channels, slack), workspaceOf(slack)]);
    const { usergroup = {} } = await slack.call<{ usergroup?: VendorUsergroup }>({
      method: "usergroups.create",
      writes: true,
      form: { ...textsOf(params), channels },
      telling: [nameTaken(params)],
    });
    forgetUsergroups(slack);
    slack.claims.take(usergroup.id ?? "");
    return receiptFor(usergroupOf(usergroup), workspace, changedFields(params));
  },
  async reconcile(params, slack) {
    const workspace = await workspaceOf(slack);
    const answer = await slack.send<{ usergroups?: VendorUsergroup[] }>({
      method: "usergroups.list",
      form: { include_count: true, include_users: true },
    });
    const { usergroups = [] } = answer.body;
    const { name, handle } = textsOf(params);
    const alike = usergroups.filter(
      (group) =>
        group.created_by === workspace.user_id &&
        group.name === name &&
        (handle === undefined || group.handle === handle) &&
        isRecent((group.date_create ?? 0) * 1000, answer),
    );
    const found = slack.claims.takeOnly(alike, ({ id = "" }) => id);
    if (found === undefined) return undefined;
    forgetUsergroups(slack);
    return receiptFor(usergroupOf(found), workspace, changedFields(params));
  },
});

export const updateUsergroup = operation({
  summary: "Changes the name, handle, description or channels of a user group",
  effect: "write",
  retry: "natural",
  params: z.strictObject({
    usergroup: usergroupName,
    name: z.string().min(1).max(80).optional(),
    ...groupFields,
  }),
  aliases: usergroupAliases,
  result: usergroupReceipt,
  caches: ["channels", "usergroups", "workspace"],
  invalidates: ["usergroups"],
  upstream: ["usergroups.update", "usergroups.list", "conversations.list", "auth.test"],
  expectedCalls: 3,
  expectedMs: 800,
  example: { usergroup: "@security-team", description: "Ask us before you ship keys" },
  async run(params, slack) {
    const changed = changedFields(params, ["usergroup"]);
    if (changed.length === 0) throw nothingToChange(slack);
    const [group, channels, workspace] = await Promise.all([
      resolveUsergroup(params.usergroup, slack),
      channelIds(params.channels, slack),
      workspaceOf(slack),
    ]);
    const { usergroup = {} } = await slack.call<{ usergroup?: VendorUsergroup }>({
      method: "usergroups.update",
      writes: true,
      form: { usergroup: group.id, ...textsOf(params), channels },
      telling: [nameTaken(params)],
    });
    forgetUsergroups(slack);
    return receiptFor(usergroupOf({ ...usergroup, id: group.id }), workspace, changed);
  },
});

export const setUsergroupUsers = operation({
  summary: "Sets who is in a user group: the whole list, in place of the old one",
  effect: "write",
  retry: "natural",
  params: z.strictObject({
    usergroup: usergroupName,
    users: z.array(userName).min(1).max(500).describe("everybody who is to be in it"),
  }),
  aliases: { ...usergroupAliases, members: "users" },
  result: usergroupReceipt.extend({ users: z.array(z.string()).describe("handles") }),
  caches: ["usergroups", "users", "workspace"],
  invalidates: ["usergroups"],
  upstream: ["usergroups.users.update", "usergroups.list", ...USER_LOOKUPS, "auth.test"],
  expectedCalls: 4,
  expectedMs: 900,
  example: { usergroup: "@security-team", users: ["@priya", "@tom"] },
  async run({ usergroup, users }, slack) {
    const [group, people, workspace] = await Promise.all([
      resolveUsergroup(usergroup, slack),
      resolveUsers(users, slack),
      workspaceOf(slack),
    ]);
    await slack.call({
      method: "usergroups.users.update",
      writes: true,
      form: { usergroup: group.id, users: people.map(({ id }) => id).join(",") },
    });
    forgetUsergroups(slack);
    return { ...receiptFor(group, workspace, ["users"]), users: people.map(({ name }) => name) };
  },
});

/** The receipt for a change of a user group. */
export function receiptFor(
  { id, handle }: Usergroup,
  { team_id = "" }: Workspace,
  changed: readonly string[],
) {
  const url = `https://app.slack.com/client/${team_id}/browse-user-groups/user_groups/${id}`;
  return { id, url, changed: [...changed], handle };
}

interface GivenTexts {
  name?: string | undefined;
  handle?: string | undefined;
  description?: string | undefined;
}

function textsOf({ name, handle, description }: GivenTexts) {
  return {
    name: name && escaped(name),
    handle: handle?.replace(/^@/, ""),
    description: description === undefined ? undefined : escaped(description),
  };
}

async function channelIds(channels: readonly string[] | undefined, slack: SlackClient) {
  if (channels === undefined) return undefined;
  const ids = await Promise.all(channels.map((channel) => channelId(channel, slack)));
  return [...new Set(ids)].join(",");
}

function nameTaken({ name, handle }: GivenTexts) {
  return {
    code: "NAME_TAKEN" as const,
    message: "There is a user group, a person or a channel of this name or handle already.",
    details: compact({ name, handle }),
  };
}

function nothingToChange({ step: { system } }: SlackClient) {
  return slackErrors.create("REQUIRED_FIELD_MISSING", {
    message: "Nothing is to be changed: name, handle, description and channels are all missing.",
    system,
    details: { fields: ["name", "handle", "description", "channels"] },
    suggestions: ["Give at least one of them."],
  });
}
