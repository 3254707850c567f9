// What a shop has been told of its carts, and what it couldn't be told: for whoever looks after the receiver.

import { limits } from '../limits.js';
import { requireReader } from '../access/require-reader.js';
import { told } from '../openapi/told.js';

const query = {
  type: 'object',
  additionalProperties: false,
  properties: {
    state: { type: 'string', enum: ['waiting', 'delivered', 'dead', 'withdrawn', 'unsent'], default: 'dead' },
    limit: { type: 'integer', minimum: 1, maximum: limits.queryRowsMax, default: limits.queryRowsDefault },
  },
};

const timeOrNull = (ms) => (ms === null ? null : new Date(ms).toISOString());

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ database: import('libsql').Database, access: object }} parts
 */
export function addNoticesRoute(app, { database, access }) {
  const find = database.prepare(`SELECT id, scope, cart_id, state, attempts, created_at, next_at, answer FROM notices
    WHERE shop = ? AND state = ? ORDER BY created_at DESC, id LIMIT ?`);

  app.get('/v1/notices', { schema: { ...told.notices, querystring: query }, onRequest: requireReader(access, 'read_carts') }, async ({ query: { state, limit }, reader: { shop } }) => ({
    notices: find.all([shop, state, limit]).map((notice) => ({ ...notice, created_at: timeOrNull(notice.created_at), next_at: timeOrNull(notice.next_at) })),
  }));
}
