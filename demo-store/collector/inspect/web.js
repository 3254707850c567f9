// What browsers need around the API: CORS for the shops, headers that keep the
// inspector safe from the data it shows, and the inspector's files themselves.

import { fileURLToPath } from 'node:url';
import cors from '@fastify/cors';
import serveStatic from '@fastify/static';

const inspectorFolder = fileURLToPath(new URL('../../inspector/', import.meta.url));

const contentSecurityPolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

/** What pages write, and what QA's pages read. All else a shop reads with a token, and no page of another origin may. */
const OPEN = /^\/v1\/(events|stream|summary)(\?|$)/;

/** DELETE is left out on purpose: no page of another origin may empty the database. */
export function addCors(app, origins) {
  const isAllowed = (origin) => origins.includes('*') || origins.includes(origin);
  const options = { methods: ['GET', 'POST'], allowedHeaders: ['content-type', 'last-event-id'], exposedHeaders: ['retry-after'], credentials: false, maxAge: 600 };
  app.register(cors, () => ({ url, headers }, done) => done(null, { ...options, origin: OPEN.test(url) && isAllowed(headers.origin) }));
}

export function addSecurityHeaders(app) {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });
}

export function addInspector(app) {
  app.register(serveStatic, { root: inspectorFolder, prefix: '/inspector/', cacheControl: false });
  for (const path of ['/', '/inspector']) {
    app.get(path, async (request, reply) => reply.redirect('/inspector/'));
  }
}
