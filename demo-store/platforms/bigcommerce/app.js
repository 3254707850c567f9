// A stand-in of a BigCommerce shop with a Stencil theme. It copies what a script on such a shop's pages can
// see: the requests of stencil-utils and of the hosted checkout, the storefront REST API, BCData, JSON-LD,
// and BODL where `bodl` is on. The theme's own code is in theme/, served under /theme/.
//
// It has no log-in, no payment and no admin; the shapes of replies are those of BigCommerce's documents
// (docs/platforms/bigcommerce.md), the answers of /remote/v1/ those that Cornerstone reads. Facts of the theme are
// Cornerstone 6.21.0's: `onProductOptionsChanged` on document after each choice, in quick views too, and
// `secureBaseUrl` before what is asked (assets/js/theme/common/product-details.js), the preview
// (global/cart-preview.js), the cart page (cart.js), quick views from /products.php (global/quick-view.js); those
// of its requests stencil-utils 6.23.0's (src/api/cart.js, src/lib/request.js, src/bodl/emitters/cart.js).

import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { pictureOf } from '../picture.js';
import { answering, createStandIn } from '../stand-in.js';
import { add, applyCoupon, bodlLines, cartReply, placeOrder, update } from './cart.js';
import { CURRENCY, OPTION, pricesOf, productById, productBySlug, variantOf } from './catalogue.js';
import { createPages } from './pages.js';

/**
 * @param {{ tag: string, distFolder: string, bodl?: boolean, consentBanner?: boolean, orderInPath?: boolean, language?: string,
 *   swapsDetail?: boolean, cached?: boolean }} options
 *   `orderInPath`: the confirmation page's address has the order's number. `consentBanner`: the shop asks. `language`:
 *   the folder that it is in ("/fr"). `swapsDetail`: as Cornerstone had it until 6.19.1. `cached`: answers about carts
 *   may be kept for a while.
 */
export function createBigCommerceShop({ tag, distFolder, bodl = false, consentBanner = false, orderInPath = false, language = '', swapsDetail = false, cached = false }) {
  const app = createStandIn({ distFolder });
  app.register(fastifyStatic, {
    root: fileURLToPath(new URL('theme', import.meta.url)), prefix: '/theme/', decorateReply: false, cacheControl: false,
  });
  const pages = createPages({ tag, bodl, consentBanner, theme: { secureBaseUrl: language, swapsDetail } });
  storefront(app, pages);
  // Adds and options are asked for below the language, the cart page's changes aren't.
  for (const prefix of new Set(['', language])) {
    app.register(async (routes) => {
      cartPage(routes, pages);
      remote(routes, { bodl });
    }, { prefix });
  }
  storefrontApi(app, { language, cached });
  checkout(app, pages, { orderInPath });
  return app;
}

const originOf = (request) => `${request.protocol}://${request.headers.host}`;

function storefront(app, pages) {
  app.get('/', (request, reply) => pages.home(reply));
  app.get('/:slug/', (request, reply) => {
    const product = productBySlug(request.params.slug);
    return product ? pages.product(reply, product, originOf(request)) : reply.callNotFound();
  });
  app.get('/products.php', (request, reply) => pages.quickView(reply, productById(request.query.productId)));
  app.get('/images/:file', (request, reply) => {
    const slug = request.params.file.replace('.svg', '');
    return reply.type('image/svg+xml').send(pictureOf(slug, `hsl(${productBySlug(slug)?.hue ?? 0} 40% 45%)`));
  });
}

function cartPage(app, pages) {
  // With `stencil-options` the parts of it that the theme asks for.
  app.get('/cart.php', async (request, reply) => {
    const cart = request.session.cart && cartReply(request.session.cart);
    const { render_with: parts } = JSON.parse(request.headers['stencil-options'] ?? '{}');
    if (!parts) return pages.cart(reply, cart);
    await answering();
    const html = Object.fromEntries(parts.split(',').map((part) => [part, pages.part(part, cart)]));
    return parts.includes(',') ? html : reply.type('text/html; charset=utf-8').send(html[parts]);
  });
}

