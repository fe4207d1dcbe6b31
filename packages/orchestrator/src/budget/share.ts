/**
 * Shares a budget out: who needs less than an equal share gets what it needs, and the others share the rest. The shares
 * add up to at most the budget; with a budget for all of them, everybody gets exactly what they need.
 */
export function shareOut(budget: number, needs: readonly number[]): number[] {
  const shares = needs.map(() => 0);
  const byNeed = needs.map((need, index) => ({ need, index })).sort((a, b) => a.need - b.need);
  let left = Math.max(0, budget);
  for (const [place, { need, index }] of byNeed.entries()) {
    const share = Math.min(need, Math.floor(left / (byNeed.length - place)));
    shares[index] = share;
    left -= share;
  }
  return shares;
}
