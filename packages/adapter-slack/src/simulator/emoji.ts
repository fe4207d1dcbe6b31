import { slackMethod } from "./method.js";
import type { SlackState } from "./state.js";

/** Those of Slack's own that the simulator knows. */
const STANDARD = new Set([
  "+1",
  "-1",
  "clap",
  "eyes",
  "fire",
  "heart",
  "joy",
  "raised_hands",
  "rocket",
  "rotating_light",
  "tada",
  "thumbsup",
  "warning",
  "wave",
  "white_check_mark",
]);

const PLACE = "https://emoji.slack-edge.com/T0ACME0001";

/** The workspace's own: a picture, or another name of an emoji. */
const CUSTOM: ReadonlyMap<string, string> = new Map([
  ["acme", `${PLACE}/acme/1f6e4a2b3c4d5e6f.png`],
  ["deploy-train", `${PLACE}/deploy-train/2b7c1d9e8f0a1b2c.gif`],
  ["lgtm", "alias:thumbsup"],
  ...Array.from({ length: 70 }, (_, index): [string, string] => [
    `wagon-${index + 1}`,
    `${PLACE}/wagon-${index + 1}/${String(index).padStart(16, "0")}.png`,
  ]),
]);

/** Whether there is an emoji of that name. */
export function isEmoji(name: string): boolean {
  return STANDARD.has(name) || CUSTOM.has(name);
}

/** The workspace's own emoji. */
export function emojiMethods(slack: SlackState) {
  return [
    slackMethod("emoji.list", slack, {
      answer: () => ({ emoji: Object.fromEntries(CUSTOM), cache_ts: "1756713600.000000" }),
    }),
  ];
}
