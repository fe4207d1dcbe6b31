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

/** How an unknown message is told. */
export function messageNotFound(channel: string, ts: string) {
  return {
    code: "MESSAGE_NOT_FOUND" as const,
    message: `There is no message ${ts} in ${channel}.`,
    details: { channel, ts },
  };
}

/** How a thread is told that does not begin with a message of the channel. */
export function threadNotFound(channel: string, thread_ts: string) {
  return {
    code: "MESSAGE_NOT_FOUND" as const,
    message: `There is no message ${thread_ts} in ${channel}.`,
    details: { channel, thread_ts },
  };
}

/** How an unknown file or canvas is told. */
export function fileNotFound(file: string) {
  return {
    code: "FILE_NOT_FOUND" as const,
    message: `There is no file ${file} that this token can see.`,
    details: { file },
  };
}
