// The rows that a shop reads: made by the core of the events, in the transaction that stores these. This file finds and
// writes them; what they say is core/insight/'s.

import { limits } from '../limits.js';

const KINDS = {
  carts: ['user_id', 'anonymous_id', 'created_at', 'updated_at', 'changed_at', 'is_open', 'ended_at', 'order_id'],
  checkouts: ['number', 'cart_id', 'user_id', 'anonymous_id', 'created_at', 'updated_at', 'changed_at', 'is_open', 'completed_at', 'bought_at', 'order_id'],
  orders: ['user_id', 'anonymous_id', 'placed_at', 'cancelled_at', 'refunded_at'],
  identities: ['user_id'],
  contacts: ['email'],
  figures: [],
};

export const CONTACT_EVENT = 'kago.customer_identified';

/** Names of all tables of rows. */
export const rowTables = Object.keys(KINDS);

/** @typedef {{ seq: number, receivedAt: string, event: string }} Stored an accepted event, as text */

const textOf = ({ seq, receivedAt, event }) => `{"seq":${seq},"received_at":${Date.parse(receivedAt)},"event":${event}}`;
const column = (value) => (typeof value === 'boolean' ? Number(value) : value);

/** The ids under which rows of these events may stand. */
function idsOf(events) {
  const ids = { carts: new Set(), checkouts: new Set(), orders: new Set(), identities: new Set(), contacts: new Set(), orderedCarts: new Set() };
  const add = (kind, id) => { if (typeof id === 'string' && id !== '') ids[kind].add(id); };
  for (const { event } of events) {
    const { name, anonymous_id, user_id, properties } = JSON.parse(event);
    add('carts', properties?.cart_id);
    add('checkouts', properties?.checkout_id);
    add('orders', properties?.order_id);
    add('identities', anonymous_id);
    if (name === CONTACT_EVENT) add('contacts', user_id);
    if (properties?.order_id) add('orderedCarts', properties.cart_id);
  }
  return ids;
}

/**
 * @param {import('libsql').Database} database
 * @param {(request: string) => string} fold core/insight/fold.h
 * @param {{ suffix?: string, onOrders?: (shop: string, cartIds: string[]) => void }} [options] suffix: of other tables than those
 *   that are read; onOrders: the carts of which events have named orders, once their rows are written
 */
