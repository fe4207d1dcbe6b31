/** The value below which the given fraction of the values lies, between two values in proportion. Throws a RangeError for no values. */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * fraction;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) throw new RangeError("There is no quantile of nothing.");
  return low + (high - low) * (place - Math.floor(place));
}

/** The value in the middle; of an even number the mean of the two. Throws a RangeError for no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Throws a RangeError for no values: the largest of nothing would pass every bound. */
export function largest(values: readonly number[]): number {
  return quantile(values, 1);
}
