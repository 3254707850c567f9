// A shop as Adobe Commerce (Magento 2) with its Luma theme serves it, as far as a tracker can tell: RequireJS
// and Knockout, sections of customer data in localStorage that the theme reloads after each POST, the
// minicart, the checkout with its REST calls, a payment on another host, the success page that shows a number and no
// more. Facts are Magento 2.4.6's: Magento_Customer/js/customer-data.js (the copy, when it is thrown away and when it is
// reloaded), Magento_Checkout/etc/frontend/sections.xml (by which requests), Magento_Checkout/js/view/minicart.js,
// Magento\Checkout\CustomerData\Cart and DefaultItem (the section), Magento\Customer\CustomerData\Section\Identifier
// (`data_id`: the server's seconds).

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';

import { pictureOf } from '../picture.js';
import { answering, createStandIn, sendPage } from '../stand-in.js';
import { Quote } from './cart.js';
import { bySlug, products } from './catalogue.js';
import { cartPage, checkoutPage, frame, listPage, productPage, STATIC, successPage } from './pages.js';

const here = dirname(fileURLToPath(import.meta.url));
const { resolve } = createRequire(import.meta.url);
const LIBRARIES = {
  'requirejs/require.js': resolve('requirejs/require.js'),
  'jquery.js': resolve('jquery/dist/jquery.js'),
  'knockoutjs/knockout.js': resolve('knockout/build/output/knockout-latest.js'),
};

/**
 * @param {{ tag: string, distFolder: string, currency?: string, tellsCurrency?: boolean }} options
 * `tellsCurrency`: whether product pages name it for search engines.
 */
export function createAdobeShop({ tag, distFolder, currency = 'EUR', tellsCurrency = true }) {
  const app = createStandIn({ distFolder });
  const shop = { tag, currency, tellsCurrency };
  app.register(fastifyStatic, { root: join(here, 'theme'), prefix: `${STATIC}/`, decorateReply: false, cacheControl: false });
  for (const [name, file] of Object.entries(LIBRARIES)) {
    app.get(`${STATIC}/lib/${name}`, (request, reply) => reply.sendFile(file.split('/').pop(), dirname(file)));
  }
  app.addHook('onRequest', async ({ session }) => {
    session.quote ??= new Quote({ currency });
    session.orders ??= [];
  });
  pages(app, shop);
  cartRoutes(app);
  checkoutRoutes(app);
  return app;
}

function pages(app, shop) {
  const send = (reply, page) => sendPage(reply, frame(shop, page));
  app.get('/', (request, reply) => send(reply, listPage(products)));
  app.get('/:slug(^[a-z-]+).html', (request, reply) => {
    const product = bySlug(request.params.slug);
    return product ? send(reply, productPage(product, shop, `http://${request.host}`)) : reply.code(404).send();
  });
  app.get('/checkout/cart', (request, reply) => send(reply, cartPage(request.session.quote)));
  app.get('/checkout', (request, reply) =>
    request.session.quote.lines.length > 0 ? send(reply, checkoutPage(request.session.quote)) : reply.redirect('/checkout/cart'));
  app.get('/checkout/onepage/success', (request, reply) => {
    const order = request.session.orders.at(-1);
    return order ? send(reply, successPage(order)) : reply.redirect('/checkout/cart');
  });
  app.get('/media/*', (request, reply) => {
    const product = products.find(({ image }) => image === request.url.split('?')[0]);
    return reply.type('image/svg+xml').send(pictureOf(product?.slug ?? request.url, product?.colour));
  });
}

function cartRoutes(app) {
  app.post('/checkout/cart/add', async (request, reply) => {
    await answering();
    const refused = request.session.quote.add(request.body);
    // Refused: the page is told to load itself anew, where the message is shown.
    return reply.send(refused ? { backUrl: request.headers.referer } : []);
  });
  app.post('/checkout/sidebar/updateItemQty', async (request, reply) => {
    await answering();
    const refused = request.session.quote.update(request.body.item_id, Number(request.body.item_qty));
    return reply.send(refused ? { success: false, error_message: refused } : { success: true });
  });
  app.post('/checkout/sidebar/removeItem', async (request, reply) => {
    await answering();
    const refused = request.session.quote.update(request.body.item_id, 0);
    return reply.send(refused ? { success: false, error_message: refused } : { success: true });
  });
  app.post('/checkout/cart/updatePost', async (request, reply) => {
    await answering();
    for (const [name, qty] of Object.entries(request.body)) {
      const id = /^cart\[(\d+)\]\[qty\]$/.exec(name)?.[1];
      if (id) request.session.quote.update(id, Number(qty));
    }
    return reply.redirect('/checkout/cart');
  });
  app.get('/customer/section/load/', async (request, reply) => {
    await answering();
    const dataId = Math.floor(Date.now() / 1000);
    return reply.header('cache-control', 'no-store').send({ cart: request.session.quote.section(`http://${request.host}`, dataId) });
  });
}

/** The shopper's order; the quote is used up with it. */
function placeOrder(session) {
  const number = String(12 + session.orders.length).padStart(9, '0');
  session.orders.push(number);
  session.quote = new Quote(session.quote);
  return number;
}

function checkoutRoutes(app) {
  // As PayPal Express: the shopper leaves by GET, pays on a page of another host, and comes back by GET.
  app.get('/paypal/express/start', (request, reply) =>
    sendPage(reply, { title: 'Pay', body: '<a href="/paypal/express/return" data-test="pay">Pay now</a>' }));
  app.get('/paypal/express/return', ({ session }, reply) => {
    placeOrder(session);
    return reply.redirect('/checkout/onepage/success');
  });
  app.post('/rest/default/V1/guest-carts/:id/shipping-information', async ({ session }, reply) => {
    await answering();
    session.quote.ship();
    return reply.send({ payment_methods: [{ code: 'checkmo', title: 'Check / Money order' }], totals: session.quote.totals() });
  });
  app.post('/rest/default/V1/guest-carts/:id/payment-information', async ({ session }, reply) => {
    await answering();
    return reply.send(JSON.stringify(String(Number(placeOrder(session)))));
  });
}
