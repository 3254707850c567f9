// What a stand-in has around it for whoever tries Kago, and no shop of that platform: the testers' strip, a way to start
// afresh, and a style sheet below the theme's own. The server puts it into each page on its way out, so the theme's
// markup is the same without it (the tests of observers have none).

import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { escapeHtml } from '../stand-in.js';
import { addFreshStart } from './fresh.js';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
const PREFIX = '/qa-strip/';
const FIRST = `<script src="${PREFIX}hear.js"></script><link rel="stylesheet" href="${PREFIX}looks.css">`;

/**
 * @param {import('fastify').FastifyInstance} app a stand-in, before it listens
 * @param {{ shop: string, collector: string, guide: string, kind?: string }} options the collector's name of it, two origins, and its `kind` (shops.js)
 */
export function addFrame(app, options) {
  // Kago takes a script with data-collector for its own tag.
  const attributes = Object.entries(options).map(([name, value]) => ` data-qa-${name}="${escapeHtml(value)}"`).join('');
  // Shown with the page, not after it: the shop would move under the shopper's pointer.
  const strip = `<script type="module" blocking="render" src="${PREFIX}strip.js"${attributes}></script>`;
  app.register(fastifyStatic, { root: folder('public/'), prefix: PREFIX, cacheControl: false, decorateReply: false });
  // The demo shop's strip is made of the same parts.
  app.register(fastifyStatic, { root: folder('../../storefront/public/'), prefix: `${PREFIX}madobe/`, cacheControl: false, decorateReply: false });
  addFreshStart(app);
  app.addHook('onSend', async (request, reply, payload) => (isPage(request, reply, payload) ? framed(payload, strip) : payload));
}

/** A theme also asks for parts of a page. */
const isPage = ({ url }, reply, payload) =>
  !url.startsWith(PREFIX) && String(reply.getHeader('content-type')).startsWith('text/html') && typeof payload === 'string' && /^<!doctype/i.test(payload);

/** The theme's own sheets come later, and win. */
const framed = (html, strip) => html.replace('<head>', () => `<head>${FIRST}${strip}`);
