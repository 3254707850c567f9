// What the pages for marketing list and count, found among the rows that the core has made of the events. Runs on the thread for
// reading (store/reading.js). Newest first, each page behind the last row of the one before, so that what comes meanwhile shifts
// nothing.

import { createUsers } from '../read/users.js';
import { ABANDONED, abandonedUntil } from '../store/abandoned.js';
import { contactOf, userOf } from '../store/contacts.js';
import { CHECKOUT_IS_KEPT, keptSince } from '../store/kept-cart.js';
import { createCounts } from './counts.js';

/** Of each list: its table, by which time it goes, and which rows are in it; the condition takes what stands behind it. */
const LISTS = {
  carts: {
    open: ['carts', 'changed_at', 'is_open AND changed_at > ?', ['until']],
    abandoned: ['carts', 'changed_at', ABANDONED, ['kept', 'until']],
    recovered: ['checkouts', 'completed_at', 'completed_at IS NOT NULL', []],
    emptied: ['carts', 'ended_at', 'ended_at IS NOT NULL AND order_id IS NULL AND ended_at >= ?', ['kept']],
  },
  checkouts: {
    abandoned: ['checkouts', 'number', `completed_at IS NULL AND is_open AND ${CHECKOUT_IS_KEPT}`, ['kept']],
    recovered: ['checkouts', 'completed_at', 'completed_at IS NOT NULL', []],
  },
  orders: {
    any: ['orders', 'placed_at', 'placed_at IS NOT NULL', []],
    refunded: ['orders', 'placed_at', 'placed_at IS NOT NULL AND refunded_at IS NOT NULL', []],
    cancelled: ['orders', 'placed_at', 'placed_at IS NOT NULL AND cancelled_at IS NOT NULL', []],
  },
};

/** What there is to be listed: of each kind its states. */
export const statesOf = Object.fromEntries(Object.entries(LISTS).map(([kind, states]) => [kind, Object.keys(states)]));

/** Where users are named, and by which column: each is found in the order of an index. */
const USERS = [['orders', 'user_id'], ['carts', 'user_id'], ['contacts', 'id'], ['identities', 'user_id']];

/** @typedef {{ id: string, cart_id?: string | null, at: number, changed_at: number | null, customer: string | null, row: string, contact: string | null }} Listed */

/**
 * @param {import('libsql').Database} database
 * @param {{ cartDays: number, abandonedMinutes: number, now: () => number }} age
 */
export function createListed(database, age) {
  const users = createUsers(database);
  const all = (text, values) => database.prepare(text).all(values);

  function conditionOf(kind, state) {
    const [table, by, text, bounds] = LISTS[kind][state];
    const values = { kept: keptSince(age), until: abandonedUntil(age) };
    return { table, by, text: `shop = ? AND ${text}`, values: bounds.map((name) => values[name]) };
  }

  /** One more than `limit`, where there is more. @returns {Listed[]} */
  function page(kind, state, shop, { limit, before = [Number.MAX_SAFE_INTEGER, ''], hasContacts }) {
    const { table, by, text, values } = conditionOf(kind, state);
    const more = table === 'orders' ? '' : ', changed_at';
    return all(`SELECT id, ${by} AS at, ${userOf(table)} AS customer, row, ${hasContacts ? contactOf(table) : 'NULL'} AS contact${more}${table === 'checkouts' ? ', cart_id' : ''}
      FROM ${table} WHERE ${text} AND ${by} <= ? AND (${by}, id) < (?, ?) ORDER BY ${by} DESC, id DESC LIMIT ?`, [shop, ...values, before[0], ...before, limit + 1]);
  }

  function count(kind, state, shop) {
    const { table, text, values } = conditionOf(kind, state);
    return all(`SELECT count(*) AS count FROM ${table} WHERE ${text}`, [shop, ...values])[0].count;
  }

  /** In the order of their ids, behind that of `after`; of one e-mail address where it is given. */
  function customerIds(shop, { limit, after = '', user_id: id, email }) {
    if (id !== undefined) return users.isKnown(shop, id) && id > after ? [id] : [];
    if (email !== undefined) return all('SELECT id FROM contacts WHERE shop = ? AND email = ? COLLATE NOCASE AND id > ? ORDER BY id LIMIT ?', [shop, email, after, limit + 1]).map((row) => row.id);
    const parts = USERS.map(([table, column]) => `SELECT * FROM (SELECT DISTINCT ${column} AS id FROM ${table} WHERE shop = ? AND ${column} > ? ORDER BY ${column} LIMIT ?)`);
    return all(`SELECT DISTINCT id FROM (${parts.join(' UNION ALL ')}) ORDER BY id LIMIT ?`, [...USERS.flatMap(() => [shop, after, limit + 1]), limit + 1]).map((row) => row.id);
  }

  return {
    ...createCounts(database, age),
    page,
    counts: (kind, shop) => Object.fromEntries(Object.keys(LISTS[kind]).map((state) => [state, count(kind, state, shop)])),
    /** @returns {{ id: string, contact: string | null, orders: string[], carts: number }[]} carts: how many they have that hold something */
    customers: (shop, filter) => customerIds(shop, filter).map((id) => ({
      id, contact: users.contact(shop, id)[0] ?? null, orders: users.orders(shop, id), carts: users.carts(shop, id, keptSince(age)).length,
    })),
  };
}
