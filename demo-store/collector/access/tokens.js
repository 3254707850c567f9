// Who may read what: a token stands for one shop and some scopes. Only hashes are kept, and what is presented is hashed
// before it is looked up, so that no comparison tells how much of it was right.

import { createHash } from 'node:crypto';

/** What a token can be for; the first two are Shopify's names. */
export const SCOPES = ['read_orders', 'read_checkouts', 'read_customers', 'read_carts', 'erase_customers', 'write_settings'];

const hashOf = (text) => createHash('sha256').update(text).digest('hex');

/** The header of Shopify's clients, of BigCommerce's, of API2Cart's, else OAuth's. */
const presented = ({ headers }) => headers['x-shopify-access-token'] ?? headers['x-auth-token'] ?? headers['x-api-key'] ?? /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];

/**
 * @typedef {{ id: string, shop: string, scopes: Set<string> }} Reader id: names the token in limits and logs, and says nothing of it
 * @param {{ token: string, shop: string, scopes: string[] }[]} tokens
 * @returns {(request: import('fastify').FastifyRequest) => Reader | undefined}
 */
export function readersOf(tokens) {
  const readers = new Map();
  for (const { token, shop, scopes } of tokens) {
    const unknown = scopes.filter((scope) => !SCOPES.includes(scope));
    if (!token || unknown.length > 0) throw new Error(`a token of the shop "${shop}" ${token ? `has the scope "${unknown[0]}"; there are ${SCOPES.join(', ')}` : 'is empty'}`);
    const id = hashOf(token);
    readers.set(id, { id: id.slice(0, 8), shop, scopes: new Set(scopes) });
  }
  return (request) => {
    const token = presented(request);
    return token === undefined ? undefined : readers.get(hashOf(token));
  };
}

/** `token:shop:scope+scope`, as the environment has it. */
export function parseToken(text) {
  const [token, shop, scopes = ''] = text.split(':');
  return { token, shop, scopes: scopes.split('+').filter(Boolean) };
}
