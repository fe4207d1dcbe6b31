import { type Arguments, handlesOf, SlackRefusal, slackMethod } from "./method.js";
import { type SimUsergroup, type SlackState, secondsNow } from "./state.js";
import { TEAM, userId } from "./views.js";

/** User groups. */
export function usergroupMethods(slack: SlackState) {
  const named = (args: Arguments): SimUsergroup => {
    const group = slack.usergroups.find(({ id }) => id === args.get("usergroup"));
    if (group === undefined) throw new SlackRefusal("no_such_subteam");
    return group;
  };
  const requireFree = (args: Arguments, except?: SimUsergroup) => {
    const others = slack.usergroups.filter((group) => group !== except);
    if (others.some(({ name }) => name === args.get("name"))) throw new SlackRefusal("name_already_exists");
    if (others.some(({ handle }) => handle === args.get("handle")))
      throw new SlackRefusal("handle_already_exists");
  };
  return [
    slackMethod("usergroups.list", slack, {
      answer({ args }) {
        const withDisabled = args.get("include_disabled") === "true";
        const listed = slack.usergroups.filter(({ deleted }) => withDisabled || deleted === 0);
        return { usergroups: listed.map((group) => usergroupView(group, args)) };
      },
    }),

    slackMethod("usergroups.create", slack, {
      answer({ args, caller }) {
        const name = args.get("name") ?? "";
        if (name === "") throw new SlackRefusal("missing_subteam_name");
        requireFree(args);
        const group = {
          id: slack.nextId("S"),
          handle: args.get("handle") ?? name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
          name,
          description: args.get("description") ?? "",
          users: [],
          channelIds: channelsOf(args) ?? [],
          author: caller.handle,
          created: secondsNow(slack),
          deleted: 0,
        };
        slack.usergroups.push(group);
        return { usergroup: usergroupView(group, args) };
      },
    }),

    slackMethod("usergroups.update", slack, {
      answer({ args }) {
        const group = named(args);
        requireFree(args, group);
        group.name = args.get("name") ?? group.name;
        group.handle = args.get("handle") ?? group.handle;
        group.description = args.get("description") ?? group.description;
        group.channelIds = channelsOf(args) ?? group.channelIds;
        return { usergroup: usergroupView(group, args) };
      },
    }),

    slackMethod("usergroups.users.list", slack, {
      answer: ({ args }) => ({ users: named(args).users.map(userId) }),
    }),

    slackMethod("usergroups.users.update", slack, {
      answer({ args }) {
        const group = named(args);
        const users = handlesOf(slack, args.get("users"));
        if (users.length === 0) throw new SlackRefusal("no_users_provided");
        group.users = users;
        return { usergroup: usergroupView(group, args) };
      },
    }),
  ];
}

function channelsOf(args: Arguments): string[] | undefined {
  return args.get("channels")?.split(",").filter(Boolean);
}

function usergroupView(group: SimUsergroup, args: Arguments) {
  const { id, handle, name, description, users, channelIds, author, created, deleted } = group;
  return {
    id,
    team_id: TEAM.id,
    is_usergroup: true,
    is_subteam: true,
    name,
    description,
    handle,
    is_external: false,
    date_create: created,
    date_update: created,
    date_delete: deleted,
    auto_type: null,
    auto_provision: false,
    enterprise_subteam_id: "",
    created_by: userId(author),
    updated_by: userId(author),
    deleted_by: deleted === 0 ? null : userId(author),
    prefs: { channels: channelIds, groups: [] },
    ...(args.get("include_users") === "true" ? { users: users.map(userId) } : {}),
    ...(args.get("include_count") === "true" ? { user_count: users.length } : {}),
  };
}

/** Those that are there from the beginning; one of them is no longer in use. */
export function seedUsergroups(): SimUsergroup[] {
  const created = Date.UTC(2024, 4, 6, 8) / 1000;
  const group = (id: string, handle: string, rest: Partial<SimUsergroup>): SimUsergroup => ({
    id,
    handle,
    name: handle,
    description: "",
    users: [],
    channelIds: [],
    author: "jonas",
    created,
    deleted: 0,
    ...rest,
  });
  return [
    group("S0SECURITY1", "security-team", {
      name: "Security",
      description: "Reviews &amp; threat models",
      users: ["priya", "noor"],
    }),
    group("S0APIGUILD1", "api-guild", { name: "API guild", users: ["maya", "tom", "priya"] }),
    group("S0ONCALL001", "on-call", { name: "On call", users: ["liam"] }),
    group("S0KIOSK0001", "kiosk-team", { name: "Kiosk", users: ["alex"], deleted: created + 1 }),
  ];
}