export function createFolder(database, fold, { suffix = '', onOrders = () => {} } = {}) {
  /** Of one of these values each; by whole keys, so that it takes as long among ten million rows as among ten. */
  const finder = (table, columns, key) => {
    const statement = database.prepare(`SELECT ${columns} FROM ${table}${suffix} WHERE shop = ? AND ${key} IN (SELECT value FROM json_each(?))`);
    return (shop, values) => (values.size === 0 ? [] : statement.all([shop, JSON.stringify([...values])]));
  };
  const cartsById = finder('carts', 'id, row', 'id');
  const ordersById = finder('orders', 'id, row', 'id');
  const identitiesById = finder('identities', 'id, row', 'id');
  const contactsById = finder('contacts', 'id, row', 'id');
  const checkoutsById = finder('checkouts', 'id, row, cart_id', 'id');
  const checkoutsOfCarts = finder('checkouts', 'id, row', 'cart_id');
  const figuresOf = database.prepare(`SELECT id, row FROM figures${suffix} WHERE shop = ?`);
  const writes = Object.fromEntries(Object.entries(KINDS).map(([kind, columns]) => {
    const names = ['shop', 'id', 'row', ...columns];
    const set = names.slice(2).map((name) => `${name} = excluded.${name}`);
    return [kind, database.prepare(`INSERT INTO ${kind}${suffix} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
      ON CONFLICT (shop, id) DO UPDATE SET ${set.join(', ')}`)];
  }));
  const drops = Object.fromEntries(['carts', 'checkouts', 'orders'].map((kind) =>
    [kind, database.prepare(`DELETE FROM ${kind}${suffix} WHERE shop = ? AND id IN (SELECT value FROM json_each(?))`)]));
  const dropIdentity = database.prepare(`DELETE FROM identities${suffix} WHERE shop = ? AND id = ?`);
  const loginsOf = database.prepare(`SELECT id AS seq, received_at AS receivedAt, event FROM records
    WHERE shop = ? AND anonymous_id = ? AND status = 'accepted' AND user_id IS NOT NULL AND id > ? ORDER BY id LIMIT ?`);
  const dropContact = database.prepare(`DELETE FROM contacts${suffix} WHERE shop = ? AND id = ?`);
  const contactsSaidOf = database.prepare(`SELECT id AS seq, received_at AS receivedAt, event FROM records
    WHERE shop = ? AND user_id = ? AND status = 'accepted' AND name = '${CONTACT_EVENT}' ORDER BY id`);
  const dropFigure = database.prepare(`DELETE FROM figures${suffix} WHERE shop = ? AND id = ?`);

  /** Each row that the events touch, as the core asks for them (core/insight/fold.h). */
  function read(shop, ids) {
    const named = checkoutsById(shop, ids.checkouts);
    for (const { cart_id } of named) if (cart_id !== null) ids.carts.add(cart_id);
    const checkouts = new Map([...named, ...checkoutsOfCarts(shop, ids.carts)].map((row) => [row.id, row]));
    return {
      carts: cartsById(shop, ids.carts),
      orders: ordersById(shop, ids.orders),
      identities: identitiesById(shop, ids.identities),
      contacts: contactsById(shop, ids.contacts),
      checkouts: [...checkouts.values()],
      figures: figuresOf.all([shop]),
    };
  }

  function write(shop, kind, row, before) {
    if (row.is_empty) return dropFigure.run([shop, row.id]);
    if (row.row === before) return undefined;
    return writes[kind].run([shop, row.id, row.row, ...KINDS[kind].map((name) => column(row[name]))]);
  }

  /** The browser's row as these events make it of the one before. */
  function identityOf(events, before = '') {
    return JSON.parse(fold(`{"events":[${events.map(textOf).join()}],"rows":{"identities":[${before}]}}`)).identities[0];
  }

  /** Of the events that there still are. */
  function identityAnew(shop, browser) {
    let row;
    for (let seq = 0, events; (events = loginsOf.all([shop, browser, seq, limits.rebuildEventsPerStep])).length > 0; seq = events.at(-1).seq) row = identityOf(events, row?.row) ?? row;
    return row;
  }

  return {
    /**
     * Within a transaction: all events of these are deleted. Figures are those of the orders that stay.
     * @param {string} shop @param {{ carts: Set<string>, checkouts: Set<string>, orders: Set<string> }} ids
     */
    forget(shop, ids) {
      const gone = ordersById(shop, ids.orders);
      if (gone.length > 0) {
        const figures = figuresOf.all([shop]);
        const reply = JSON.parse(fold(`{"rows":{"figures":[${figures.map(({ row }) => row).join()}]},"gone":[${gone.map(({ row }) => row).join()}]}`));
        for (const row of reply.figures) write(shop, 'figures', row);
      }
      for (const [kind, drop] of Object.entries(drops)) drop.run([shop, JSON.stringify([...ids[kind]])]);
    },

    /** The same of events in which somebody was logged in. @param {string} shop @param {(Stored & { browser: string })[]} events */
    forgetLogins(shop, events) {
      for (const browser of new Set(events.map((event) => event.browser))) {
        const [known] = identitiesById(shop, new Set([browser]));
        // It says the last of them: where that isn't one of these, nothing changes.
        if (!known || identityOf(events.filter((event) => event.browser === browser))?.row !== known.row) continue;
        const row = identityAnew(shop, browser);
        if (row) write(shop, 'identities', row);
        else dropIdentity.run([shop, browser]);
      }
    },

    /** The same of events that have said how users are to be reached. @param {string} shop @param {Iterable<string>} users */
    forgetContacts(shop, users) {
      for (const user of users) {
        const said = contactsSaidOf.all([shop, user]);
        if (said.length > 0) write(shop, 'contacts', JSON.parse(fold(`{"events":[${said.map(textOf).join()}]}`)).contacts[0]);
        else dropContact.run([shop, user]);
      }
    },

    /** Within the transaction that has stored them. @param {string} shop @param {Stored[]} events */
    apply(shop, events) {
      if (events.length === 0) return;
      const ids = idsOf(events);
      const rows = read(shop, ids);
      const given = Object.entries(rows).map(([kind, list]) => `"${kind}":[${list.map(({ row }) => row).join()}]`);
      const reply = JSON.parse(fold(`{"events":[${events.map(textOf).join()}],"rows":{${given.join()}}}`));
      for (const [kind, list] of Object.entries(reply)) {
        const before = new Map(rows[kind].map(({ id, row }) => [id, row]));
        for (const row of list) write(shop, kind, row, before.get(row.id));
      }
      if (ids.orderedCarts.size > 0) onOrders(shop, [...ids.orderedCarts]);
    },
  };
}
