import { SlackRefusal, slackMethod } from "./method.js";
import { type SimReminder, type SlackState, secondsNow } from "./state.js";
import { userId } from "./views.js";

const UNITS = new Map([
  ["minute", 60],
  ["hour", 3600],
  ["day", 86_400],
]);

/** Reminders, for people only. */
export function reminderMethods(slack: SlackState) {
  return [
    slackMethod("reminders.add", slack, {
      token: "user",
      answer({ args, caller }) {
        const now = secondsNow(slack);
        const text = args.get("text") ?? "";
        if (text === "") throw new SlackRefusal("missing_argument");
        const time = timeOf(args.get("time") ?? "", now);
        const reminder = { id: slack.nextId("Rm"), user: caller.handle, text, completed: 0 };
        slack.reminders.push({ ...reminder, ...time });
        return { reminder: reminderView({ ...reminder, ...time }) };
      },
    }),

    slackMethod("reminders.list", slack, {
      token: "user",
      answer: ({ caller }) => ({
        reminders: slack.reminders.filter(({ user }) => user === caller.handle).map(reminderView),
      }),
    }),
  ];
}

/** An instant, a time from now, or something that recurs and so has no time. */
function timeOf(text: string, now: number): { time?: number } {
  if (/^\d{10}(\.\d+)?$/.test(text)) {
    if (Number(text) <= now) throw new SlackRefusal("cannot_parse");
    return { time: Number(text) };
  }
  if (/^every \w+/.test(text)) return {};
  const [, count, unit = ""] = /^in (\d+) (minute|hour|day)s?$/.exec(text) ?? [];
  const seconds = UNITS.get(unit);
  if (count === undefined || seconds === undefined) throw new SlackRefusal("cannot_parse");
  return { time: now + Number(count) * seconds };
}

function reminderView({ id, user, text, time, completed }: SimReminder) {
  return {
    id,
    creator: userId(user),
    user: userId(user),
    text,
    recurring: time === undefined,
    ...(time === undefined ? {} : { time, complete_ts: completed }),
  };
}

/** One that is to come, and one that is done. */
export function seedReminders(user: string): SimReminder[] {
  const time = Date.UTC(2025, 11, 4, 8) / 1000;
  return [
    { id: "Rm0REVIEW001", user, text: "Review the JWKS endpoint", time, completed: 0 },
    { id: "Rm0DONE00001", user, text: "Book a room", time: time - 604_800, completed: time - 600_000 },
  ];
}
