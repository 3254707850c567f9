// What a marketer reads of a user, and of the shop (seed 002): the carts with their newest content, and the calculated
// fields revenue, orders and refunds, per currency; and how to reach them.

import { ClientError } from '../errors.js';
import { requireReader } from '../access/require-reader.js';
import { tell } from '../inspect/changes.js';
import { keptSince } from '../store/kept-cart.js';
import { told } from '../openapi/told.js';

// Whose a row is: the user's, or a browser's that was theirs last when nobody was logged in there.
// Two searches, each by an index: SQLite finds what one of two conditions holds for by walking through all of the shop.
const ofUser = (table, columns, more = '') => `SELECT ${columns} FROM ${table} WHERE shop = ? AND user_id = ? ${more}
  UNION ALL SELECT ${columns} FROM ${table} WHERE shop = ? AND +user_id IS NULL
    AND anonymous_id IN (SELECT identities.id FROM identities WHERE identities.shop = ? AND identities.user_id = ?) ${more}`;

/** @param {import('libsql').Database} database */
export function createUsers(database) {
  const all = (text, values) => database.prepare(text).all(values).map(({ row }) => row);
  return {
    /** Rows, the newest content first; not those that haven't changed for so long that they are gone. */
    carts: (shop, user, changedSince) => all(`${ofUser('carts', 'row, changed_at, id', 'AND +is_open AND +changed_at >= ?')} ORDER BY changed_at DESC, id LIMIT 100`,
      [shop, user, changedSince, shop, shop, user, changedSince]),
    // In one order, whichever index finds them.
    orders: (shop, user) => all(ofUser('orders', 'row'), [shop, user, shop, shop, user]).sort(),
    contact: (shop, user) => all('SELECT row FROM contacts WHERE shop = ? AND id = ?', [shop, user]),
    isKnown: (shop, user) => [...['carts', 'checkouts', 'orders', 'identities'].map((table) => [table, 'user_id']), ['contacts', 'id']].some(([table, key]) =>
      database.prepare(`SELECT 1 FROM ${table} WHERE shop = ? AND ${key} = ? LIMIT 1`).all([shop, user]).length > 0),
    figures: (shop) => all('SELECT row FROM figures WHERE shop = ? ORDER BY id', [shop]),
  };
}

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ database: import('libsql').Database, reply: (request: string) => string, access: object, cartDays: number, now: () => number,
 *   eraser: ReturnType<import('../store/erase.js').createEraser>, changes: import('node:events').EventEmitter }} parts
 */
export function addUserRoutes(app, { database, reply: shape, access, cartDays, now, eraser, changes }) {
  const users = createUsers(database);
  const objects = (as, rows) => shape(`{"as":"${as}","rows":[${rows.join()}]}`);
  const json = (answer, text) => answer.type('application/json; charset=utf-8').send(text);
  const onRequest = requireReader(access, 'read_customers');

  // Texts are put together, not parsed: the amounts keep their digits.
  app.get('/v1/users/:id', { ...told.user, onRequest }, async ({ params: { id }, reader: { shop } }, answer) => {
    if (!users.isKnown(shop, id)) throw new ClientError(404, 'unknown_user', `No event of this shop has the user_id "${id}".`);
    const carts = objects('cart', users.carts(shop, id, keptSince({ cartDays, now })));
    const contact = objects('contact', users.contact(shop, id)).slice(1, -1) || 'null';
    return json(answer, `{"user_id":${JSON.stringify(id)},"contact":${contact},"carts":${carts},"figures":${objects('figures', users.orders(shop, id))}}`);
  });

  app.delete('/v1/users/:id', { ...told.erase, onRequest: requireReader(access, 'erase_customers') }, async ({ params: { id }, reader: { shop }, log }) => {
    const erased = await eraser.erase(shop, id);
    if (erased > 0) tell(changes, log, 'reset');
    return { user_id: id, erased };
  });

  app.get('/v1/figures', { ...told.figures, onRequest }, async ({ reader: { shop } }, answer) => json(answer, `{"figures":[${users.figures(shop).join()}]}`));
}
