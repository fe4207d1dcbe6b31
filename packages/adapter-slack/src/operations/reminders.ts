import { changedFields, compact, pageSchema, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { instantOf, secondsOf } from "../instants.js";
import { slice } from "../lookups/slice.js";
import { workspaceOf } from "../lookups/workspace.js";
import { operation } from "../operation.js";
import { slicingParams } from "../schemas.js";
import type { VendorReminder } from "../vendor.js";

const reminderFields = {
  text: z.string(),
  time: z.string().optional(),
  recurring: z.boolean().optional(),
};

export const addReminder = operation({
  summary: "Has Slack remind the user token's owner of something (needs a user token)",
  effect: "write",
  retry: "none",
  params: z.strictObject({
    text: z.string().min(1),
    time: z
      .string()
      .min(1)
      .describe("ISO 8601, or what Slack understands: in 15 minutes, every Thursday at 9am"),
  }),
  aliases: { message: "text", when: "time" },
  result: receiptSchema.extend(reminderFields),
  caches: ["workspace"],
  upstream: ["reminders.add", "auth.test"],
  expectedCalls: 2,
  expectedMs: 600,
  example: { text: "Rotate the signing key of TRAIN-123", time: "in 15 minutes" },
  async run({ text, time }, slack) {
    slack.requireUserToken("reminders:write");
    const isInstant = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T|$)/.test(time);
    const [workspace, { reminder = {} }] = await Promise.all([
      workspaceOf(slack, "user"),
      slack.call<{ reminder?: VendorReminder }>({
        method: "reminders.add",
        writes: true,
        form: { text, time: isInstant ? secondsOf(time) : time },
        telling: [
          {
            code: "INVALID_TIME",
            message: `Slack does not understand "${time}" as a time to come.`,
            details: { time },
          },
        ],
      }),
    ]);
    return {
      url: workspace.url,
      changed: changedFields({ text, time }),
      ...reminderOf({ text, ...reminder }),
    };
  },
});

export const listReminders = operation({
  summary: "Reminders of the user token's owner that are not yet done (needs a user token)",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ include_completed: z.boolean().default(false), ...slicingParams(100) }),
  result: z.object({
    reminders: z.array(
      z.object({ id: z.string(), ...reminderFields, completed: z.string().optional().describe("when") }),
    ),
    page: pageSchema,
  }),
  upstream: ["reminders.list"],
  expectedMs: 400,
  example: {},
  async run({ include_completed, ...paging }, slack) {
    const { reminders = [] } = await slack.call<{ reminders?: VendorReminder[] }>({
      method: "reminders.list",
    });
    const { shown, page } = slice(
      reminders.filter(({ complete_ts = 0 }) => include_completed || complete_ts === 0),
      paging,
    );
    return { reminders: shown.map(reminderOf), page };
  },
});

function reminderOf({ id = "", text = "", time, recurring, complete_ts = 0 }: VendorReminder) {
  return compact({
    id,
    text,
    time: instantOf(time ?? ""),
    recurring: recurring === true ? true : undefined,
    completed: complete_ts === 0 ? undefined : instantOf(complete_ts),
  });
}
