// Who may read what: a token stands for one shop and some scopes. Only hashes are kept, and what is presented is hashed
// before it is looked up, so that no comparison tells how much of it was right.

import { createHash } from 'node:crypto';

/** What a token can be for; the first two are Shopify's names. */
export const SCOPES = ['read_orders', 'read_checkouts', 'read_customers', 'read_carts', 'erase_customers', 'write_settings', 'read_metrics'];

export const hashOf = (text) => createHash('sha256').update(text).digest('hex');

/** Of a secret in the configuration, which may be there as `sha256:` and its hash. */
export function hashOfSecret(secret) {
  if (!secret.startsWith('sha256:')) return hashOf(secret);
  // Else whoever reads the configuration could present the text itself.
  if (!/^sha256:[0-9a-f]{64}$/i.test(secret)) throw new Error('a token or secret begins with "sha256:" and is no hash: expected 64 hexadecimal digits behind it');
  return secret.slice('sha256:'.length).toLowerCase();
}

/** The header of Shopify's clients, of BigCommerce's, of API2Cart's, else OAuth's. */
const presented = ({ headers }) => headers['x-shopify-access-token'] ?? headers['x-auth-token'] ?? headers['x-api-key'] ?? /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];

/**
 * @typedef {{ id: string, shop: string, scopes: Set<string> }} Reader id: names the token in limits and logs, and says nothing of it
 * @param {{ token: string, shop: string, scopes: string[] }[]} tokens of the configuration
 * @param {import('libsql').Database} database has those that clients were given (oauth.js)
 * @param {() => number} now milliseconds since 1970
 * @returns {(request: import('fastify').FastifyRequest) => Reader | undefined}
 */
export function readersOf(tokens, database, now) {
  const readers = new Map();
  for (const { token, shop, scopes } of tokens) {
    const unknown = scopes.filter((scope) => !SCOPES.includes(scope));
    if (!token || unknown.length > 0) throw new Error(`a token of the shop "${shop}" ${token ? `has the scope "${unknown[0]}"; there are ${SCOPES.join(', ')}` : 'is empty'}`);
    const hash = hashOfSecret(token);
    const other = readers.get(hash);
    if (other && other.shop !== shop) throw new Error(`the shops "${other.shop}" and "${shop}" have the same token: expected one each`);
    readers.set(hash, readerOf(hash, shop, scopes));
  }
  const find = database.prepare('SELECT shop, scopes FROM access_tokens WHERE hash = ? AND expires_at > ?');
  return (request) => {
    const token = presented(request);
    if (token === undefined) return undefined;
    const hash = hashOf(token);
    const given = readers.has(hash) ? undefined : find.get(hash, now());
    return given ? readerOf(hash, given.shop, given.scopes.split(' ')) : readers.get(hash);
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
