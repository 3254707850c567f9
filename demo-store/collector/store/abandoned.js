// Which carts are abandoned: they hold something, and nothing of it has changed for the shop's time, by the collector's
// clock. Nowhere else is that decided: what lists show is what webhooks tell.

import { contactOf } from './contacts.js';
import { keptSince } from './kept-cart.js';

const MINUTE_MS = 60_000;
/** Takes `keptSince` and `abandonedUntil`. */
export const ABANDONED = 'is_open AND changed_at >= ? AND changed_at <= ?';
const CONDITIONS = { createdFrom: 'created_at >= ?', createdTo: 'created_at <= ?', modifiedFrom: 'updated_at >= ?', modifiedTo: 'updated_at <= ?',
  email: `${contactOf('carts', 'email')} = ? COLLATE NOCASE` };
const HAS_EMAIL = `AND ${contactOf('carts', 'email')} IS NOT NULL`;
/** By the id that the list shows: the user's, else the browser's, which may have become a user's. */
const OF_CUSTOMER = `(user_id = ? OR (user_id IS NULL AND (anonymous_id = ? OR anonymous_id IN (SELECT id FROM identities WHERE shop = ? AND user_id = ?))))`;

/** What has changed since isn't abandoned yet. @returns {number} */
export const abandonedUntil = ({ abandonedMinutes, now }) => now() - abandonedMinutes * MINUTE_MS;

/** @typedef {{ id: string, changed_at: number, updated_at: number, row: string, contact: string | null }} AbandonedCart */

/**
 * @param {import('libsql').Database} database
 * @param {{ cartDays: number, abandonedMinutes: number, now: () => number }} options
 */
export function createAbandoned(database, { cartDays, abandonedMinutes, now }) {
  const one = database.prepare(`SELECT 1 FROM carts WHERE shop = ? AND id = ? AND ${ABANDONED}`);
  const until = () => abandonedUntil({ abandonedMinutes, now });

  return {
    /** Nothing that changes from now on has been abandoned by then. */
    until,

    /**
     * Oldest change first. After the cart that a page ended with, not a number of them: one that changes goes to the end,
     * and would shift all others.
     * @param {{ count: number, start?: number, after?: [number, string], customer?: string, createdFrom?: number, createdTo?: number,
     *   modifiedFrom?: number, modifiedTo?: number, email?: string, hasEmail?: boolean, hasContacts?: boolean }} filter hasContacts: each with its
     *   contact, which is null otherwise
     * @returns {AbandonedCart[]}
     */
    list(shop, { count, start = 0, after = [0, ''], customer, hasEmail, hasContacts, ...filter }) {
      const used = Object.keys(CONDITIONS).filter((name) => filter[name] !== undefined);
      const ofCustomer = customer === undefined ? [] : [customer, customer, shop, customer];
      // The first bound is where the index is entered: of what the pages before had, nothing is read again.
      const since = Math.max(keptSince({ cartDays, now }), after[0]);
      return database.prepare(`SELECT id, changed_at, updated_at, row, ${hasContacts ? contactOf('carts') : 'NULL'} AS contact FROM carts WHERE shop = ? AND ${ABANDONED} AND (changed_at, id) > (?, ?)
        ${used.map((name) => `AND ${CONDITIONS[name]}`).join(' ')} ${hasEmail ? HAS_EMAIL : ''} ${customer === undefined ? '' : `AND ${OF_CUSTOMER}`} ORDER BY changed_at, id LIMIT ? OFFSET ?`)
        .all([shop, since, until(), ...after, ...used.map((name) => filter[name]), ...ofCustomer, count, start]);
    },

    /** Whether one that had changed last then, and was abandoned, has neither changed nor ended since. */
    isStill: (shop, id, changedAt) => one.all([shop, id, Math.max(keptSince({ cartDays, now }), changedAt), changedAt]).length > 0,
  };
}
