// Days as people in a time zone have them: of 23 hours too, and where no midnight is.

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** No zone is further from UTC. */
const OFFSET_MINUTES_MAX = 15 * 60;

/** @param {string} zone @returns {Intl.DateTimeFormat | undefined} writes a day as 2026-11-27; undefined: there is no such zone */
export function dayFormat(zone) {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  } catch {
    return undefined;
  }
}

/** Midnight of that date in UTC; undefined for what is no date. */
function utcOf(day) {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day) ? ms : undefined;
}

/** The first moment of a day. */
function beginOf(format, utc) {
  const day = new Date(utc).toISOString().slice(0, 10);
  let [from, to] = [-OFFSET_MINUTES_MAX, OFFSET_MINUTES_MAX];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (format.format(utc + middle * MINUTE_MS) >= day) to = middle;
    else from = middle + 1;
  }
  return utc + from * MINUTE_MS;
}

/** How many days there are from one to the other, both of them too; undefined where one is no date. */
export function countDays(first, last) {
  const [from, to] = [utcOf(first), utcOf(last)];
  return from === undefined || to === undefined ? undefined : (to - from) / DAY_MS + 1;
}

/** The day that lies so many before. */
export const dayBefore = (day, days) => new Date(utcOf(day) - days * DAY_MS).toISOString().slice(0, 10);

/** @returns {{ day: string, from: number, to: number }[]} each with its first moment and that of the next */
export function daysOf(format, first, count) {
  const begins = Array.from({ length: count + 1 }, (_, i) => utcOf(first) + i * DAY_MS).map((utc) => [utc, beginOf(format, utc)]);
  return begins.slice(0, -1).map(([utc, from], i) => ({ day: new Date(utc).toISOString().slice(0, 10), from, to: begins[i + 1][1] }));
}
