// What a page may tell of itself: the form of a post to /v1/qa/trace.

import { ClientError } from '../errors.js';
import { isObject } from '../ingest/envelope.js';
import { limits } from '../limits.js';

const wrong = (path, expected) => new ClientError(400, 'invalid_trace', `"${path}": expected ${expected}.`);

const PAGE = /^[\da-f]{32}$/;

const isTime = (value) => Number.isSafeInteger(value) && value >= 0;
const textOf = (value) => (typeof value === 'string' ? value.slice(0, limits.traceCharacters) : '');

function visitOf(visit) {
  if (!isObject(visit)) throw wrong('visit', 'an object');
  if (!PAGE.test(visit.page)) throw wrong('visit.page', '32 hexadecimal digits');
  if (!isTime(visit.opened_at)) throw wrong('visit.opened_at', 'a time in milliseconds');
  const texts = ['tab', 'url', 'title', 'origin', 'sources', 'version'].map((name) => [name, textOf(visit[name])]);
  const told = { page: visit.page, opened_at: visit.opened_at, ...Object.fromEntries(texts) };
  // It becomes a link; a page of an app has another scheme, and is told without.
  return { ...told, url: /^https?:\/\//i.test(told.url) ? told.url : '' };
}

/** One that is too long says so in place of what it has. */
function entryOf(entry, i) {
  if (!isObject(entry)) throw wrong(`entries[${i}]`, 'an object');
  const { n, at, what } = entry;
  if (!Number.isSafeInteger(n) || n < 1) throw wrong(`entries[${i}].n`, 'a whole number from 1');
  if (!isTime(at)) throw wrong(`entries[${i}].at`, 'a time in milliseconds');
  if (!/^[a-z_]{1,40}$/.test(what)) throw wrong(`entries[${i}].what`, 'a name of small letters');
  const outcomes = Array.isArray(entry.outcomes) ? entry.outcomes.filter(isObject) : undefined;
  const page = PAGE.test(entry.page) ? entry.page : undefined;
  return JSON.stringify(entry).length > limits.traceEntryCharacters ? { n, at, what, cut: true } : { ...entry, outcomes, page };
}

/** @param {string} text @returns {{ writeKey: unknown, visit: import('./store.js').Visit, entries: import('./store.js').Entry[], status?: object }} */
export function readTold(text) {
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ClientError(400, 'invalid_json', 'The body is not JSON.');
  }
  if (!isObject(body)) throw wrong('', 'an object with "visit" and "entries"');
  const { write_key, visit, entries, status } = body;
  if (!Array.isArray(entries) || entries.length > limits.traceEntries) throw wrong('entries', `a list of at most ${limits.traceEntries}`);
  return { writeKey: write_key, visit: visitOf(visit), entries: entries.map(entryOf), status: isObject(status) ? status : undefined };
}
