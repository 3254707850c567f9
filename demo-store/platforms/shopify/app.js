// Stands in for a Shopify online store: its Ajax API with a cart per shopper, product JSON, section
// replies, markets in folders, the globals of `content_for_header`, the Customer Privacy API, the "buy it
// now" button and the way into checkout, under a theme in two flavours. `dawn` is written as Dawn and its
// many relatives are (fetch without `.js`, pubsub, no standard events), `horizon` as themes of 2026 are
// (standard storefront events before each request, `view-event-payload`, quick view). Facts:
// shopify.dev/docs/api/ajax, …/storefront-events-and-actions, …/customer-privacy; for what the themes do,
// github.com/Shopify/dawn at 9ccdacf (assets/product-info.js, product-form.js, quick-add.js, global.js) and
// github.com/Shopify/horizon at e038e9b (assets/variant-picker.js, product-form.js, quick-add.js,
// snippets/mega-menu-list.liquid, quick-add-modal.liquid). What it leaves out: discounts, selling plans, Shop Pay,
// and all that comes after the first page of the checkout.

import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { answering, createStandIn } from '../stand-in.js';
import { Refusal, add, cartJson, cartOf, change, lineJson, update } from './cart.js';
import { byHandle, byVariant, markets, priceIn, productJson, variantJson } from './catalogue.js';
import { sendCart, sendCheckout, sendHome, sendProduct, sectionsOf } from './pages.js';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * @param {object} options
 * @param {string} options.tag what the shop's developer has pasted
 * @param {'dawn' | 'horizon'} [options.theme] `?theme=horizon` in an address changes it for a shopper
 * @param {boolean} [options.themeScripts] false: the theme's JavaScript didn't load
 * @param {boolean} [options.designMode] the theme editor shows the shop
 * @param {'opt_in' | 'opt_out' | 'missing'} [options.privacy] what the shopper's region asks for; `missing`: no API
 * @param {string} [options.csp] the shop's Content Security Policy; ORIGIN stands for its own
 * @param {number} [options.variantsListed] how many variants `products/<handle>.js` and the page's data have of a product
 * @param {string} [options.caching] `Cache-Control` of what is read, as a proxy before the shop may write it
 */
export function createShopifyShop({ distFolder, tag, theme = 'dawn', themeScripts = true, designMode = false, privacy = 'opt_out', csp, caching, variantsListed = 250 }) {
  const app = createStandIn({ distFolder });
  app.register(fastifyStatic, { root: folder('public/'), prefix: '/theme/', decorateReply: false, cacheControl: false });
  app.register(fastifyStatic, { root: folder('../../storefront/public/images/'), prefix: '/cdn/', decorateReply: false });
  readForms(app);
  app.addHook('onRequest', async (request, reply) => {
    if (request.query.theme) request.session.theme = request.query.theme;
    if (csp) reply.header('content-security-policy', csp.replaceAll('ORIGIN', `http://${request.headers.host}`));
    if (caching && request.method === 'GET') reply.header('cache-control', caching);
  });
  for (const market of markets) {
    const shop = { market, variantsListed, tag, themeScripts, designMode, privacy, themeOf: ({ session }) => session.theme ?? theme };
    app.register(async (scope) => {
      storefront(scope, shop);
      cartApi(scope, shop);
      checkouts(scope, shop);
    }, { prefix: market.root.slice(0, -1) });
  }
  return app;
}

// Forms of a cart repeat `updates[]`.
function readForms(app) {
  const types = ['application/x-www-form-urlencoded', 'multipart/form-data'];
  app.removeContentTypeParser(types);
  app.addContentTypeParser(types, { parseAs: 'buffer' }, async (request, body) => {
    const form = await new Response(body, { headers: { 'content-type': request.headers['content-type'] } }).formData();
    const read = { ...Object.fromEntries(form), updates: form.has('updates[]') ? form.getAll('updates[]') : undefined };
    for (const [name, value] of form) {
      const property = /^properties\[(.+)\]$/.exec(name)?.[1];
      if (property && value) (read.properties ??= {})[property] = value;
    }
    return read;
  });
}

