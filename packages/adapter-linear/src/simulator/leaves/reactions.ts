import { type SimReaction, userId } from "../state.js";

/** Reactions as Linear sums them up: by emoji, with who gave it and when. */
export function reactionData(reactions: readonly SimReaction[]) {
  const emojis = [...new Set(reactions.map(({ emoji }) => emoji))];
  return emojis.map((emoji) => ({
    emoji,
    reactions: reactions
      .filter((reaction) => reaction.emoji === emoji)
      .map(({ id, user, createdAt }) => ({ id, userId: userId(user), reactedAt: createdAt })),
  }));
}
