// Lets the open pages of a shop load themselves again, for `npm run dev` (demo-store/dev.mjs). It ends the servers and
// starts them anew after each change: a page whose connection is lost tries again, and hears of another server.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const script = readFileSync(new URL('./reload-page.js', import.meta.url));
const RETRY_MS = 200;

/** @param {import('fastify').FastifyInstance} app a shop, before it listens */
export function addReload(app) {
  const server = randomUUID();
  const tag = `<script type="module" src="/dev/reload.js?of=${server}"></script>`;
  app.get('/dev/reload.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
  app.get('/dev/server', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    reply.raw.write(`retry: ${RETRY_MS}\ndata: ${server}\n\n`);
  });
  app.addHook('onSend', async (_request, reply, payload) => (isPage(reply, payload) ? payload.replace('</head>', () => `${tag}</head>`) : payload));
}

/** A theme also asks for parts of a page, which have no head. */
const isPage = (reply, payload) => typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html');
