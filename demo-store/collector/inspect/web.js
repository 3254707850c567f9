// What browsers need around the API: CORS for the pages that write, headers that keep the inspector safe from the data it
// shows, and the inspector's files themselves.

import { fileURLToPath } from 'node:url';
import cors from '@fastify/cors';
import serveStatic from '@fastify/static';

const inspectorFolder = fileURLToPath(new URL('../inspector/', import.meta.url));

const contentSecurityPolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

/**
 * A page may read the answer to its own post, whichever page it is: one that may not write has to learn so (access/origins.js).
 * Nothing else is for pages of another origin.
 */
export function addCors(app) {
  const options = { methods: ['POST'], allowedHeaders: ['content-type'], exposedHeaders: ['retry-after'], credentials: false, maxAge: 600 };
  const isPost = ({ method, url }) => (method === 'POST' || method === 'OPTIONS') && ['/v1/events', '/v1/recover'].includes(url.split('?')[0]);
  app.register(cors, () => (request, done) => done(null, { ...options, origin: isPost(request) }));
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
