// The way back: the link of a message leads to the shop's own page, which asks what the cart held and fills it again. That
// the shopper came by the link is an event of its own, so that an order is known as won back, after a rebuild too. It is
// told when the page asks, not when the link is opened: mail scanners open each link, and run no page.

import { createHash } from 'node:crypto';
import { requireOrigin } from '../access/origins.js';
import { ClientError } from '../errors.js';
import { tell } from '../inspect/changes.js';
import { limits } from '../limits.js';
import { told } from '../openapi/told.js';

const NAME = 'kago.checkout_recovered';

/** The same for each time that the checkout is come back to: the first counts. RFC 9562, version 8. */
function eventIdOf({ shop, checkoutId }) {
  const hex = createHash('sha256').update(JSON.stringify([NAME, shop, checkoutId])).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

function entryOf(left, owner, at) {
  const event = { event_id: eventIdOf(left), name: NAME, time: new Date(at).toISOString(), ...owner, properties: { checkout_id: left.checkoutId, cart_id: left.cartId } };
  return {
    user_id: null, anonymous_id: null, ...owner, status: 'accepted', origin: 'collector', event_id: event.event_id, name: NAME, time: event.time,
    cart_id: left.cartId, checkout_id: left.checkoutId, order_id: null, event: JSON.stringify(event), violations: [], warnings: [], fingerprint: null, diagnostic_id: null,
  };
}

const filled = (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ database: import('libsql').Database, cartOf: ReturnType<import('../store/kept-cart.js').createKeptCart>, links: ReturnType<import('./links.js').createLinks>,
 *   writer: object, changes: import('node:events').EventEmitter, origins: string[], now: () => number }} parts
 */
export function addRecoverRoutes(app, { database, cartOf, links, writer, changes, origins, now }) {
  const requireAllowed = requireOrigin(origins);
  const ownerOf = database.prepare('SELECT user_id, anonymous_id FROM checkouts WHERE shop = ? AND id = ?');

  function keepOf(left, log) {
    const owner = left.checkoutId && ownerOf.get(left.shop, left.checkoutId);
    if (!owner) return;
    writer.store([{ shop: left.shop, events: [entryOf(left, filled(owner), now())], reports: [], mendings: [], ledger: null }]);
    tell(changes, log, 'stored', []);
  }

  app.get('/recover/:token', told.follow, async ({ params: { token } }, answer) => {
    const { shop, isExpired } = links.read(token);
    if (!links.has(shop)) throw new ClientError(404, 'no_recover_page', `The shop "${shop}" has no page for this any more.`);
    return answer.redirect(links.pageOf(shop, isExpired ? undefined : token));
  });

  async function recover(request) {
    const left = links.read(String(request.body ?? '').trim());
    request.shop = left.shop;
    requireAllowed(request.headers.origin, left.shop);
    if (left.isExpired) throw new ClientError(410, 'link_expired', 'This link has expired.');
    const cart = cartOf(left.shop, left.cartId);
    if (!cart || cart.status === 'ended') throw new ClientError(410, 'cart_ended', 'This cart was ordered or emptied since, or it is not known any more.');
    keepOf(left, request.log);
    const { cart_id, currency = null, total_value = null, products } = cart;
    return { cart_id, checkout_id: left.checkoutId, currency, total_value, products };
  }

  app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser(['text/plain', 'application/json'], { parseAs: 'string' }, (request, text, done) => done(null, text));
    routes.post('/v1/recover', { ...told.recover, bodyLimit: limits.smallBodyBytes }, recover);
  });
}
