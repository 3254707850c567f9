// What requests for reading share: the address that clients know, times in parameters, and the place in a list.

/** Of the request itself where none is configured; what a client sends as `Host` may be anything. */
export function baseOf({ protocol, host }, publicUrl) {
  return publicUrl?.replace(/\/+$/, '') ?? `${protocol}://${/^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host) ? host : 'localhost'}`;
}

const DATE = /^\d{4}-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(\.\d{1,3})?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * Milliseconds of an ISO 8601 date, UTC unless it says otherwise; undefined for what is none. `isEnd`: to the end of the
 * second that it names, since that is all that lists show of a time.
 */
export function timeIn(text, isEnd = false) {
  const [, , day, clock = '00:00', fraction, zone = 'Z'] = DATE.exec(text.replace(/ (?=\d\d:?\d\d$)/, '+')) ?? [];
  if (day === undefined) return undefined;
  const date = text.slice(0, 10);
  const ms = Date.parse(`${date}T${clock}${zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')}`);
  if (Number.isNaN(ms) || new Date(`${date}T00:00:00Z`).getUTCDate() !== Number(day)) return undefined;
  return isEnd && fraction === undefined ? ms + 999 : ms;
}

/** base64url without `=` or `,`: clients split headers at both. */
export const cursorOf = (filter) => Buffer.from(JSON.stringify(filter)).toString('base64url');

/** What was in it; undefined where it isn't one of ours. @param {(filter: object) => boolean} isRight it may be anybody's */
export function filterIn(cursor, isRight) {
  try {
    const filter = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return isRight(filter) ? filter : undefined;
  } catch {
    return undefined;
  }
}
