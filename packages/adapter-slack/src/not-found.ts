/** How an unknown channel is told. */
export function channelNotFound(channel: string) {
  return {
    code: "CHANNEL_NOT_FOUND" as const,
    message: `There is no channel ${channel} that this token can see.`,
    details: { channel },
  };
}

/** How an unknown user is told. */
export function userNotFound(user: string) {
  return {
    code: "USER_NOT_FOUND" as const,
    message: `Slack knows no user ${user}.`,
    details: { user },
  };
}

/** How an unknown message, or a thread that does not begin with it, is told. */
export function messageNotFound(channel: string, thread_ts: string) {
  return {
    code: "MESSAGE_NOT_FOUND" as const,
    message: `There is no message ${thread_ts} in ${channel}.`,
    details: { channel, thread_ts },
  };
}
