/** What a step remembers until its outcome is known. */
export interface Notes {
  keep(key: string, value: string): void;
  of(key: string): string | undefined;
  drop(key: string): void;
}

/** Steps whose outcome nobody asked for any more leave theirs behind. */
const MOST = 1000;

export function createNotes(): Notes {
  const kept = new Map<string, string>();
  return {
    keep(key, value) {
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    },
    of: (key) => kept.get(key),
    drop: (key) => void kept.delete(key),
  };
}
