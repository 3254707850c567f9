// Puts the webhooks together from their parts (docs/collector.md).

import { createJudge } from './judge.js';
import { createOutbox } from './outbox.js';
import { createSender } from './sender.js';

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ database: import('libsql').Database, abandoned: ReturnType<import('../store/abandoned.js').createAbandoned>,
 *   notices: ReturnType<import('./notices.js').createNotices>, addresses: Map<string, import('./addresses.js').Address>,
 *   shops: Set<string>, now: () => number, timeoutMs: number }} parts
 */
export function addWebhooks(app, { database, abandoned, notices, addresses, shops, now, timeoutMs }) {
  const sender = createSender({
    judge: createJudge(database, { abandoned, notices, shops }),
    outbox: createOutbox(database, { abandoned, now }),
    addresses, shops, now, timeoutMs, log: app.log,
  });
  app.decorate('webhooks', sender);
  app.addHook('preClose', () => sender.stop());
}
