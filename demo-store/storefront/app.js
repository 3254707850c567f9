// The demo shop's server. It only hands out files, and plays bad networks for testers: the cart and the orders live in the
// shopper's browser, so that any number of testers can use one process and a restart loses nothing.
// It doesn't listen; main.js does, and tests pick their own port.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import fastifyStatic from '@fastify/static';
import { addFreshStart } from '../platforms/frame/fresh.js';
import { contentSecurityPolicy } from './csp.js';
import { registerFaults } from './faults.js';
import { composePage } from './pages.js';
import { findProduct } from './public/shop/products.js';

// For Japanese where the shopper's machine has no font for it. A browser loads the few parts of it that a page needs.
const FONT_FOLDER = dirname(fileURLToPath(import.meta.resolve('@fontsource-variable/noto-sans-jp/wght.css')));
const PUBLIC_FOLDER = fileURLToPath(new URL('./public/', import.meta.url));
const EVENTS_PATH = '/v1/events';

/**
 * @param {object} options
 * @param {string} options.collectorUrl where events go; an address without a path gets `/v1/events`
 * @param {string} options.distFolder the built SDK: full.js, kago.js, stub.js, kago.wasm, ...
 * @param {string} [options.writeKey]
 */
export function createStorefront({ collectorUrl, distFolder, writeKey = 'pk_demo' }) {
  const config = { collector: eventsUrl(collectorUrl), writeKey };
  const stub = readFileSync(join(distFolder, 'stub.js'), 'utf8').trim();
  const app = fastify({ logger: false });
  app.register(fastifyStatic, { root: PUBLIC_FOLDER, ...FRESH });
  app.register(fastifyStatic, { root: FONT_FOLDER, prefix: '/fonts/', decorateReply: false });
  app.register(fastifyStatic, { root: distFolder, prefix: '/kago/', decorateReply: false, ...FRESH });
  app.get('/config.js', (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(configModule(config)));
  addFreshStart(app);
  registerPages(app, { ...config, stub });
  registerFaults(app, config.collector);
  return app;
}

// A rebuilt SDK must be seen at the next reload. Not `no-store`: that would shut the pages out of
// the back/forward cache, which is one of the things to test here.
const FRESH = { cacheControl: false, setHeaders: (response) => response.setHeader('cache-control', 'no-cache') };

function registerPages(app, values) {
  const page = (name) => servePage(name, values);
  const unknownPage = page('unknown');
  const unlessUnknown = (handler) => (request, reply) =>
    findProduct(request.params.handle) ? handler(request, reply) : unknownPage(request, reply.code(404));

  app.get('/', page('list'));
  app.get('/products/:handle', unlessUnknown(page('product')));
  app.get('/tag/products/:handle', unlessUnknown(page('tag-product')));
  app.get('/cart', page('cart'));
  app.get('/checkout', page('checkout'));
  app.get('/orders', page('orders'));
  app.get('/orders/:id', page('order'));
  app.get('/orders/:id/confirmed', page('confirmed'));
  app.setNotFoundHandler((request, reply) => unknownPage(request, reply.code(404)));
}

function servePage(name, values) {
  const html = composePage(name, values);
  const policy = contentSecurityPolicy(html, new URL(values.collector).origin);
  return (_request, reply) => reply
    .headers({
      'content-security-policy': policy,
      'cache-control': 'no-cache',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-content-type-options': 'nosniff',
    })
    .type('text/html; charset=utf-8')
    .send(html);
}

function eventsUrl(collectorUrl) {
  const url = new URL(collectorUrl);
  if (url.pathname === '/') url.pathname = EVENTS_PATH;
  return url.href;
}

function configModule(config) {
  return `// Made by the server: where this shop's events go.\nexport default ${JSON.stringify(config)};\n`;
}
