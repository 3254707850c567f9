// POST /oauth/token: OAuth 2's client credentials (RFC 6749, 4.4), for services that read on a shop's behalf. What is given
// out is a token of an hour, kept as a hash like all others.

import { timingSafeEqual } from 'node:crypto';
import OAuth2Server from '@node-oauth/oauth2-server';
import { ClientError } from '../errors.js';
import { limits } from '../limits.js';
import { createRateLimit } from './rate-limits.js';
import { hashOf, hashOfSecret, markOf } from './tokens.js';
import { told } from '../openapi/told.js';

const GRANT = 'client_credentials';

const isSecretOf = ({ secret }, given) => timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOfSecret(secret)));

/** Clients that keep to RFC 6749, 2.3.1 encode what they put into Basic; others (curl) don't. */
function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** @param {import('libsql').Database} database */
function modelOf({ database, clients, now }) {
  const forget = database.prepare('DELETE FROM access_tokens WHERE expires_at <= ?');
  const insert = database.prepare('INSERT INTO access_tokens (hash, client, shop, scopes, expires_at) VALUES (?, ?, ?, ?, ?)');
  return {
    async getClient(id, secret) {
      const client = clients.find((one) => one.id === id || one.id === decoded(id));
      const isKnown = client !== undefined && [secret, decoded(secret)].some((given) => isSecretOf(client, given));
      return isKnown && { ...client, grants: [GRANT] };
    },
    getUserFromClient: async ({ shop }) => ({ shop }),
    validateScope: async (user, client, scopes = client.scopes) => scopes.every((scope) => client.scopes.includes(scope)) && scopes,
    async saveToken(token, client, user) {
      forget.run(now());
      insert.run(hashOf(token.accessToken), markOf(client), client.shop, token.scope.join(' '), now() + limits.accessTokenSeconds * 1_000);
      return { ...token, client, user };
    },
  };
}

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ database: import('libsql').Database, clients: { id: string, secret: string, shop: string, scopes: string[] }[],
 *   now: () => number }} parts
 */
export function addOAuthRoute(app, { database, clients, now }) {
  const server = new OAuth2Server({ model: modelOf({ database, clients, now }), accessTokenLifetime: limits.accessTokenSeconds });

  app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' },
      (request, text, done) => done(null, Object.fromEntries(new URLSearchParams(text))));
    // So few that nobody guesses a secret.
    routes.post('/oauth/token', { ...told.grant, bodyLimit: limits.smallBodyBytes, onRequest: createRateLimit(app, limits.grantsPerMinute) }, async ({ method, query, headers, body, log }, reply) => {
      const response = new OAuth2Server.Response();
      try {
        await server.token(new OAuth2Server.Request({ method, query, headers, body: body ?? {} }), response);
      } catch (error) {
        // What fails here is the library's ServerError around it.
        if (!(error instanceof OAuth2Server.OAuthError) || error instanceof OAuth2Server.ServerError) throw error.inner ?? error;
        // It has written down no others than those about a client.
        if (response.status === 200) throw new ClientError(400, error.name, error.message);
        log.info({ oauth: error.name }, 'a token was refused');
      }
      return reply.code(response.status).headers(response.headers).send(response.body);
    });
  });
}
