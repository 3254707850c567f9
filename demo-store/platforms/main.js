// Runs the platform stand-ins as a process of its own, each on a port, and a page that leads to them.
//   KAGO_PLATFORM_PORTS  ports on 127.0.0.1: the page's, then one for each of SHOPS
//   KAGO_COLLECTOR_URL   where the pages send their events (http://127.0.0.1:8081/v1/events)

import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { sendPage, escapeHtml } from './stand-in.js';
import { SHOPS } from './shops.js';

const HOST = '127.0.0.1';
const DIST_FOLDER = fileURLToPath(new URL('../../dist/', import.meta.url));
const STOP_TIMEOUT_MS = 1500;

const collectorUrl = process.env.KAGO_COLLECTOR_URL ?? 'http://127.0.0.1:8081/v1/events';
const [indexPort, ...ports] = (process.env.KAGO_PLATFORM_PORTS ?? '').split(',').map(Number);

const tagOf = (data) => {
  const all = { collector: collectorUrl, 'write-key': 'pk_demo', debug: '', ...data };
  const attributes = Object.entries(all).map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`);
  return `<script async src="/kago/kago.js"${attributes.join('')}></script>`;
};

const shops = SHOPS.map(({ create, data, options, ...shop }) => ({
  ...shop,
  app: create({ distFolder: DIST_FOLDER, tag: tagOf(data), ...options }),
}));

const STYLE = `<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #2b2622; background: #faf7f2; }
  main { max-width: 44rem; margin: 3rem auto; padding: 0 1.25rem; }
  ul { list-style: none; padding: 0; display: grid; gap: .75rem; }
  li { background: #fff; border: 1px solid #e5ddd1; border-radius: 8px; padding: .9rem 1.1rem; }
  li p { margin: .2rem 0 0; color: #6b625a; }
  a { color: #7a3b1d; font-weight: 600; }
</style>`;

const index = fastify({ logger: false });
index.get('/', (_request, reply) => sendPage(reply, { title: 'Platform stand-ins', head: STYLE, body: indexBody() }));

const apps = [index, ...shops.map(({ app }) => app)];
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);

try {
  for (const [i, { app }] of shops.entries()) await app.listen({ host: HOST, port: ports[i] ?? 0 });
  await index.listen({ host: HOST, port: indexPort || 0 });
  console.log(`platforms listening on ${addressOf(index)}`);
} catch (error) {
  console.error(`The platform stand-ins can't listen: ${error.message} (KAGO_PLATFORM_PORTS)`);
  process.exit(1);
}

function addressOf(app) {
  return `http://${HOST}:${app.server.address().port}`;
}

function indexBody() {
  const items = shops.map(({ title, about, path = '/', app }) =>
    `<li><a href="${addressOf(app)}${path}">${escapeHtml(title)}</a><p>${escapeHtml(about)}</p></li>`);
  return `<main><h1>Platform stand-ins</h1>
<p>Shops that behave as each platform's shops do, with the one tag pasted. Walk through one and watch <a href="${escapeHtml(new URL('/inspector/', collectorUrl).href)}">the inspector</a>.</p>
<ul>${items.join('\n')}</ul></main>`;
}

// Browsers keep connections open, which would hold up a polite close for longer than a tester waits.
function stop() {
  setTimeout(() => process.exit(0), STOP_TIMEOUT_MS).unref();
  for (const app of apps) app.server.closeAllConnections();
  Promise.all(apps.map((app) => app.close())).then(() => process.exit(0));
}
