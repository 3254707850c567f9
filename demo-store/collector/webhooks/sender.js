// Runs in the background of a collector: looks for carts that have been abandoned meanwhile, and delivers what is due.
// It holds no transaction while it waits for a receiver; a slow one delays its own shop's notices only.

import { setImmediate as breathe } from 'node:timers/promises';
import { limits } from '../limits.js';
import { deliver } from './deliver.js';

/**
 * @param {{ judge: ReturnType<import('./judge.js').createJudge>, outbox: ReturnType<import('./outbox.js').createOutbox>,
 *   addresses: Map<string, import('./addresses.js').Address>, shops: Set<string>, now: () => number, timeoutMs: number,
 *   log: import('fastify').FastifyBaseLogger }} parts
 */
export function createSender({ judge, outbox, addresses, shops, now, timeoutMs, log }) {
  /** Of each shop that is being told: resolved when nothing is due any more. */
  const busy = new Map();
  const stop = new AbortController();
  let isStopping = false;

  async function look() {
    for (const shop of shops) {
      while (!isStopping && judge.step(shop)) await breathe();
    }
  }

  async function attempt(shop, notice) {
    const result = await deliver(addresses.get(shop), notice, { at: now(), timeoutMs, signal: stop.signal });
    if (!result.isDelivered) log.warn({ shop, notice: notice.id, attempt: notice.attempts, answer: result.answer }, 'a webhook was not delivered');
    return { ...notice, ...result };
  }

  async function sendAll(shop) {
    for (let isMore = true; isMore && !isStopping;) {
      const claimed = outbox.claim(shop);
      if (claimed.notices.length > 0) outbox.settle(await Promise.all(claimed.notices.map((notice) => attempt(shop, notice))));
      isMore = claimed.isMore;
    }
  }

  /** After what is being sent already. */
  function send(shop) {
    const sent = (busy.get(shop) ?? Promise.resolve()).then(() => sendAll(shop)).catch((error) => log.error(error));
    busy.set(shop, sent);
    return sent.finally(() => { if (busy.get(shop) === sent) busy.delete(shop); });
  }

  async function tick() {
    try {
      await look();
    } catch (error) {
      log.error(error);
    }
    for (const shop of addresses.keys()) if (!busy.has(shop)) send(shop);
  }

  const timer = setInterval(tick, limits.webhookTickMs).unref();

  return {
    /** Resolves when all that is due now has been tried once. */
    async run() {
      await look();
      await Promise.all([...addresses.keys()].map(send));
    },

    /** Resolves when the database is not needed any more. */
    async stop() {
      isStopping = true;
      clearInterval(timer);
      const hurry = setTimeout(() => stop.abort(), limits.shutdownGraceMs);
      await Promise.all(busy.values());
      clearTimeout(hurry);
    },
  };
}
