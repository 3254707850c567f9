// Whose pages may write. A browser names the origin of the page with each post, and a page can't name another; who isn't a
// browser names none, and is let in by its write key alone.

import { ClientError } from '../errors.js';

/**
 * @param {string[]} origins each `https://shop.example` for all shops, `https://shop.example=shop` for one, or `*`; read at
 *   each request
 * @returns {(origin: string | undefined, shop: string) => void} throws where a page of that origin may not write for that shop
 */
export const requireOrigin = (origins) => (origin, shop) => {
  if (origin === undefined) return;
  const isOne = !origin.includes('=');
  if (isOne && ['*', origin, `${origin}=${shop}`, `*=${shop}`].some((entry) => origins.includes(entry))) return;
  throw new ClientError(403, 'origin_not_allowed', `Pages of the origin "${origin}" may not post for this shop; add it to the collector's origins (KAGO_ORIGINS).`);
};
