/** What was found for a name that a person wrote. */
export type Match<Candidate> =
  | { kind: "one"; found: Candidate }
  | { kind: "none" }
  | { kind: "many"; candidates: Candidate[] };

/**
 * Finds what a person means by `wanted`. The ways to read a candidate (id, key, name …) are tried in the order given:
 * exactly first, then without regard to case. The first way in which exactly one candidate fits decides; two that fit
 * in the same way are ambiguous, never the first of them.
 */
export function matchByName<Candidate>(
  wanted: string,
  candidates: readonly Candidate[],
  ways: readonly ((candidate: Candidate) => string | null | undefined)[],
): Match<Candidate> {
  const folded = fold(wanted);
  const readings = [
    ...ways.map((way) => (candidate: Candidate) => way(candidate) === wanted),
    ...ways.map((way) => (candidate: Candidate) => {
      const name = way(candidate);
      return typeof name === "string" && fold(name) === folded;
    }),
  ];
  for (const fits of readings) {
    const found = candidates.filter(fits);
    if (found.length > 1) return { kind: "many", candidates: found };
    if (found[0] !== undefined) return { kind: "one", found: found[0] };
  }
  return { kind: "none" };
}

function fold(text: string): string {
  return text.trim().normalize("NFKC").toLowerCase();
}
