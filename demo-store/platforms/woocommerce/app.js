// A WooCommerce shop, as far as its storefront goes: its pages and body classes, its cart's cookies, the
// ajax of classic themes (`?wc-ajax=`), the Store API of block themes, an order-received page with its key.
// Facts are WooCommerce 10.0.2's (plugins/woocommerce): the mini-cart's fragments in sessionStorage, by the cart's
// hash, and their refresh in other tabs (client/legacy/js/frontend/cart-fragments.js); forms of variations, which ask
// `wc-ajax=get_variation` past woocommerce_ajax_variation_threshold (add-to-cart-variation.js); a form that posts to
// its page (templates/single-product/add-to-cart/). With `gtm4wp` the plugin of that name 1.22 speaks too: on the page
// and at each found_variation, by SKU if told so (js/frontend/gtm4wp-woocommerce.js). What else is copied is said there.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { pictureOf } from '../picture.js';
import { answering, createStandIn } from '../stand-in.js';
import { add, countOf, hashOf, setQuantity, totalOf } from './cart.js';
import { productOf, PRODUCTS } from './catalogue.js';
import { cartPage, checkoutPage, fragments, orderPage, productPage, shopPage, variationOf } from './pages.js';
import { answer, CART_TOKEN, NONCE } from './store-api.js';

const jquery = readFileSync(createRequire(import.meta.url).resolve('jquery/dist/jquery.min.js'));
const asset = (name) => readFileSync(fileURLToPath(new URL(`public/${name}`, import.meta.url)));
const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };

/**
 * @param {object} options
 * @param {'classic' | 'blocks'} [options.theme]
 * @param {string} [options.folder] where WordPress is: `/shop`
 * @param {boolean} [options.plain] without pretty permalinks for the API
 * @param {boolean} [options.delayed] an optimiser holds the theme's scripts back until the first touch
 * @param {boolean} [options.ajaxVariations] more of them than a page holds
 * @param {boolean} [options.batches] a block theme of a later release
 * @param {boolean} [options.gtm4wp] the dataLayer is filled by that plugin
 * @param {boolean} [options.consentApi] with the WordPress Consent API and a banner that asks
 */
export function createWooShop({ tag, distFolder, theme = 'classic', folder = '', plain = false, delayed = false, consentApi = false, ...more }) {
  const app = createStandIn({ distFolder });
  const site = { tag, theme, folder, delayed, consentApi, ...more, api: plain ? `${folder}/index.php?rest_route=/` : `${folder}/wp-json/` };
  const orders = [];
  app.addHook('onSend', async (request, reply) => setCartCookies(request.session, reply));
  app.register(async (routes) => {
    servePages(routes, site, orders);
    serveAjax(routes, site, orders);
    serveApi(routes);
    serveAssets(routes);
  }, { prefix: folder });
  return app;
}

// WC_Cart_Session::set_cart_cookies: there while the cart holds something, and readable.
function setCartCookies(session, reply) {
  const isFilled = countOf(session) > 0;
  if (!isFilled && !session.hadCart) return;
  session.hadCart = true;
  const end = isFilled ? '' : '; Max-Age=0';
  reply.header('set-cookie', `woocommerce_items_in_cart=1; Path=/${end}`);
  reply.header('set-cookie', `woocommerce_cart_hash=${hashOf(session)}; Path=/${end}`);
}

