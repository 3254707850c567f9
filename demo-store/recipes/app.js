// Serves the recipes: built files, pages that hold no more than a root, and for the headless one a stand-in
// of Shopify's Storefront API.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fastifyStatic from '@fastify/static';

import { answering, createStandIn, scriptJson, sendPage } from '../platforms/stand-in.js';
import { StorefrontApi } from './storefront-api.js';

const environment = ({ collector, writeKey = 'pk_demo' }) => `window.ENV = ${scriptJson({ COLLECTOR: collector, WRITE_KEY: writeKey })};`;

function createApp({ distFolder, folder }) {
  const app = createStandIn({ distFolder });
  app.register(fastifyStatic, { root: join(folder, 'public'), prefix: '/public/', decorateReply: false, cacheControl: false });
  return app;
}

/** A single-page shop: every address is the same page. */
export function createReactShop(options) {
  const app = createApp(options);
  app.get('/*', (request, reply) => sendPage(reply, {
    title: 'React', head: `<script>${environment(options)}</script>`,
    body: '<div id="root"></div><script type="module" src="/public/main.js"></script>',
  }));
  return app;
}

export function createHydrogenShop({ folder, ...options }) {
  const app = createApp({ folder, ...options });
  const api = new StorefrontApi();
  app.post('/api/2026-10/graphql.json', async (request, reply) => {
    await answering();
    return reply.send({ data: api.answer(request.body, `http://${request.host}`) });
  });
  app.get('/checkouts/:id', (request, reply) => sendPage(reply, { title: 'Checkout', body: '<h1>Checkout of another host</h1>' }));
  app.get('/products/:handle', async (request, reply) => {
    const { render } = await import(pathToFileURL(join(folder, 'server/server.mjs')).href);
    const data = { handles: api.handles, product: api.product(request.params.handle) };
    return sendPage(reply, {
      title: data.product.title, head: `<script>${environment(options)} window.DATA = ${scriptJson(data)};</script>`,
      body: `<div id="root">${render(data)}</div><script type="module" src="/public/client.js"></script>`,
    });
  });
  return app;
}

export function createModulesShop({ folder, ...options }) {
  const app = createStandIn(options);
  app.register(fastifyStatic, { root: join(folder, 'node_modules'), prefix: '/node_modules/', decorateReply: false, cacheControl: false });
  const page = readFileSync(join(folder, 'index.html'), 'utf8').replace('/* ENV */', () => environment(options));
  app.get('/products/:id', (request, reply) => reply.type('text/html; charset=utf-8').send(page));
  app.get('/main.js', (request, reply) => reply.type('text/javascript').send(readFileSync(join(folder, 'main.js'))));
  return app;
}
