// What browsers need around the API: CORS for the pages that write, headers that keep the inspector safe from the data it
// shows, and the files of the collector's own pages. They are plain modules, rendered by lit-html: small, well kept, it
// escapes what it shows, keeps focus in keyed lists, and needs no build.

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import cors from '@fastify/cors';
import serveStatic from '@fastify/static';

const folderOf = (name) => fileURLToPath(new URL(`../${name}/`, import.meta.url));
/** Above `node/`, which is what it gives to node. */
const litFolder = dirname(dirname(createRequire(import.meta.url).resolve('lit-html')));

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
  const isPost = ({ method, url }) => (method === 'POST' || method === 'OPTIONS') && ['/v1/events', '/v1/recover', '/v1/qa/trace'].includes(url.split('?')[0]);
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

const addFolder = (app, root, prefix) => app.register(serveStatic, { root, prefix, cacheControl: false, decorateReply: false });

/** What the pages for people are made of. */
export function addAssets(app) {
  addFolder(app, folderOf('assets'), '/assets/');
  addFolder(app, litFolder, '/assets/lit-html/');
}

/** They ask for a token themselves, and read what it may. */
export function addMarketingPages(app) {
  addFolder(app, folderOf('marketing/pages'), '/marketing/');
}

export function addInspector(app) {
  addFolder(app, folderOf('inspector'), '/inspector/');
  for (const path of ['/', '/inspector']) {
    app.get(path, async (request, reply) => reply.redirect('/inspector/'));
  }
}
