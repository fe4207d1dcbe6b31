/** A moment as a fact: what it is compared with may be an instant, or a duration from now such as `-P7D`. */
export class SimInstant {
  readonly at: number;
  readonly now: Date;

  constructor(instant: string, now: Date) {
    this.at = Date.parse(instant);
    this.now = now;
  }

  /** Below zero when this moment lies before the wanted one. */
  compare(wanted: unknown): number {
    return this.at - momentOf(String(wanted), this.now);
  }
}

const DURATION = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

function momentOf(text: string, now: Date): number {
  const parts = DURATION.exec(text);
  if (parts === null) return Date.parse(text);
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(2)
    .map((part) => Number(part ?? 0));
  const sign = parts[1] === "-" ? -1 : 1;
  const moment = new Date(now);
  moment.setUTCFullYear(moment.getUTCFullYear() + sign * years, moment.getUTCMonth() + sign * months);
  const rest = ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds;
  return moment.getTime() + sign * rest * 1000;
}
