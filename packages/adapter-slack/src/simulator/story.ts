/** What people at Acme wrote about TRAIN-123, in Slack's own format; `@handle` becomes a mention. */
export interface StoryMessage {
  channel: string;
  ts: string;
  author: string;
  text: string;
  threadTs?: string;
  /** Handles, by emoji. */
  reactions?: Record<string, string[]>;
}

export const STORY_CHANNEL = "engineering";

/** The thread on TRAIN-123. */
export const STORY_THREAD = "1763454321.000100";

const reply = (ts: string, author: string, text: string): StoryMessage => ({
  channel: STORY_CHANNEL,
  ts,
  author,
  text,
  threadTs: STORY_THREAD,
});

export const STORY: readonly StoryMessage[] = [
  {
    channel: STORY_CHANNEL,
    ts: STORY_THREAD,
    author: "maya",
    text: "*TRAIN-123*: JWT authentication for the public API is in progress. The design is in <https://acme.example/wiki/authentication|Authentication overview>.",
    threadTs: STORY_THREAD,
    reactions: { rocket: ["pm-orchestrator", "tom"] },
  },
  reply(
    "1763454502.000200",
    "priya",
    "For TRAIN-123 authentication please sign the JWT with `RS256`, and keep the private key in the vault.",
  ),
  reply(
    "1763454780.000300",
    "tom",
    "The authentication middleware for TRAIN-123 is up for review: acme/platform, pull request 42.",
  ),
  reply(
    "1763455210.000400",
    "elena",
    "Partners ask when JWT authentication (TRAIN-123) ships. @maya, is the end of the sprint safe?",
  ),
  reply(
    "1763455395.000500",
    "maya",
    "Yes, if @priya's review is done by Thursday &amp; the JWKS endpoint passes its tests.",
  ),
  reply(
    "1763456001.000600",
    "jonas",
    "Thanks. I moved TRAIN-125 into the next sprint, so that nothing else is in the way.",
  ),
  {
    channel: "security",
    ts: "1763370000.000100",
    author: "priya",
    text: "Threat model for TRAIN-123 (JWT authentication) is reviewed: refresh tokens must rotate, access tokens live 15 minutes.",
  },
  {
    channel: "security",
    ts: "1763370600.000100",
    author: "priya",
    text: "@maya, please confirm that refresh tokens are revoked on log-out.",
  },
  {
    channel: "releases",
    ts: "1763543100.000100",
    author: "jonas",
    text: "Next release: TRAIN-123 with JWT authentication, behind the flag `public_api_jwt`.",
  },
  {
    channel: "releases",
    ts: "1763543200.000100",
    author: "pm-orchestrator",
    text: "Release 24.2: build 812 passed all checks.",
  },
  {
    channel: "support",
    ts: "1763280120.000100",
    author: "noor",
    text: "A partner cannot call the public API with an expired key: is that the authentication work of TRAIN-123?",
  },
];
