/**
 * Everything that fits `wanted` in the first way in which anything does, without regard to case. For filters, where two
 * of one name are no ambiguity: both are meant.
 */
export function allThatFit<Candidate>(
  wanted: string,
  candidates: readonly Candidate[],
  ways: readonly ((candidate: Candidate) => string | null | undefined)[],
): Candidate[] {
  const fold = (text: string) => text.trim().normalize("NFKC").toLowerCase();
  for (const way of ways) {
    const found = candidates.filter((candidate) => fold(way(candidate) ?? "") === fold(wanted));
    if (found.length > 0) return found;
  }
  return [];
}
