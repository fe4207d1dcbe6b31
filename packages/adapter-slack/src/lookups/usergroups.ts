import { compact, matchByName } from "@pm-orchestrator/adapter-kit";
import type { SlackClient } from "../client.js";
import { unescaped } from "../mrkdwn/read.js";
import type { VendorUsergroup } from "../vendor.js";
import { mismatch } from "./mismatch.js";

/** A user group as it is kept in the session cache. */
export interface Usergroup {
  id: string;
  /** What stands behind the @. */
  handle: string;
  name: string;
  description?: string;
  /** How many are in it. */
  members?: number;
  disabled?: boolean;
  /** Ids. */
  users: string[];
}

const ALL = "*";

/** All user groups, disabled ones too. */
export function allUsergroups(slack: SlackClient): Promise<Usergroup[]> {
  return slack.step.cache.get("usergroups", ALL, async () => {
    const { usergroups = [] } = await slack.call<{ usergroups?: VendorUsergroup[] }>({
      method: "usergroups.list",
      form: { include_count: true, include_users: true, include_disabled: true },
    });
    return usergroups.map(usergroupOf);
  });
}

/** The user group of that id, handle with or without @, or name. */
export async function resolveUsergroup(wanted: string, slack: SlackClient): Promise<Usergroup> {
  const all = await allUsergroups(slack);
  const match = matchByName(wanted.trim().replace(/^@/, ""), all, [
    ({ id }) => id,
    ({ handle }) => handle,
    ({ name }) => name,
  ]);
  if (match.kind === "one") return match.found;
  throw mismatch(
    match.kind === "many"
      ? { kind: "many", candidates: match.candidates.map(({ id, name, handle }) => ({ id, name, handle })) }
      : match,
    {
      wanted,
      param: "usergroup",
      code: "USERGROUP_NOT_FOUND",
      names: all.map(({ handle }) => handle),
      system: slack.step.system,
    },
  );
}

/** After a change: the list is read again when somebody asks for it. */
export function forgetUsergroups(slack: SlackClient): void {
  slack.step.cache.forget("usergroups");
}

/** Who is in a group now: fresh, since the whole list is written back. */
export async function usersOf(id: string, slack: SlackClient, token?: "user"): Promise<string[]> {
  const { users = [] } = await slack.call<{ users?: string[] }>({
    method: "usergroups.users.list",
    form: { usergroup: id },
    ...(token === undefined ? {} : { token }),
  });
  return users;
}

export function usergroupOf(group: VendorUsergroup): Usergroup {
  const {
    id = "",
    handle = id,
    name = handle,
    description = "",
    user_count,
    users = [],
    date_delete,
  } = group;
  return compact({
    id,
    handle,
    name: unescaped(name),
    description: unescaped(description) || undefined,
    members: user_count === undefined ? users.length : Number(user_count),
    disabled: (date_delete ?? 0) > 0 ? true : undefined,
    users,
  });
}
