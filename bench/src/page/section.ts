/** A bound that the project promises. `atMost` includes the number, `under` does not. */
export type Bound = { atMost: number } | { under: number };

/** One promise, beside what was measured in this run. Plain data. */
export interface Claim {
  what: string;
  measured: number;
  /** `ms`, `MB`; empty for ratios. */
  unit: string;
  /** E.g. `≤ 25 ms`. */
  bound: string;
  holds: boolean;
}

export type Cell = string | number | null;

/** Rows of figures. Numbers stay numbers until they are printed. */
export interface Table {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** What one measurement found. Plain data: it crosses from process to process, and into `--json`. */
export interface Section {
  name: string;
  title: string;
  claims: readonly Claim[];
  tables: readonly Table[];
  /** Under which conditions, and what to bear in mind. */
  notes: readonly string[];
  /** Parts that could not be measured, and why. */
  broken: readonly string[];
}

/** Sets what was measured beside its bound. */
export function claim(
  what: string,
  { measured, unit }: { measured: number; unit: string },
  bound: Bound,
): Claim {
  const [sign, limit, holds] =
    "atMost" in bound
      ? (["≤", bound.atMost, measured <= bound.atMost] as const)
      : (["<", bound.under, measured < bound.under] as const);
  return { what, measured, unit, bound: `${sign} ${Number(limit.toFixed(3))}${unit && ` ${unit}`}`, holds };
}

/** A number with as many digits as mean something. */
export function figure(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toFixed(digits);
}
