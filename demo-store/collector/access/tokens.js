// Who may read what: a token stands for one shop and some scopes. Only hashes are kept, and what is presented is hashed
// before it is looked up, so that no comparison tells how much of it was right.

import { createHash } from 'node:crypto';
import { repeated } from '../settings/fault.js';

/** What a token can be for; the first two are Shopify's names. */
export const SCOPES = ['read_orders', 'read_checkouts', 'read_customers', 'read_carts', 'erase_customers', 'write_settings', 'read_metrics'];

export const hashOf = (text) => createHash('sha256').update(text).digest('hex');

/** Of a secret in the configuration, which may be there as `sha256:` and its hash. */
export const hashOfSecret = (secret) => (secret.startsWith('sha256:') ? secret.slice('sha256:'.length).toLowerCase() : hashOf(secret));

const faultsInScopes = (what, scopes) => scopes.filter((scope) => !SCOPES.includes(scope)).map((scope) => `${what} has the scope "${scope}"; there are ${SCOPES.join(', ')}`);

/** It isn't quoted. */
function faultsInSecret(what, secret) {
  if (!secret) return [`${what} is empty: expected a long text that nobody guesses`];
  // Else whoever reads the configuration could present the text itself.
  if (secret.startsWith('sha256:') && !/^sha256:[0-9a-f]{64}$/i.test(secret)) return [`${what} begins with "sha256:" and is no hash: expected 64 hexadecimal digits behind it`];
  return [];
}

/** @param {{ token: string, shop: string, scopes: string[] }[]} tokens @returns {[number, string][]} which, and what is wrong with it */
export function faultsInTokens(tokens) {
  return [
    ...tokens.flatMap(({ token, shop, scopes }, i) => [...faultsInSecret(`a token of the shop "${shop}"`, token), ...faultsInScopes(`a token of the shop "${shop}"`, scopes)].map((fault) => [i, fault])),
    ...repeated(tokens, ({ token }) => hashOfSecret(token)).map(([i, { shop }, { shop: other }]) =>
      [i, other === shop ? `the shop "${shop}" has the same token twice: expected one with all its scopes` : `the shops "${other}" and "${shop}" have the same token: expected one each`]),
  ];
}

/** @param {{ id: string, secret: string, shop: string, scopes: string[] }[]} clients @returns {[number, string][]} the same */
export function faultsInClients(clients) {
  return [
    ...clients.flatMap(({ id, secret, scopes }, i) => [...faultsInSecret(`the secret of the client "${id}"`, secret), ...faultsInScopes(`the client "${id}"`, scopes),
      ...(id ? [] : ['a client has no id: expected an id, a secret, a shop and scopes'])].map((fault) => [i, fault])),
    ...repeated(clients, ({ id }) => id).map(([i, { id }]) => [i, `two clients have the same id "${id}": expected one each`]),
  ];
}

/** The header of Shopify's clients, of BigCommerce's, of API2Cart's, else OAuth's. */
const presented = ({ headers }) => headers['x-shopify-access-token'] ?? headers['x-auth-token'] ?? headers['x-api-key'] ?? /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];

/** Names a client and its secret, as they are configured: a token that it was given ends with either. */
export const markOf = ({ id, secret }) => hashOf(JSON.stringify([id, hashOfSecret(secret)]));

/**
 * @typedef {{ id: string, shop: string, scopes: Set<string> }} Reader id: names the token in limits and logs, and says nothing of it
 * @param {{ token: string, shop: string, scopes: string[] }[]} tokens of the configuration
 * @param {{ id: string, secret: string, shop: string, scopes: string[] }[]} clients of the configuration
 * @param {import('libsql').Database} database has the tokens that clients were given (oauth.js)
 * @param {() => number} now milliseconds since 1970
 * @returns {(request: import('fastify').FastifyRequest) => Reader | undefined}
 */
export function readersOf(tokens, clients, database, now) {
  const readers = new Map(tokens.map(({ token, shop, scopes }) => [hashOfSecret(token), readerOf(hashOfSecret(token), shop, scopes)]));
  const clientOf = new Map(clients.map((client) => [markOf(client), client]));
  const find = database.prepare('SELECT client, shop, scopes FROM access_tokens WHERE hash = ? AND expires_at > ?');

  /** Never more than its client may by now. */
  function givenTo(hash) {
    const [given] = find.all([hash, now()]);
    const client = clientOf.get(given?.client);
    if (client === undefined || client.shop !== given.shop) return undefined;
    return readerOf(hash, given.shop, given.scopes.split(' ').filter((scope) => client.scopes.includes(scope)));
  }

  return (request) => {
    const token = presented(request);
    if (token === undefined) return undefined;
    const hash = hashOf(token);
    return readers.get(hash) ?? givenTo(hash);
  };
}

const readerOf = (hash, shop, scopes) => ({ id: hash.slice(0, 8), shop, scopes: new Set(scopes) });

/** `token:shop:scope+scope`, as the environment has it. */
export function parseToken(text) {
  const [, token, shop, scopes] = /^(.+):([^:]+):([^:]*)$/.exec(text) ?? [];
  // Not quoted: it may be a secret.
  if (!token) throw new Error('a token or client is not written as token:shop:scope+scope, or id:secret:shop:scope+scope');
  return { token, shop, scopes: scopes.split('+').filter(Boolean) };
}

/** `id:secret:shop:scope+scope`, the same of a client that asks for tokens. */
export function parseClient(text) {
  const { token, ...rest } = parseToken(text);
  const at = token.indexOf(':');
  return { id: token.slice(0, Math.max(at, 0)), secret: token.slice(at + 1), ...rest };
}
