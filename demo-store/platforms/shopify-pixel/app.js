// A Shopify shop with a web pixel, from product to thank-you page. It copies what a pixel can see of one
// (shopify.dev/docs/api/web-pixels-api):
//
// - Customer events are published at the page; the sandbox subscribes later and gets the earlier ones
//   again, with the time when they happened.
// - `strict`, an app pixel: a web worker, here one without IndexedDB unless the option `hasDatabase` is
//   set. `lax`, a custom pixel: an iframe with `sandbox="allow-scripts"`, whose origin is "null".
// - `browser.localStorage` and `browser.cookie` are asynchronous and belong to the page.
// - `checkout_started` comes at each entry into the checkout, `checkout_completed` once an order.
// - Consent comes with `init.customerPrivacy` and, once the shopper has chosen, as `visitorConsentCollected`.

import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { cookieOf, createStandIn, escapeHtml, scriptJson, sendPage } from '../stand-in.js';
import { VARIANTS, variantOf } from './catalogue.js';
import { cartData, checkoutData, totalOf, variantData } from './events.js';

const publicFolder = fileURLToPath(new URL('./public/', import.meta.url));
const CONSENT_COOKIE = 'stand_in_consent';
const CONSENT_BANNER =
  '<footer>May we count? <button id="accept">Yes</button> <button id="decline">No</button></footer>';

/**
 * @param {{
 *   distFolder: string,
 *   tag?: string, onStorefront?: boolean,
 *   pixel: object, sandbox?: 'strict' | 'lax', hasDatabase?: boolean,
 *   asksForConsent?: boolean, repeatsOrder?: boolean,
 * }} options `pixel`: settings of startPixel. `onStorefront`: the theme has the tag too. `repeatsOrder`:
 *   the thank-you page says `checkout_completed` at each load, as a careless shop's own code would.
 */
export function createShopifyPixelShop({ distFolder, tag, onStorefront = false, pixel, sandbox = 'strict', hasDatabase = false, ...behaviour }) {
  const app = createStandIn({ distFolder });
  app.register(fastifyStatic, { root: publicFolder, prefix: '/wpm/', cacheControl: false, decorateReply: false });
  // A sandbox of another origin loads modules by CORS, as from Shopify's CDN.
  app.addHook('onRequest', async (request, reply) => {
    reply.header('access-control-allow-origin', '*');
  });

  const page = (request, reply, title, body, events, { inCheckout = false } = {}) => {
    const cart = request.session.cart;
    const consent = cookieOf(request, CONSENT_COOKIE) ?? (behaviour.asksForConsent ? 'no' : 'yes');
    // A checkout's page doesn't tell of its cart: the cookie does.
    const data = { events, cart: cart && !inCheckout ? cartData(cart) : null };
    const setup = { sandbox, hasDatabase, pixel, ...data, analyticsAllowed: consent === 'yes' };
    if (cart) reply.header('set-cookie', `cart=${encodeURIComponent(`${cart.token}?key=private`)}; Path=/; SameSite=Lax`);
    return sendPage(reply, {
      title,
      tag: onStorefront && !inCheckout ? tag : '',
      head: `<link rel="stylesheet" href="/wpm/shop.css"><script>window.wpmSetup = ${scriptJson(setup)};</script>
        <script type="module" src="/wpm/manager.js"></script>`,
      body: `<nav><a href="/">Madobe</a> <a href="/cart">Cart</a></nav><main><h1>${escapeHtml(title)}</h1>${body}</main>
        ${behaviour.asksForConsent ? CONSENT_BANNER : ''}`,
    });
  };

  addStorefront(app, page);
  addCheckout(app, page, behaviour);
  return app;
}

