const DIGITS = 3;
const NEARLY_ALL = 1 - 10 ** -DIGITS;

/** How far something is, as a fraction in three digits. It is 1 only where all is done. */
export function progressTold(fraction: number | undefined): number | undefined {
  if (fraction === undefined) return undefined;
  const told = Number(fraction.toPrecision(DIGITS));
  return fraction < 1 ? Math.min(told, NEARLY_ALL) : told;
}
