// The common ground of the platform stand-ins: shops that behave as a platform's shops do, with its
// routes, its timings and a theme written as its themes are. They stand in for clouds that can't run
// here, so that Kago's observers can be tried and tested; each says in its own app.js what it copies.

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import fastify from 'fastify';
import fastifyStatic from '@fastify/static';

const SESSION_COOKIE = 'stand_in_session';
/** What a shop's server takes for a cart request. */
const ANSWER_MS = 30;

/**
 * A fastify app that serves the built SDK under /kago/, knows its shopper (`request.session`, an object of
 * the shopper's own, empty at first) and reads forms of both kinds (`request.body`, plain objects).
 * @param {{ distFolder: string }} options
 */
export function createStandIn({ distFolder }) {
  const sessions = new Map();
  const app = fastify({ logger: false });
  app.register(fastifyStatic, { root: distFolder, prefix: '/kago/', cacheControl: false });
  app.decorateRequest('session', null);
  app.addHook('onRequest', async (request, reply) => {
    const id = cookieOf(request, SESSION_COOKIE) ?? randomUUID();
    if (!sessions.has(id)) sessions.set(id, {});
    request.session = sessions.get(id);
    reply.header('set-cookie', `${SESSION_COOKIE}=${id}; Path=/; SameSite=Lax`);
  });
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data']) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, async (request, body) => {
      const form = await new Response(body, { headers: { 'content-type': request.headers['content-type'] } }).formData();
      return Object.fromEntries(form);
    });
  }
  return app;
}

/** The time that a cart request takes. */
export const answering = () => wait(ANSWER_MS);

export function cookieOf(request, name) {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/).map((pair) => pair.split('='));
  return cookies.find(([key]) => key === name)?.[1];
}

/** Sends a page; `tag` is what the shop's developer has pasted. */
export function sendPage(reply, { title, tag = '', head = '', bodyClass = '', body }) {
  return reply.type('text/html; charset=utf-8').send(`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(title)}</title>
  <link rel="icon" href="data:,">
  ${tag}
  ${head}
</head>
<body class="${bodyClass}">
${body}
</body>
</html>`);
}

export function escapeHtml(text) {
  return String(text).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
}

/** JSON for a script element. */
export const scriptJson = (value) => JSON.stringify(value).replaceAll('<', '\\u003c');