/** What stencil-utils talks to. A refusal is an answer like any other, with `error` in it. */
function remote(app, { bodl }) {
  const told = (line) =>
    bodl ? { channel_id: 1, currency: CURRENCY.code, product_value: line.listPrice, line_items: bodlLines([line]) } : {};

  app.post('/remote/v1/cart/add', async (request) => {
    await answering();
    const { product_id: id, 'qty[]': quantity = '1', [`attribute[${OPTION.id}]`]: value } = request.body;
    const product = productById(id);
    const { error, line } = add(request.session, originOf(request), product, variantOf(product, value), Number(quantity));
    if (error) return { data: { status: 'failed', error } };
    return { data: { status: 'succeed', cart_id: request.session.cart.id, cart_item: { id: line.id }, ...told(line) } };
  });
  app.post('/remote/v1/cart/update', async (request) => {
    await answering();
    const { 'items[0][id]': id, 'items[0][quantity]': quantity } = request.body;
    const { error, line } = update(request.session, id, Number(quantity));
    return { data: error ? { status: 'failed', errors: [error] } : { status: 'succeed', errors: [], ...told(line) } };
  });
  app.post('/remote/v1/product-attributes/:id', async (request) => {
    await answering();
    const product = productById(request.params.id);
    const variant = variantOf(product, request.body[`attribute[${OPTION.id}]`]);
    const price = pricesOf(product, variant);
    return { data: { sku: variant.sku, v3_variant_id: variant.id, purchasable: true, instock: true, price } };
  });
  app.post('/remote/v1/apply-code', async (request) => {
    await answering();
    const isApplied = applyCoupon(request.session, request.body.code);
    return { data: isApplied ? { status: 'success' } : { status: 'error', errors: ['That code is not valid.'] } };
  });
}

function storefrontApi(app, { language, cached }) {
  const carts = ({ cart }) => (cart ? [cartReply(cart)] : []);
  const put = (request, reply) => {
    for (const { productId, variantId, quantity } of request.body.lineItems) {
      const product = productById(productId);
      const variant = product.variants.find(({ id }) => id === variantId) ?? product.variants[0];
      const { error } = add(request.session, originOf(request), product, variant, quantity);
      if (error) return reply.code(422).send({ status: 422, title: error, type: 'https://developer.bigcommerce.com/' });
    }
    return carts(request.session)[0];
  };

  app.get('/api/storefront/carts', async (request, reply) => {
    await answering();
    if (cached) reply.header('cache-control', 'private, max-age=60');
    return carts(request.session);
  });
  app.get(`${language}/api/storefront/cart-summary`, (request) => ({
    total_quantity: request.session.cart?.lines.reduce((count, { quantity }) => count + quantity, 0) ?? 0,
  }));
  app.post('/api/storefront/carts', put);
  app.post('/api/storefront/carts/:id/items', put);
  app.delete('/api/storefront/carts/:id/items/:line', (request, reply) => {
    update(request.session, request.params.line, 0);
    return carts(request.session)[0] ?? reply.code(204).send();
  });
  app.get('/api/storefront/orders/:id', async (request, reply) => {
    await answering();
    return request.session.orders?.[request.params.id] ?? reply.code(404).send({ status: 404, title: 'Not found' });
  });
  app.post('/api/storefront/consent', (request, reply) => {
    reply.header('set-cookie', `stand_in_consent=${request.body.allow.includes(3) ? 'yes' : 'no'}; Path=/; SameSite=Lax`);
    return {};
  });
}

/** The hosted checkout. The order takes the cart; its confirmation page is another page. */
function checkout(app, pages, { orderInPath }) {
  let lastOrder = 294;
  const checkoutOf = ({ cart }) => ({ id: cart.id, cart: cartReply(cart), channelId: 1 });

  app.get('/checkout', (request, reply) => (request.session.cart ? pages.checkout(reply) : reply.redirect('/cart.php')));
  app.get('/api/storefront/checkouts/:id', async (request, reply) => {
    await answering();
    return request.session.cart ? checkoutOf(request.session) : reply.code(404).send({ status: 404 });
  });
  app.post('/api/storefront/checkouts/:id/coupons', async (request, reply) => {
    await answering();
    const isApplied = applyCoupon(request.session, request.body.couponCode);
    return isApplied ? checkoutOf(request.session) : reply.code(400).send({ status: 400 });
  });
  app.post('/internalapi/v1/checkout/order', async (request) => {
    await answering();
    placeOrder(request.session, ++lastOrder);
    const number = orderInPath ? `/${lastOrder}` : '';
    return { data: { order: { orderId: lastOrder, path: `/checkout/order-confirmation${number}` } } };
  });
  const confirmed = (request, reply) => {
    const orderId = Object.keys(request.session.orders ?? {}).at(-1);
    return orderId ? pages.confirmation(reply, orderId) : reply.redirect('/');
  };
  app.get('/checkout/order-confirmation', confirmed);
  app.get('/checkout/order-confirmation/:id', confirmed);
}
