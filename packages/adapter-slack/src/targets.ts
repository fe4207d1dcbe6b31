import type { TargetForm, TargetsDefinition } from "@pm-orchestrator/core";

const thread = {
  kind: "thread",
  summary: "a message, and the thread that it stands in",
  operation: "get_thread",
} as const satisfies Partial<TargetForm>;

const channel = {
  kind: "channel",
  summary: "a channel",
  text: { channel: "id" },
  operation: "get_channel",
  params: { channel: "{channel}" },
} as const satisfies Partial<TargetForm>;

const file = {
  kind: "file",
  unfollowed: true,
  summary: "a file",
  text: { file: "id" },
  operation: "get_file",
  params: { file_id: "{file}" },
} as const satisfies Partial<TargetForm>;

const person = {
  kind: "person",
  summary: "a person",
  text: { person: "id" },
  operation: "get_user",
  params: { user: "{person}" },
} as const satisfies Partial<TargetForm>;

/** `p1763454321000100` in a link is the ts 1763454321.000100. */
const TS = { digits: 16, decimals: 6 } as const;

/** What people copy out of Slack. */
export const slackTargets: TargetsDefinition = {
  addresses: [
    { url: "https://{workspace}.slack.com" },
    { url: "https://app.slack.com" },
    { url: "{files_url}" },
    { url: "{base_url}", simulated: true },
  ],
  forms: [
    {
      ...thread,
      path: "/archives/:channel/p:ts",
      query: { thread_ts: ":thread" },
      text: { channel: "id", ts: TS, thread: "word" },
      params: { channel: "{channel}", thread_ts: "{thread}" },
    },
    {
      ...thread,
      path: "/archives/:channel/p:ts",
      text: { channel: "id", ts: TS },
      params: { channel: "{channel}", thread_ts: "{ts}" },
    },
    { ...channel, path: "/archives/:channel" },
    {
      ...thread,
      path: "/client/:team/:place/thread/:channel-:thread",
      text: { team: "id", channel: "id", thread: "word" },
      params: { channel: "{channel}", thread_ts: "{thread}" },
    },
    { ...channel, path: "/client/:team/:channel{/*view}", text: { team: "id", channel: "id" } },
    { ...file, path: "/files/:person/:file{/:filename}" },
    { ...file, path: "/files-pri/:team-:file/*filename" },
    {
      kind: "canvas",
      summary: "a canvas",
      path: "/docs/:team/:canvas",
      text: { canvas: "id" },
      operation: "read_canvas",
      params: { canvas_id: "{canvas}" },
    },
    { ...person, path: "/team/:person" },
    { ...channel, summary: "a channel's name", bare: "#:channel", text: { channel: "name" } },
    {
      ...person,
      summary: "a person's handle",
      bare: "@:person",
      text: { person: "name" },
      params: { user: "@{person}" },
    },
    { ...channel, summary: "an id of a channel", bare: "C:channel", params: { channel: "C{channel}" } },
    { ...channel, summary: "an id of a conversation", bare: "D:channel", params: { channel: "D{channel}" } },
    {
      ...channel,
      summary: "an id of a private channel",
      bare: "G:channel",
      params: { channel: "G{channel}" },
    },
    { ...person, summary: "an id of a person", bare: "U:person", params: { user: "U{person}" } },
  ],
  finders: [
    {
      of: ["issue"],
      among: "others",
      finds: "thread",
      because: "thread that mentions it",
      operation: "search_messages",
      params: { query: '"{mention}"', limit: 20 },
    },
  ],
};
