// POST /v1/qa/trace takes what pages with `data-debug` tell; GET /v1/qa/visits shows it. With `--qa` only. A page of the
// tester's may have a wrong key, and that is what it is to show: so a key that nobody knows is taken too. A page of the web
// may not tell anything: none but those that may write, or that are of this machine.

import { textParser } from '../ingest/body.js';
import { shopsOf } from '../access/keys.js';
import { requireOrigin } from '../access/origins.js';
import { ClientError } from '../errors.js';
import { tell } from '../inspect/changes.js';
import { requireOwnHost } from '../inspect/qa.js';
import { limits } from '../limits.js';
import { readTold } from './told.js';

const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
/** Where the key names no shop. */
const NO_SHOP = '';

const text = { type: 'string', maxLength: limits.filterCharacters };
const place = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const limit = { type: 'integer', minimum: 1, maximum: limits.queryRowsMax, default: limits.queryRowsDefault };
const query = (properties) => ({ schema: { querystring: { type: 'object', additionalProperties: false, properties } } });

/** @param {import('fastify').FastifyInstance} app @param {{ visits: ReturnType<import('./store.js').createVisits>, writeKeys: string[], origins: string[],
 *   changes: import('node:events').EventEmitter }} parts */
export function addTraceRoute(app, { visits, writeKeys, origins, changes }) {
  const shops = shopsOf(writeKeys);
  const requireAllowed = requireOrigin(origins);
  app.register(async (routes) => {
    routes.addHook('onRequest', requireOwnHost);
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('text/plain', { parseAs: 'buffer' }, textParser(app.initialConfig.bodyLimit));
    routes.post('/v1/qa/trace', { config: { isForQa: true } }, async (request, reply) => {
      const { writeKey, ...told } = readTold(request.body ?? '');
      const shop = shops.get(writeKey) ?? NO_SHOP;
      if (!LOOPBACK.test(request.headers.origin)) requireAllowed(request.headers.origin, shop);
      tell(changes, request.log, 'stored', visits.keep({ shop, ...told }));
      return reply.code(204).send();
    });
  });
}

/** @param {import('fastify').FastifyInstance} app @param {{ visits: ReturnType<import('./store.js').createVisits> }} parts */
export function addVisitRoutes(app, { visits }) {
  app.get('/v1/qa/visits', query({ shop: text, tab: text, before: place, limit }), async ({ query: filter }) => {
    const found = visits.list(filter);
    return { visits: found, next: found.length === filter.limit ? found.at(-1).place : null };
  });

  app.get('/v1/qa/visits/:page', query({ after: place, limit }), async ({ params: { page }, query: { after = 0, limit: count } }) => {
    const visit = visits.visit(page);
    if (!visit) throw new ClientError(404, 'not_found', 'No page of that name has told anything, or it has been forgotten.');
    return { visit, entries: visits.entries(page, { after, limit: count }) };
  });
}
