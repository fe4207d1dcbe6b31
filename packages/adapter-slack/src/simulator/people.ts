import { baseOf } from "@pm-orchestrator/simulator";
import { pageOf, SlackRefusal, slackMethod } from "./method.js";
import { type SlackState, secondsNow } from "./state.js";
import { BOT_ID, TEAM, userId, userViews } from "./views.js";

/** Users, and whose token it is. */
export function peopleMethods(slack: SlackState) {
  const users = userViews(slack);
  return [
    slackMethod("users.list", slack, {
      answer({ args }) {
        const { items, response_metadata } = pageOf(users, args, 1000);
        return {
          members: items,
          cache_ts: secondsNow(slack),
          response_metadata,
        };
      },
    }),

    slackMethod("users.info", slack, {
      answer({ args }) {
        const user = users.find(({ id }) => id === args.get("user"));
        if (user === undefined) throw new SlackRefusal("user_not_found");
        return { user };
      },
    }),

    slackMethod("users.lookupByEmail", slack, {
      answer({ args }) {
        const email = args.get("email")?.toLowerCase() ?? "";
        const user = users.find(({ profile }) => profile.email === email);
        if (user === undefined) throw new SlackRefusal("users_not_found");
        return { user };
      },
    }),

    slackMethod("auth.test", slack, {
      answer: ({ caller, request }) => ({
        url: `${baseOf(request, "slack")}/`,
        team: TEAM.name,
        user: caller.handle,
        team_id: TEAM.id,
        user_id: userId(caller.handle),
        is_enterprise_install: false,
        ...(caller.isBot ? { bot_id: BOT_ID } : {}),
      }),
    }),
  ];
}