function servePages(routes, site, orders) {
  routes.get('/', (request, reply) => shopPage(reply, site, request.session));
  routes.get('/product/:slug/', (request, reply) => productPage(reply, site, request.session, productOf(request.params.slug), request.query));
  // The form of a product without ajax: the page comes back with a notice.
  routes.post('/product/:slug/', (request, reply) => {
    const { variation_id: variation, quantity, ...form } = request.body;
    const refusal = add(request.session, Number(variation || form['add-to-cart']), Number(quantity ?? 1));
    const notice = refusal ?? 'It has been added to your cart.';
    return productPage(reply, site, request.session, productOf(request.params.slug), form, notice);
  });
  routes.get('/cart/', (request, reply) => {
    if (!request.query.remove_item) return cartPage(reply, site, request.session);
    setQuantity(request.session, request.query.remove_item, 0);
    return reply.redirect(`${site.folder}/cart/`);
  });
  routes.post('/cart/', async (request, reply) => {
    await answering();
    for (const [name, value] of Object.entries(request.body)) {
      const key = /^cart\[(\w+)\]\[qty\]$/.exec(name)?.[1];
      if (key) setQuantity(request.session, key, Number(value));
    }
    return cartPage(reply, site, request.session);
  });
  routes.get('/checkout/', (request, reply) =>
    countOf(request.session) === 0 ? reply.redirect(`${site.folder}/cart/`) : checkoutPage(reply, site, request.session));
  // wc_clear_cart_after_payment: whoever sees the page with the order's key has an empty cart.
  routes.get('/checkout/order-received/:id/', (request, reply) => {
    const order = orders.find(({ id, key }) => String(id) === request.params.id && key === request.query.key);
    if (order) request.session.lines = [];
    return orderPage(reply, site, request.session, order);
  });
}

function serveAjax(routes, site, orders) {
  const actions = {
    add_to_cart({ session, body }) {
      const refusal = add(session, Number(body.product_id), Number(body.quantity ?? 1));
      return refusal ? { error: true, product_url: `${site.folder}/?refused=1` } : fragments(session, site);
    },
    remove_from_cart({ session, body }) {
      setQuantity(session, body.cart_item_key, 0);
      return fragments(session, site);
    },
    get_variation({ body }) {
      const product = PRODUCTS.find(({ id }) => String(id) === body.product_id);
      const variation = product.variations.find(({ colour }) => colour === body.attribute_pa_colour);
      return variation ? variationOf(site, product, variation) : 'false';
    },
    get_refreshed_fragments: ({ session }) => fragments(session, site),
    update_order_review: ({ session }) => ({ result: 'success', fragments: fragments(session, site).fragments }),
    checkout: ({ session, body }) => ({ result: 'success', redirect: placeOrder(session, site, orders, body.decline === '1') }),
  };
  routes.post('/', async (request, reply) => {
    await answering();
    const action = actions[request.query['wc-ajax']];
    return action ? action(request) : reply.code(400).send('0');
  });
}

function placeOrder(session, site, orders, failed) {
  const order = { id: 9127 + orders.length, key: `wc_order_private${orders.length}`, failed, total: totalOf(session) };
  orders.push(order);
  if (!failed) session.lines = []; // as gateways without a payment page do at once
  return `${site.folder}/checkout/order-received/${order.id}/?key=${order.key}`;
}

function serveApi(routes) {
  const handle = async (request, reply, route) => {
    const { method, headers: { nonce }, body, session } = request;
    const base = `http://${request.headers.host}${routes.prefix}/`;
    const [status, answered] = await answer(session, base, { method, route, nonce, body });
    return reply.code(status).headers({ 'Cart-Token': CART_TOKEN, Nonce: NONCE, 'cache-control': 'no-store' }).send(answered);
  };
  routes.all('/wp-json/*', (request, reply) => handle(request, reply, `/${request.params['*']}`));
  routes.all('/index.php', (request, reply) => handle(request, reply, request.query.rest_route));
}

function serveAssets(routes) {
  routes.get('/wp-includes/jquery.js', (_request, reply) => reply.type(TYPES.js).send(jquery));
  routes.get('/wp-content/uploads/*', (request, reply) => reply.type(TYPES.svg).send(pictureOf(request.params['*'])));
  for (const name of ['shop.css', 'classic.js', 'variations.js', 'blocks.js']) {
    routes.get(`/wp-content/themes/${name}`, (_request, reply) => reply.type(TYPES[name.split('.')[1]]).send(asset(name)));
  }
}
