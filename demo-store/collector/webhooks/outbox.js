// Takes notices out of the outbox, on BigCommerce's schedule. An attempt is written down before it begins, with the time
// of the next one: if the process dies in it, it counts as failed. So each notice is delivered at least once, or is dead.

import { limits } from '../limits.js';
import { inTransaction } from '../store/transaction.js';

const ATTEMPTS_MAX = limits.webhookRetriesS.length + 1;

/** @typedef {{ id: string, body: string, attempts: number }} Due attempts: the number of this one */

/**
 * @param {import('libsql').Database} database
 * @param {{ abandoned: ReturnType<import('../store/abandoned.js').createAbandoned>, now: () => number }} parts
 */
export function createOutbox(database, { abandoned, now }) {
  const due = database.prepare(`SELECT id, cart_id, changed_at, body, attempts FROM notices
    WHERE shop = ? AND state = 'waiting' AND next_at <= ? ORDER BY next_at, created_at LIMIT ?`);
  const begin = database.prepare('UPDATE notices SET attempts = ?, next_at = ? WHERE id = ?');
  const end = database.prepare("UPDATE notices SET state = ?, next_at = NULL, answer = coalesce(?, answer) WHERE id = ? AND state = 'waiting'");
  const fail = database.prepare("UPDATE notices SET next_at = ?, answer = ? WHERE id = ? AND state = 'waiting'");
  /** After the last attempt there is no next one; until its answer is known it is waited for. */
  const nextAfter = (attempts) => now() + (limits.webhookRetriesS[attempts - 1] * 1000 || 2 * limits.webhookTimeoutMs);

  /** @returns {Due | null} null: there is nothing to be sent of it */
  function take(shop, { id, cart_id, changed_at, body, attempts }) {
    // A cart that was bought, emptied or changed since isn't abandoned any more: to say so now would be wrong.
    if (changed_at !== null && !abandoned.isStill(shop, cart_id, changed_at)) end.run(['withdrawn', null, id]);
    else if (attempts === ATTEMPTS_MAX) end.run(['dead', null, id]);
    else {
      begin.run([attempts + 1, nextAfter(attempts + 1), id]);
      return { id, body, attempts: attempts + 1 };
    }
    return null;
  }

  const claim = inTransaction(database, (shop) => {
    const found = due.all([shop, now(), limits.noticesAtOnce]);
    return { isMore: found.length === limits.noticesAtOnce, notices: found.map((notice) => take(shop, notice)).filter((notice) => notice !== null) };
  });

  return {
    /** Some that are due now, which nobody else is given. @returns {{ isMore: boolean, notices: Due[] }} */
    claim: (shop) => (due.all([shop, now(), 1]).length > 0 ? claim(shop) : { isMore: false, notices: [] }),

    /** How the attempts went. @param {(Due & { isDelivered: boolean, answer: string })[]} attempts */
    settle: inTransaction(database, (attempts) => {
      for (const { id, attempts: number, isDelivered, answer } of attempts) {
        if (isDelivered) end.run(['delivered', answer, id]);
        else if (number === ATTEMPTS_MAX) end.run(['dead', answer, id]);
        else fail.run([nextAfter(number), answer, id]);
      }
    }),
  };
}
