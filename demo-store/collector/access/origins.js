// Whose pages may write. A browser names the origin of the page with each post, and a page can't name another; who isn't a
// browser names none, and is let in by its write key alone.

import { ClientError } from '../errors.js';
import { nearest } from '../settings/nearest.js';

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

/** What a browser would send for that address; undefined where it is none. */
function originOf(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  // No browser sends a pattern, and none is understood.
  if (!url?.host || url.host.includes('*')) return undefined;
  // Of apps, `capacitor://localhost`, it is no "special" address, and Node says "null".
  return url.origin === 'null' ? `${url.protocol}//${url.host}` : url.origin;
}

/** @param {string[]} origins @param {Set<string>} shops @returns {[number, string][]} which, and what is wrong with it */
export function faultsInOrigins(origins, shops) {
  return origins.flatMap((entry, i) => {
    const [, text = entry, shop] = /^([^=]*)=(.*)$/.exec(entry) ?? [];
    const faults = [];
    const own = originOf(text);
    if (!['*', 'null', own].includes(text)) faults.push([i, `"${text}" is no origin of pages: expected ${own ? `"${own}"` : 'such as https://shop.example, "null" or "*"'}`]);
    if (shop !== undefined && shops.size > 0 && !shops.has(shop)) faults.push([i, `the origin "${text}" is of "${shop}", which is of no shop: the write keys are of ${[...shops].join(', ')}; did you mean "${nearest(shop, [...shops])}"?`]);
    return faults;
  });
}