function storefront(app, shop) {
  app.get('/', (request, reply) => sendHome(shop, request, reply));
  app.get('/products/:handle', (request, reply) => {
    const { handle } = request.params;
    const product = byHandle(handle.replace(/\.js$/, ''));
    if (!product) return reply.code(404).send();
    if (handle.endsWith('.js')) return reply.type('text/javascript; charset=utf-8').send(JSON.stringify(productJson(product, shop.market, shop.variantsListed)));
    return sendProduct(shop, request, reply, product);
  });
  // Not documented, but asked for by the scripts of many themes.
  app.get('/variants/:id.js', (request, reply) => {
    const found = byVariant(request.params.id);
    if (!found) return reply.code(404).send();
    const json = variantJson(found.product, found.variant, priceIn(shop.market, found.variant.price));
    return reply.type('text/javascript; charset=utf-8').send(JSON.stringify(json));
  });
  app.get('/cart', (request, reply) => sendCart(shop, request, reply));
}

function cartApi(app, shop) {
  const { market } = shop;
  for (const path of ['/cart.js', '/cart.json']) {
    app.get(path, async (request, reply) => sendJson(reply, cartJson(cartOf(request.session), market)));
  }
  const writes = {
    add: (cart, body) => {
      const lines = (body.items ?? [body]).map((item) => lineJson(add(cart, item), market));
      return body.items ? { items: lines } : lines[0];
    },
    change: (cart, body) => { change(cart, body); return cartJson(cart, market); },
    update: (cart, body) => { update(cart, body.updates ?? {}); return cartJson(cart, market); },
    clear: (cart) => { cart.lines = []; return cartJson(cart, market); },
  };
  // The link "remove" of a theme whose JavaScript doesn't run.
  app.get('/cart/change', async (request, reply) => answer(shop, request, reply, () => change(cartOf(request.session), request.query)));
  for (const [name, write] of Object.entries(writes)) {
    for (const ending of ['', '.js', '.json']) {
      app.post(`/cart/${name}${ending}`, async (request, reply) => {
        await answering();
        return answer(shop, request, reply, () => write(cartOf(request.session), request.body ?? {}));
      });
    }
  }
}

/** A browser that follows a form gets the cart page; a theme that asks for JSON gets it. */
function answer(shop, request, reply, write) {
  const wantsJson = /json|javascript/.test(request.headers.accept ?? '') || /\.js(on)?$/.test(request.url);
  try {
    const result = write();
    if (!wantsJson) return reply.redirect(`${shop.market.root}cart`);
    const { sections } = request.body ?? {};
    return sendJson(reply, sections ? { ...result, sections: sectionsOf(shop, request, sections) } : result);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const told = { status: 422, message: error.message, description: error.message, errors: error.message };
    return wantsJson ? sendJson(reply.code(422), told) : reply.code(422).type('text/html').send(`<h1>422</h1><p>${error.message}`);
  }
}

const sendJson = (reply, value) => reply.type('application/json; charset=utf-8').send(JSON.stringify(value));

function checkouts(app, { market }) {
  const addressOf = (token) => `${market.root}checkouts/cn/${token}`;
  const newToken = () => randomBytes(16).toString('hex');
  app.post('/cart', async (request, reply) => {
    const { updates, checkout } = request.body;
    if (updates) update(cartOf(request.session), updates);
    return reply.redirect(checkout === undefined ? `${market.root}cart` : `${market.root}checkout`);
  });
  app.get('/checkout', async (request, reply) => {
    await answering();
    const { session } = request;
    if (cartOf(session).lines.length === 0) return reply.redirect(`${market.root}cart`);
    session.checkout ??= newToken(); // stays the same when the cart is edited and checkout entered again
    return reply.redirect(addressOf(session.checkout));
  });
  /** "Buy it now" makes a checkout of its own, which the cart knows nothing of. */
  const buy = (session, variant, quantity) => {
    const token = newToken();
    (session.bought ??= {})[token] = [{ id: Number(variant), quantity: Number(quantity), key: token }];
    return addressOf(token);
  };
  app.post('/wallets/checkouts.json', async (request, reply) => {
    await answering();
    const [{ variant_id: variant, quantity }] = request.body.checkout.line_items;
    return reply.code(201).send({ checkout: { web_url: buy(request.session, variant, quantity) } });
  });
  app.get('/cart/:permalink', async (request, reply) => {
    const [, variant, quantity] = /^(\d+):(\d+)$/.exec(request.params.permalink) ?? [];
    return byVariant(variant) ? reply.redirect(buy(request.session, variant, quantity)) : reply.code(404).send();
  });
  app.get('/checkouts/cn/:token', (request, reply) => {
    const lines = request.session.bought?.[request.params.token] ?? cartOf(request.session).lines;
    return sendCheckout(market, reply, lines);
  });
}
