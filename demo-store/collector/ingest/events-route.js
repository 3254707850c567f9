// POST /v1/events: one answer per event, given only after the commit.

import { textParser } from './body.js';
import { readDiagnostics } from './diagnostics.js';
import { groupCommits } from './group.js';
import { readBody, readLedger, requireEnvelope, requireSize, TOO_LARGE } from './envelope.js';
import { tell } from '../inspect/changes.js';
import { keepTurnedAway } from '../inspect/turned-away.js';
import { judge } from './judge.js';
import { shopsOf } from '../access/keys.js';
import { requireOrigin } from '../access/origins.js';
import { createWriteLimits } from '../access/rate-limits.js';
import { told } from '../openapi/told.js';

/** text/plain is what a browser sends without asking for permission first (no CORS preflight). */
const contentTypes = ['text/plain', 'application/json'];

function toResult({ status, event_id, violations }, isNew) {
  if (status === 'refused') return { event_id, status, violations };
  return { event_id, status: isNew ? 'accepted' : 'duplicate' };
}

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ writer: object, validate: (text: string) => object, writeKeys: string[], origins: string[], bodyLimitBytes: number,
 *   writesPerMinute?: number, onResults?: (shop: string, results: object[]) => void, changes: import('node:events').EventEmitter,
 *   qa?: boolean }} parts qa: whether a tester looks
 */
export function addEventsRoute(app, { writer, validate, writeKeys, origins, bodyLimitBytes, writesPerMinute = 0, changes, qa = false, onResults = () => {} }) {
  const shops = shopsOf(writeKeys);
  const requireAllowed = requireOrigin(origins);
  const requireRate = createWriteLimits(app, writesPerMinute, shops.keys());
  const store = groupCommits(writer.store);
  /** One that nobody can read counts as well. */
  async function open(request) {
    let body;
    try {
      requireSize(request.body ?? '', bodyLimitBytes);
      body = readBody(request.body ?? '');
    } finally {
      await requireRate(request, body?.write_key);
    }
    requireEnvelope(body, shops);
    return body;
  }

  async function take(request) {
    const body = await open(request);
    const shop = shops.get(body.write_key);
    request.shop = shop;
    requireAllowed(request.headers.origin, shop);
    const events = body.events.map((event) => judge(event, validate));
    const batch = { shop, events, ...readDiagnostics(body), ledger: readLedger(body) };
    const { isNew, mendedEventIds } = await store(batch);
    tell(changes, request.log, 'stored', mendedEventIds);
    const results = events.map((entry, i) => toResult(entry, isNew[i]));
    onResults(shop, results);
    return { results };
  }

  app.register(async (routes) => {
    if (qa) keepTurnedAway(routes, { writer, changes });
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser(contentTypes, { parseAs: 'buffer' }, textParser(app.initialConfig.bodyLimit));
    routes.post('/v1/events', { ...told.events, config: { tooLarge: TOO_LARGE } }, take);
  });
}
