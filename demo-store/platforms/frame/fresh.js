// A way to start afresh, of the demo shop and of each stand-in: a page that forgets who the shopper is, and leads on.

import { readFileSync } from 'node:fs';

const script = readFileSync(new URL('./forget.js', import.meta.url));
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Starting afresh</title><link rel="icon" href="data:,">
<script type="module" src="/qa-strip/fresh.js"></script></head><body><main><h1>Starting afresh …</h1></main></body></html>`;

/** @param {import('fastify').FastifyInstance} app GET /qa-strip/fresh?to=/cart */
export function addFreshStart(app) {
  app.get('/qa-strip/fresh', (_request, reply) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(PAGE));
  app.get('/qa-strip/fresh.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
}
