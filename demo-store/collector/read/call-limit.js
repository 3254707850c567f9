// A leaky bucket for each token: so many calls at once, of which some leak away each second. By default Shopify's
// (shopify.dev/docs/api/admin-rest/usage/rate-limits), each of whose replies says how full it is.

import { ClientError } from '../errors.js';

const SHOPIFY = { calls: 40, leakPerS: 2 };

/** @param {() => number} [now] milliseconds, of a clock that never goes back */
export function callLimit(now = () => performance.now(), { calls, leakPerS } = SHOPIFY) {
  const buckets = new Map();
  const levelOf = ({ level, since }, at) => Math.max(level - ((at - since) / 1_000) * leakPerS, 0);
  return {
    /** How many buckets hold something, or did when anybody called last. */
    size: () => buckets.size,

    /** @param {string} id of who calls @returns {{ isOver: boolean, header: string }} */
    take(id) {
      const at = now();
      const left = levelOf(buckets.get(id) ?? { level: 0, since: at }, at);
      // Tokens of an hour come and go: those that called longest ago stand first.
      buckets.delete(id);
      for (const [other, bucket] of buckets) {
        if (levelOf(bucket, at) > 0) break;
        buckets.delete(other);
      }
      const isOver = left + 1 > calls;
      const filled = isOver ? left : left + 1;
      buckets.set(id, { level: filled, since: at });
      return { isOver, header: `${Math.ceil(filled)}/${calls}` };
    },
  };
}

/**
 * The same in the collector's own words.
 * @param {{ calls: number, leakPerS: number }} bucket
 * @returns {(reader: { id: string }) => void} throws when it is full
 */
export function readLimit(bucket) {
  const { take } = callLimit(undefined, bucket);
  return ({ id }) => {
    if (!take(id).isOver) return;
    throw Object.assign(new ClientError(429, 'rate_limited', `More than ${bucket.calls} calls at once with this token; ${bucket.leakPerS} more are free each second.`), { retryAfterS: 1 });
  };
}
