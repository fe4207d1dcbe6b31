import type { World } from "@pm-orchestrator/simulator";
import { seedBookmarks } from "./bookmarks.js";
import { seedCanvas } from "./canvases.js";
import { seedPins } from "./pins.js";
import { seedReminders } from "./reminders.js";
import { seedScheduled } from "./scheduled.js";
import { seedFiles } from "./seed-files.js";
import { BOT, readKey, type SimChannel, type SimMessage, type SlackState, tsClock, tsOf } from "./state.js";
import { STORY, STORY_CHANNEL, STORY_THREAD, type StoryMessage } from "./story.js";
import { seedUsergroups } from "./usergroups.js";
import { opaqueId, userId } from "./views.js";

/** name, topic, purpose; then what differs from a public channel with everybody and the bot in it. */
const CHANNELS: readonly (readonly [
  string,
  string,
  string,
  Partial<Pick<SimChannel, "private" | "archived">>?,
])[] = [
  ["general", "Company news", "For everybody at Acme"],
  [STORY_CHANNEL, "Sprint 24: API security", "Building the train platform"],
  ["incidents", "Status: all green", "Where incidents are handled"],
  ["security", "Reviews on Thursdays", "Security reviews and questions"],
  ["releases", "Release train leaves on Tuesdays", "What ships, and when"],
  ["support", "", "Questions from customers"],
  ["random", "", "Everything else"],
  ["design", "New booking flow", "Design reviews"],
  ["leadership", "", "Planning of the leads", { private: true }],
  ["project-kiosk", "Closed in July", "The ticket kiosk project", { archived: true }],
];

/** The bot was not invited here. */
const WITHOUT_BOT = new Set(["design", "leadership"]);

const SUBJECTS = [
  "the booking service",
  "seat reservations",
  "the timetable import",
  "the payment gateway",
  "push notifications",
];
const NEWS = [
  "is deployed to staging",
  "needs a review",
  "looks slow today",
  "has new dashboards",
  "passed load tests",
];

const FIRST_MESSAGE = Date.UTC(2025, 8, 1, 7);
const MESSAGES_PER_CHANNEL = 60;
const LONG_THREAD_REPLIES = 150;
const HOUR = 3_600_000;

/** The world that the simulated Slack starts with: always the same. */
export function seedSlack(world: World): SlackState {
  const channels = CHANNELS.map(([name, topic, purpose, difference = {}], index): SimChannel => {
    const people = world.people
      .map(({ handle }) => handle)
      .filter((_, place) => !difference.private || place < 3);
    return {
      id: opaqueId("C", name),
      name,
      topic,
      purpose,
      private: false,
      archived: false,
      ...difference,
      members: WITHOUT_BOT.has(name) ? people : [...people, BOT],
      creator: pick(people, index),
      created: Date.UTC(2024, 0, 8 + index) / 1000,
    };
  });
  const messages = new Map(channels.map(({ id, members }, index) => [id, bulk(members, index)]));
  for (const story of STORY) {
    const channel = channels.find(({ name }) => name === story.channel);
    if (channel !== undefined) messages.get(channel.id)?.push(toldMessage(story, world));
  }
  for (const list of messages.values()) list.sort((a, b) => a.ts.localeCompare(b.ts));
  addLongThread(messages.get(opaqueId("C", "incidents")) ?? [], world);
  const last =
    [...messages.values()]
      .map((list) => list.at(-1)?.ts ?? "")
      .sort()
      .at(-1) ?? "0";
  const story = opaqueId("C", STORY_CHANNEL);
  let ids = 0;
  return {
    world,
    channels,
    messages,
    scheduled: [seedScheduled(opaqueId("C", "releases"))],
    files: [...seedFiles(story), seedCanvas(story)],
    usergroups: seedUsergroups(),
    pins: seedPins(story, STORY_THREAD),
    bookmarks: seedBookmarks(story),
    reminders: seedReminders(world.me.handle),
    reads: new Map([
      [readKey(opaqueId("C", "security"), world.me.handle), "1763370000.000100"],
      [readKey(opaqueId("C", "support"), world.me.handle), "1763280000.000000"],
    ]),
    uploads: new Map(),
    nextTs: tsClock(world, last),
    nextId: (kind) => {
      ids += 1;
      return opaqueId(kind, `new ${ids}`);
    },
  };
}

function bulk(members: readonly string[], channel: number): SimMessage[] {
  const people = members.filter((member) => member !== BOT);
  return Array.from({ length: MESSAGES_PER_CHANNEL }, (_, index) => ({
    ts: tsOf((FIRST_MESSAGE + (index * 23 + channel) * HOUR) * 1000 + 200 + channel),
    author: pick(people, index * 3 + channel),
    text: `${upperFirst(pick(SUBJECTS, index + channel))} ${pick(NEWS, index * 7 + channel)}.`,
  }));
}

/** A thread that is long enough to page through, on the last message of a channel. */
function addLongThread(messages: SimMessage[], world: World): void {
  const first = messages.at(-1);
  if (first === undefined) return;
  first.text = "Incident 2025-44: the payment gateway times out. Updates in this thread.";
  first.threadTs = first.ts;
  const start = Number(first.ts.replace(".", ""));
  for (let reply = 1; reply <= LONG_THREAD_REPLIES; reply++) {
    messages.push({
      ts: tsOf(start + reply * 60_000_000),
      author: pick(world.people, reply).handle,
      text: `Update ${reply}: ${pick(["error rate falls", "still watching", "retries are up", "traffic moved"], reply)}.`,
      threadTs: first.ts,
    });
  }
}

function toldMessage({ ts, author, text, threadTs, reactions }: StoryMessage, world: World): SimMessage {
  const mentioning = text.replaceAll(/@(\w+)/g, (whole, handle: string) =>
    world.people.some((person) => person.handle === handle) ? `<@${userId(handle)}>` : whole,
  );
  return {
    ts,
    author,
    text: mentioning,
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(reactions === undefined ? {} : { reactions: new Map(Object.entries(reactions)) }),
  };
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError("Nothing to pick from.");
  return item;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
