import { budgetIn } from "@pm-orchestrator/adapter-kit";
import type { BudgetReading, LimitDomainDefinition } from "@pm-orchestrator/core";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * What Linear limits: buckets that leak evenly. The figures are those of a personal key; an OAuth app has others, and
 * what a question costs in points is known only afterwards: both are learned from the headers of answers.
 *
 * @see https://linear.app/developers/rate-limiting
 */
export const linearLimits = {
  requests: {
    summary: "5,000 requests an hour per key",
    budget: { requests: 5000, perMs: HOUR_MS },
  },
  complexity: { summary: "250,000 points of complexity an hour per key, as Linear's answers tell" },
  search: {
    summary: "30 searches a minute",
    budget: { requests: 30, perMs: MINUTE_MS },
    each: "operation",
  },
} as const satisfies Readonly<Record<string, LimitDomainDefinition>>;

/** Linear's names of its budgets, and the limit domains that stand for them. */
const BUDGETS = { endpoint: "search", requests: "requests", complexity: "complexity" } as const;

type BudgetName = keyof typeof BUDGETS;

interface LinearBudget extends BudgetReading {
  name: BudgetName;
  domain: (typeof BUDGETS)[BudgetName];
}

/** Which of Linear's budgets are used up, the one that stays so longest first. */
export function exhaustedBudgets(headers: Headers, now = Date.now()): LinearBudget[] {
  return budgetsIn(headers, now)
    .filter(({ remaining }) => remaining === 0)
    .sort((a, b) => b.resetsInMs - a.resetsInMs);
}

/** The budget that matters most: the one that is used up longest, else the one with the least left. */
export function readLinearBudget(headers: Headers): BudgetReading | undefined {
  const [exhausted] = exhaustedBudgets(headers);
  const [scarcest] = budgetsIn(headers, Date.now()).sort((a, b) => a.remaining - b.remaining);
  const budget = exhausted ?? scarcest;
  return budget && { remaining: budget.remaining, resetsInMs: budget.resetsInMs, domain: budget.domain };
}

function budgetsIn(headers: Headers, now: number): LinearBudget[] {
  return (Object.keys(BUDGETS) as BudgetName[]).flatMap((name) => {
    const names = { remaining: `x-ratelimit-${name}-remaining`, reset: `x-ratelimit-${name}-reset` };
    const budget = budgetIn(headers, names, now);
    return budget === undefined ? [] : [{ ...budget, name, domain: BUDGETS[name] }];
  });
}
