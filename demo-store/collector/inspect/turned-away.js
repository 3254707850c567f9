// Posts that were turned away as a whole: without them a shop with a wrong key looks like a shop that nobody visits. With
// `--qa` only. What is kept says who asked, and what the page was answered; of the body only which events it held, since it
// may hold anything, and nobody's contact data is kept where nobody could ask for its erasure.

import { withoutContact } from '../ingest/contact.js';
import { isObject } from '../ingest/envelope.js';
import { groupCommits } from '../ingest/group.js';
import { limits } from '../limits.js';
import { tell } from './changes.js';

/** The others are the collector's own faults. */
const STATUSES = new Set([400, 401, 403, 413, 415, 429]);
const EVENT = /^(ecommerce|kago)\.[a-z_]{1,60}$/;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const shortened = (text) => (typeof text === 'string' ? withoutContact(text.slice(0, limits.turnedAwayCharacters)) : null);

/** An address without what may be personal, or secret, in it; its path only where it can be erased with its browser's user. */
function pageOf(referer, browser) {
  const page = URL.canParse(referer) ? new URL(referer) : null;
  return page && shortened(page.origin === 'null' ? null : page.origin + (browser === null ? '' : page.pathname));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Enough of it to know one's own key by. */
function beginningOf(key) {
  if (key === undefined) return null;
  if (typeof key !== 'string') return `(no text: ${key === null ? 'null' : typeof key})`;
  return `${withoutContact(key.slice(0, Math.min(limits.turnedAwayKeyCharacters, key.length / 2)))}…`;
}

/** What programs send by mistake. */
function kindOf(text) {
  if (text === undefined) return 'not read';
  if (text.trim() === '') return 'empty';
  if (text.startsWith('[object ')) return 'an object that was made a text: JSON.stringify is missing';
  if (/^\s*</.test(text)) return 'HTML or XML';
  return /^[^\s{["]+=/.test(text) ? 'a form' : 'not JSON';
}

/** What is of another form may be anybody's name. */
const ifLike = (form, value) => (typeof value === 'string' && form.test(value) ? value : null);
const outlineOf = (event) => ({ event_id: ifLike(UUID, event?.event_id), name: ifLike(EVENT, event?.name) });

/** @param {string | undefined} text as it was posted @param {unknown} body the same, read; undefined: it is not JSON */
function describeBody(text, body) {
  if (body === undefined) return { kind: kindOf(text) };
  if (!isObject(body)) return { kind: Array.isArray(body) ? 'a list' : 'JSON, but no object' };
  const events = Array.isArray(body.events) ? body.events : [];
  return { kind: 'JSON', write_key: beginningOf(body.write_key), events_posted: events.length, events: events.slice(0, limits.turnedAwayEvents).map(outlineOf) };
}

const bytesOf = (text, headers) => (text === undefined ? Number(headers['content-length']) || null : Buffer.byteLength(text));

/**
 * @param {import('fastify').FastifyRequest} request @param {number} status @param {{ error: string, code: string }} answer
 * @returns {import('../store/writer.js').TurnedAway}
 */
function entryOf({ headers, body: given, shop }, status, answer) {
  const text = typeof given === 'string' ? given : undefined;
  const body = text === undefined ? undefined : parsed(text);
  const error = shortened(answer.error);
  const anonymous_id = ifLike(UUID, body?.anonymous_id);
  return {
    shop: shop ?? '',
    anonymous_id,
    violations: [{ path: '', code: answer.code, found: null, expected: error }],
    request: {
      status, code: answer.code, error, origin: shortened(headers.origin), page: pageOf(headers.referer, anonymous_id), user_agent: shortened(headers['user-agent']),
      content_type: shortened(headers['content-type']?.split(';')[0]), bytes: bytesOf(text, headers), body: describeBody(text, body),
    },
  };
}

/**
 * @param {import('fastify').FastifyInstance} routes those that are posted to
 * @param {{ writer: ReturnType<import('../store/writer.js').createWriter>, changes: import('node:events').EventEmitter }} parts
 */
export function keepTurnedAway(routes, { writer, changes }) {
  const keep = groupCommits(writer.keepTurnedAway);

  routes.addHook('onSend', async (request, reply, payload) => {
    if (!STATUSES.has(reply.statusCode)) return;
    try {
      await keep(entryOf(request, reply.statusCode, JSON.parse(payload)));
      tell(changes, request.log, 'stored', []);
    } catch (error) {
      // The page's answer doesn't depend on it.
      request.log.error(error);
    }
  });
}