function addStorefront(app, page) {
  app.get('/', (request, reply) => page(request, reply, 'Madobe',
    `<ul>${VARIANTS.map(({ handle, product }) => `<li><a href="/products/${handle}">${escapeHtml(product)}</a></li>`).join('')}</ul>`, []));

  app.get('/products/:handle', (request, reply) => {
    const variant = variantOf(request.params.handle);
    if (!variant) return reply.code(404).send('Not found');
    return page(request, reply, variant.product, `<p>€${variant.price}</p>
      <form method="post" action="/cart/add">
        <input type="hidden" name="handle" value="${variant.handle}"><button>Add to cart</button>
      </form>`,
    [{ name: 'product_viewed', data: { productVariant: variantData(variant) } }]);
  });

  app.post('/cart/add', async (request, reply) => {
    const cart = (request.session.cart ??= { token: `hWN2${randomUUID().replaceAll('-', '')}`, lines: [] });
    const line = cart.lines.find(({ handle }) => handle === request.body.handle);
    if (line) line.quantity++;
    else cart.lines.push({ handle: request.body.handle, quantity: 1 });
    return reply.redirect('/cart', 303);
  });

  app.get('/cart', (request, reply) => {
    const { cart } = request.session;
    const lines = cart?.lines ?? [];
    const list = lines.map(({ handle, quantity }) => `<li>${quantity} × ${escapeHtml(variantOf(handle).product)}</li>`);
    return page(request, reply, 'Your cart', `<ul>${list.join('')}</ul>
      <form method="post" action="/checkout"><button>Check out</button></form>`,
    [{ name: 'cart_viewed', data: { cart: cart ? cartData(cart) : null } }]);
  });

  app.get('/cart.js', async (request) => cartReply(request.session.cart));
}

/** As `cart.js` answers: amounts are hundredths. */
function cartReply(cart = { token: '', lines: [] }) {
  return {
    token: cart.token && `${cart.token}?key=private`,
    currency: 'EUR',
    total_price: Math.round(totalOf(cart.lines) * 100),
    items: cart.lines.map(({ handle, quantity }) => {
      const { id, productId, product, price, sku } = variantOf(handle);
      return {
        id, variant_id: id, product_id: productId, product_title: product, quantity, sku,
        final_price: Math.round(price * 100), url: `/products/${handle}?variant=${id}`,
      };
    }),
  };
}

function addCheckout(app, page, { repeatsOrder }) {
  app.post('/checkout', async (request, reply) => {
    const { cart } = request.session;
    if (!cart) return reply.redirect('/cart', 303);
    const checkout = (request.session.checkout ??= { token: randomUUID().replaceAll('-', '') });
    checkout.lines = structuredClone(cart.lines);
    return reply.redirect(`/checkouts/cn/${checkout.token}`, 303);
  });

  app.get('/checkouts/cn/:token', (request, reply) => {
    const { checkout } = request.session;
    if (checkout?.token !== request.params.token) return reply.redirect('/cart');
    return page(request, reply, 'Checkout', `<form method="post"><button>Pay now</button></form>`,
      [{ name: 'checkout_started', data: { checkout: checkoutData(checkout) } }], { inCheckout: true });
  });

  app.post('/checkouts/cn/:token', async (request, reply) => {
    const { checkout } = request.session;
    if (checkout?.token !== request.params.token) return reply.redirect('/cart', 303);
    request.session.order = { ...checkout, orderId: `gid://shopify/OrderIdentity/53012345${Math.floor(Math.random() * 1e5)}` };
    delete request.session.cart;
    delete request.session.checkout;
    return reply.redirect(`/checkouts/cn/${checkout.token}/thank-you`, 303);
  });

  app.get('/checkouts/cn/:token/thank-you', (request, reply) => {
    const { order } = request.session;
    if (order?.token !== request.params.token) return reply.redirect('/');
    const isNew = !order.said || repeatsOrder;
    order.said = true;
    return page(request, reply, 'Thank you', '<p>We are packing.</p>',
      isNew ? [{ name: 'checkout_completed', data: { checkout: checkoutData(order) } }] : [], { inCheckout: true });
  });
}
