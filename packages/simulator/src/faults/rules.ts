import { drawsOf } from "./draws.js";
import { type MatchedRequest, matcherOf } from "./matching.js";
import type { FaultRule } from "./plan.js";

/** The rule that strikes a request, if one does. Counts the request, so it is asked once for each. */
export function createRules(
  rules: readonly FaultRule[],
  seed: number,
): (asked: MatchedRequest) => FaultRule | undefined {
  const strikes = rules.map((rule, index) => strikeOf(rule, `${seed} ${index}`));
  return (asked) => rules[strikes.findIndex((strike) => strike(asked))];
}

function strikeOf(rule: FaultRule, seed: string): (asked: MatchedRequest) => boolean {
  const { probability = 1, times = Number.POSITIVE_INFINITY, after = 0, fault } = rule;
  const fits = matcherOf(rule);
  const draw = drawsOf(seed);
  const expired = new Set<string>();
  let seen = 0;
  let struck = 0;
  return (asked) => {
    if (!fits(asked)) return false;
    seen += 1;
    if (seen <= after || struck >= times) return false;
    const { kind, method, pathname } = asked;
    // What has expired stays so.
    if (!expired.has(kind) && draw(`${kind} ${method} ${pathname}`) >= probability) return false;
    if (fault === "expired_token") expired.add(kind);
    struck += 1;
    return true;
  };
}
