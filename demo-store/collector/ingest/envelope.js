// Checks the outer shape of a request, before any event in it is looked at.
// What is wrong here concerns the whole request, so it is answered by a status.

import { ClientError } from '../errors.js';
import { limits } from '../limits.js';

export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What can stand in an indexed column: a short, non-empty text. */
export function textOrNull(value) {
  const fits = typeof value === 'string' && value !== '' && value.length <= limits.textColumnCharacters;
  return fits ? value : null;
}

/** What deeper JSON does to a stack, or to SQLite's reader of it, nobody has to find out. */
export const isFlat = (value, levels = limits.eventLevelsKept) =>
  typeof value !== 'object' || value === null || (levels > 0 && Object.values(value).every((part) => isFlat(part, levels - 1)));

function parseBody(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new ClientError(400, 'invalid_json', 'The body is not JSON.');
  }
}

/** @param {string} text the request's body @returns {object} of any content yet */
export function readBody(text) {
  const body = parseBody(text);
  if (!isObject(body)) {
    throw new ClientError(400, 'invalid_body', 'The body must be a JSON object with "write_key" and "events".');
  }
  return body;
}

export const TOO_LARGE = 'The body is larger than this collector takes; send fewer events per request.';

/** An event that fills a request by itself will never fit: it is named, so that its page needn't try again. */
function nameIfAlone(text) {
  try {
    const { events } = JSON.parse(text);
    const event_id = events.length === 1 && textOrNull(events[0].event_id);
    return event_id && [{ event_id, status: 'refused', violations: [
      { path: '', code: 'too_large', found: `${text.length} characters`, expected: 'a smaller event' }] }];
  } catch {
    return null;
  }
}

export function requireSize(text, bytesMax) {
  if (Buffer.byteLength(text) <= bytesMax) return;
  throw new ClientError(413, 'body_too_large', TOO_LARGE,
    nameIfAlone(text) || undefined);
}

function requireWriteKey(body, writeKeys) {
  if (!Object.hasOwn(body, 'write_key')) {
    throw new ClientError(401, 'missing_write_key', 'write_key is missing; put it beside "events" in the body.');
  }
  if (!writeKeys.has(body.write_key)) {
    throw new ClientError(401, 'unknown_write_key',
      'write_key is not known to this collector; check the writeKey option of the page against the collector\'s keys.');
  }
}

function requireEvents({ events }) {
  if (!Array.isArray(events)) {
    throw new ClientError(400, 'missing_events', 'events must be an array of event objects (it may be empty).');
  }
  if (events.length > limits.eventsPerRequest) {
    throw new ClientError(400, 'too_many_events',
      `events holds ${events.length} events; send at most ${limits.eventsPerRequest} per request.`);
  }
}

/** Its body has a key of `writeKeys` then, and `events`. */
export function requireEnvelope(body, writeKeys) {
  requireWriteKey(body, writeKeys);
  requireEvents(body);
}

/** In the page's own words, and in nobody else's. */
const REASON = /^[a-z][a-z_]{0,63}$/;
const TIME = /^[\d:.TZ+-]{1,40}$/i;

/**
 * The page's counts of events that will never arrive. They are running totals,
 * so the newest report of a browser replaces its older ones. A malformed
 * ledger is no reason to turn away the events beside it.
 */
export function readLedger({ ledger, anonymous_id, sent_at, write_key }) {
  if (!isObject(ledger)) return null;
  const counts = Object.entries(ledger)
    .filter(([reason, count]) => REASON.test(reason) && Number.isSafeInteger(count) && count >= 0)
    .slice(0, limits.ledgerReasons);
  if (counts.length === 0) return null;
  return {
    reporter: textOrNull(anonymous_id) ?? write_key,
    sent_at: TIME.test(sent_at) ? sent_at : new Date().toISOString(),
    counts: Object.fromEntries(counts),
  };
}
