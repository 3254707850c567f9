// A plain HTML shop on no platform: pages and forms that its own server renders, a few lines of script on
// the cart page, and data-kago-* attributes on what is there (docs/platforms/html.md).

import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { pictureOf } from '../picture.js';
import { createStandIn, sendPage } from '../stand-in.js';
import { CATALOGUE, productOf, totalOf } from './catalogue.js';
import { cartHtml, cartPage, homePage, orderPage, productPage } from './pages.js';

const publicFolder = fileURLToPath(new URL('public/', import.meta.url));

/**
 * @param {{ tag: string, distFolder: string, cacheControl?: string, answerMs?: number }} options `tag`: what the shop's
 * developer has pasted; `answerMs`: what a change of the cart takes
 */
export function createHtmlShop({ tag, distFolder, cacheControl = 'no-store', answerMs = 30 }) {
  const app = createStandIn({ distFolder });
  app.register(fastifyStatic, { root: publicFolder, prefix: '/assets/', decorateReply: false });
  app.get('/assets/:slug(^[a-z-]+).svg', (request, reply) => reply.type('image/svg+xml').send(pictureOf(request.params.slug)));
  const head = '<link rel="stylesheet" href="/assets/shop.css">';
  const page = (reply, title, body) => sendPage(reply.header('cache-control', cacheControl), { title, tag, head, body });
  const cartOf = (request) => (request.session.cart ??= []);

  app.get('/', (request, reply) => page(reply, 'Hanare', homePage(CATALOGUE, cartOf(request))));
  app.get('/products/:handle', (request, reply) => {
    const product = productOf(request.params.handle);
    return product ? page(reply, product.name, productPage(product, cartOf(request))) : reply.code(404).send('not found');
  });
  app.get('/cart', (request, reply) => page(reply, 'Cart', cartPage(cartOf(request), request.query.refused)));
  app.post('/cart/add', async (request, reply) => {
    await wait(answerMs);
    const refused = change(cartOf(request), request.body.id, Number(request.body.quantity));
    return reply.redirect(refused ? '/cart?refused=1' : '/cart', 303);
  });
  // The cart page's own script asks for this and shows the answer.
  app.post('/cart/change', async (request, reply) => {
    await wait(answerMs);
    const lines = cartOf(request);
    const line = lines.find(({ id }) => id === request.body.id);
    if (line) line.quantity = Number(request.body.quantity);
    request.session.cart = lines.filter(({ quantity }) => quantity > 0);
    return reply.type('text/html; charset=utf-8').send(cartHtml(request.session.cart));
  });
  app.get('/checkout', (request, reply) => page(reply, 'Checkout', `<main><h1>Checkout</h1>
    <p data-test="due">${totalOf(cartOf(request))} EUR</p>
    <form action="/checkout" method="post">
      <label>E-mail <input name="email" value="private@shop.example"></label>
      <button data-test="place-order">Place order</button>
    </form></main>`));
  app.post('/checkout', async (request, reply) => {
    request.session.order = { id: `H-${++orders}`, lines: cartOf(request) };
    request.session.cart = [];
    return reply.redirect('/thanks', 303);
  });
  app.get('/thanks', (request, reply) => page(reply, 'Thank you', orderPage(request.session.order)));
  let orders = 1000;
  return app;
}

/** True when the shop hasn't that many. */
function change(lines, id, more) {
  const known = lines.find((line) => line.id === id);
  if (!(more > 0) || (known?.quantity ?? 0) + more > productOf(id).stock) return true;
  if (known) known.quantity += more;
  else lines.push({ id, quantity: more });
  return false;
}
