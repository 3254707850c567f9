// What the pages for marketing read, and any program that has a token may: carts, checkouts, orders and customers in pages, newest
// first, and what is counted by the day. How each looks is core/insight/listed_reply.h's; which there are is listed.js's.

import { requireReader } from '../access/require-reader.js';
import { ClientError } from '../errors.js';
import { limits } from '../limits.js';
import { toldOfMarketing } from '../openapi/marketing.js';
import { baseOf, cursorOf, filterIn } from '../read/request.js';
import { contactsText, mayReadContacts } from '../store/contacts.js';
import { addCountRoutes } from './count-routes.js';
import { statesOf } from './listed.js';

const MINUTE_MS = 60_000;
const timeOrNull = (ms) => (ms === null || ms === undefined ? null : new Date(ms).toISOString());
const text = { type: 'string', minLength: 1, maxLength: limits.filterCharacters };
const paged = { limit: { type: 'integer', minimum: 1, maximum: limits.listedMax, default: limits.listedDefault }, cursor: { type: 'string', minLength: 1 } };
const NOTHING = { type: 'object', additionalProperties: false, properties: {} };
const queryOf = (properties) => ({ type: 'object', additionalProperties: false, properties: { ...paged, ...properties } });
const ofStates = (kind, otherwise) => queryOf({ state: { type: 'string', enum: statesOf[kind], default: otherwise } });

/** @param {string | undefined} cursor @param {(place: any) => boolean} isRight */
function placeIn(cursor, isRight) {
  if (cursor === undefined) return undefined;
  const place = filterIn(cursor, isRight);
  if (place === undefined) throw new ClientError(400, 'invalid_parameter', 'Query parameter "cursor": expected the "next" of an answer to the same question.');
  return place;
}

/** @param {string} name of the list, since a place in another is none in this */
const isPlaceIn = (name) => (place) => Array.isArray(place) && place.length === 3 && place[0] === name && Number.isSafeInteger(place[1]) && typeof place[2] === 'string';

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ reading: ReturnType<import('../store/reading.js').createReading>, reply: (request: string) => string, access: object,
 *   links: ReturnType<import('../recover/links.js').createLinks>, publicUrl?: string, abandonedMinutes: number, now: () => number }} parts
 */
export function addMarketing(app, { reading, reply: shape, access, links, publicUrl, abandonedMinutes, now }) {
  const objects = (as, rows) => JSON.parse(shape(`{"as":"${as}",${contactsText(rows)},"rows":[${rows.map(({ row }) => row).join()}]}`));
  const age = () => ({ at: timeOrNull(now()), abandoned_minutes: abandonedMinutes });

  /** A page of a list, as the core has its rows, beside what their columns say. */
  async function pageOf(kind, as, { query: { state, limit, cursor }, reader }) {
    const name = `${kind}.${state}`;
    const [, ...before] = placeIn(cursor, isPlaceIn(name)) ?? [];
    const found = await reading.listed('page', kind, state, reader.shop, { limit, before: before.length > 0 ? before : undefined, hasContacts: mayReadContacts(reader) });
    const rows = found.slice(0, limit);
    const list = objects(as, rows).map((object, i) => ({ ...object, customer_id: rows[i].customer }));
    return { rows, list, next: found.length > limit ? cursorOf([name, rows.at(-1).at, rows.at(-1).id]) : null };
  }

  const linkOf = (request, cartId, checkoutId) => links.of({ shop: request.reader.shop, cartId, checkoutId }, baseOf(request, publicUrl));
  const withoutOwnUrl = ({ own_url, ...checkout }) => checkout;
  const leftAt = ({ changed_at }) => timeOrNull(changed_at + abandonedMinutes * MINUTE_MS);

  app.get('/v1/carts', { schema: { ...toldOfMarketing.carts, querystring: ofStates('carts', 'abandoned') }, onRequest: requireReader(access, 'read_carts') }, async (request) => {
    const { state } = request.query;
    const isWonBack = state === 'recovered';
    const { rows, list, next } = await pageOf('carts', isWonBack ? 'listed.checkout' : 'listed.cart', request);
    const holdsSomething = state === 'open' || state === 'abandoned';
    const carts = list.map((cart, i) => ({
      ...withoutOwnUrl(cart), state,
      abandoned_at: holdsSomething ? leftAt(rows[i]) : null,
      ended_at: state === 'emptied' ? timeOrNull(rows[i].at) : null,
      recovery_url: holdsSomething ? linkOf(request, cart.cart_id, cart.checkout_id) : null,
    }));
    return { ...age(), carts, next };
  });

  app.get('/v1/carts/counts', { schema: { ...toldOfMarketing.cartCounts, querystring: NOTHING }, onRequest: requireReader(access, 'read_carts') }, async ({ reader }) => ({
    ...age(), counts: await reading.listed('counts', 'carts', reader.shop),
  }));

  app.get('/v1/checkouts', { schema: { ...toldOfMarketing.checkouts, querystring: ofStates('checkouts', 'abandoned') }, onRequest: requireReader(access, 'read_orders') }, async (request) => {
    const { state } = request.query;
    const { rows, list, next } = await pageOf('checkouts', 'listed.checkout', request);
    const checkouts = list.map(({ own_url, ...checkout }, i) => ({
      ...checkout, state, abandoned_at: leftAt(rows[i]),
      // Only by the collector's own link is it known that somebody came back.
      recovery_url: state === 'abandoned' ? (checkout.cart_id && linkOf(request, checkout.cart_id, checkout.checkout_id)) ?? own_url : null,
    }));
    return { ...age(), checkouts, next };
  });

  app.get('/v1/orders', { schema: { ...toldOfMarketing.orders, querystring: ofStates('orders', 'any') }, onRequest: requireReader(access, 'read_orders') }, async (request) => {
    const { list, next } = await pageOf('orders', 'listed.order', request);
    return { at: timeOrNull(now()), orders: list, next };
  });

  app.get('/v1/customers', { schema: { ...toldOfMarketing.customers, querystring: queryOf({ user_id: text, email: text }) }, onRequest: requireReader(access, 'read_customers') }, async ({ query, reader: { shop } }) => {
    const { cursor, limit, ...filter } = query;
    const after = placeIn(cursor, (place) => typeof place === 'string');
    const found = await reading.listed('customers', shop, { limit, after, ...filter });
    const customers = found.slice(0, limit).map(({ id, contact, orders, carts }) => ({
      user_id: id,
      contact: contact === null ? null : JSON.parse(shape(`{"as":"contact","rows":[${contact}]}`))[0],
      carts,
      figures: JSON.parse(shape(`{"as":"listed.figures","rows":[${orders.join()}]}`)),
    }));
    return { customers, next: found.length > limit ? cursorOf(found[limit - 1].id) : null };
  });

  addCountRoutes(app, { reading, shape, access, now });
}
