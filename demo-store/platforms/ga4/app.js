// A shop on no platform that Kago knows, which tells a dataLayer what happens: as shops with Google Tag
// Manager do, whatever software they run. It copies the words of Google's documentation
// (developers.google.com/analytics/devguides/collection/ga4/ecommerce) and what GTM does to `push`.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { answering, createStandIn } from '../stand-in.js';
import { cartBody, checkoutBody, itemOf, listBody, orderBody, productBody, saidOf, send } from './pages.js';

const products = JSON.parse(readFileSync(new URL('catalogue.json', import.meta.url), 'utf8'));
const themeFolder = fileURLToPath(new URL('theme/', import.meta.url));
const SHIPPING = 4.9;

/**
 * @param {{
 *   tag: string,
 *   distFolder: string,
 *   form?: 'gtm' | 'gtag' | 'ua' | 'both',
 *   gtm?: 'none' | 'sync' | 'async',
 *   layer?: string,
 *   purchaseAt?: 'thanks' | 'checkout',
 * }} options `form`: how the theme pushes; `both`: Universal Analytics and GA4. `gtm`: whether gtm.js is
 *   there before all else, or comes when it comes. `layer`: the dataLayer's name. `purchaseAt`: which page
 *   says the purchase.
 */
export function createGa4Shop({ distFolder, tag, form = 'gtm', gtm = 'async', layer = 'dataLayer', purchaseAt = 'thanks' }) {
  const app = createStandIn({ distFolder });
  const options = { tag, form, gtm, layer };
  const gtmFile = readFileSync(`${themeFolder}gtm.js`);
  app.register(fastifyStatic, { root: themeFolder, prefix: '/theme/', decorateReply: false, cacheControl: false });
  app.get('/gtm.js', async (_request, reply) => reply.type('text/javascript').send(gtmFile));

  const page = (request, reply, parts) => send(reply, options, { count: cartOf(request).count, ...parts });
  app.get('/', async (request, reply) => page(request, reply, { title: 'All products', body: listBody(products) }));
  app.get('/products/:handle', async (request, reply) => {
    const product = products.find(({ handle }) => handle === request.params.handle);
    if (!product) return reply.code(404).send('no such product');
    const head = `<link rel="canonical" href="/products/${product.handle}">`;
    const say = ['view_item', saidOf([itemOf(product)])];
    return page(request, reply, { title: product.name, head, body: productBody(product), say });
  });
  app.get('/cart', async (request, reply) => {
    const items = itemsOf(request);
    return page(request, reply, { title: 'Your cart', body: cartBody(items), say: ['view_cart', saidOf(items)] });
  });
  app.post('/cart/change', async (request) => {
    await answering();
    changeCart(linesOf(request), request.body);
    return cartOf(request);
  });
  app.get('/checkout', async (request, reply) => {
    const items = itemsOf(request);
    if (items.length === 0) return reply.redirect('/cart');
    const purchase = purchaseAt === 'checkout' ? orderOf(items, nextOrder(request)) : undefined;
    const say = ['begin_checkout', saidOf(items)];
    return page(request, reply, { title: 'Checkout', body: checkoutBody(items, purchase), say });
  });
  app.post('/orders', async (request, reply) => {
    await answering();
    const order = orderOf(itemsOf(request), nextOrder(request));
    (request.session.orders ??= []).push(order);
    request.session.lines = [];
    return reply.redirect(`/orders/${order.transaction_id}/thanks`, 303);
  });
  const orderPage = (title, sayOf) => async (request, reply) => {
    const order = request.session.orders?.find(({ transaction_id }) => transaction_id === request.params.id);
    if (!order) return reply.code(404).send('no such order');
    return page(request, reply, { title, body: orderBody(order), say: sayOf(order) });
  };
  const purchase = (order) => (purchaseAt === 'thanks' ? ['purchase', order] : undefined);
  const refund = ({ transaction_id, value, currency }) => ['refund', { transaction_id, value, currency }];
  app.get('/orders/:id/thanks', orderPage('Thank you', purchase));
  app.get('/returns/:id', orderPage('Returned', refund));
  return app;
}

let orders = 1000;
// The number stays the same until the order is made.
const nextOrder = (request) => {
  const { orders: made = [] } = request.session;
  if (!request.session.next || made.some(({ transaction_id }) => transaction_id === request.session.next)) {
    request.session.next = `T-${++orders}`;
  }
  return request.session.next;
};

const orderOf = (items, transaction_id) => ({
  transaction_id, affiliation: 'Madobe', tax: 0, shipping: SHIPPING, coupon: 'SPRING', ...saidOf(items),
});

const linesOf = (request) => (request.session.lines ??= []);

function cartOf(request) {
  const lines = linesOf(request);
  return { lines, count: lines.reduce((sum, { quantity }) => sum + quantity, 0) };
}

const itemsOf = (request) => linesOf(request).map(({ id, variant, quantity }, index) =>
  itemOf(products.find((product) => product.id === id), variant, quantity, index));

function changeCart(lines, { id, variant, by }) {
  const at = lines.findIndex((line) => line.id === id && line.variant === variant);
  if (at < 0 && by > 0) lines.push({ id, variant, quantity: by });
  if (at < 0) return;
  lines[at].quantity += by;
  if (lines[at].quantity <= 0) lines.splice(at, 1);
}
