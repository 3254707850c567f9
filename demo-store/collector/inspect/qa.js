// The part for QA shows every shopper's events and can delete them, and asks for no token. So it is there only where the
// collector was started with `--qa`, on the loopback address, and only for who looks at it from this machine by its name:
// a page of the web may have a name of its own lead here (DNS rebinding), and a page of another origin may post or delete
// without reading the answer.

import { ClientError } from '../errors.js';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** @param {string} host of the address to listen on @returns {string[]} what is wrong with it */
export function faultsInQaHost(host) {
  if (LOOPBACK.test(host.includes(':') ? `[${host}]` : host)) return [];
  return [`--qa shows every shopper's events without asking who looks: it listens on 127.0.0.1, not on "${host}"`];
}

export async function requireOwnHost({ headers: { host } }) {
  if (!LOOPBACK.test(host ?? '')) throw new ClientError(403, 'host_not_allowed', `The inspector answers at 127.0.0.1 or localhost only, not at "${host}".`);
}

async function requireOwnPage({ headers: { host, origin } }) {
  if (origin !== undefined && origin !== `http://${host}`) throw new ClientError(403, 'origin_not_allowed', 'Only the inspector\'s own pages may ask for this.');
}

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {((routes: import('fastify').FastifyInstance) => void)[]} parts each adds its routes
 */
export function addForQa(app, parts) {
  app.register(async (routes) => {
    routes.addHook('onRequest', requireOwnHost);
    routes.addHook('onRequest', requireOwnPage);
    // They are no part of what a shop's programs are told of (openapi/document.js).
    routes.addHook('onRoute', (route) => { route.config = { ...route.config, isForQa: true }; });
    for (const add of parts) add(routes);
  });
}
