// Shopify's leaky bucket (shopify.dev/docs/api/admin-rest/usage/rate-limits): 40 calls at once, of which two leak away a
// second; each reply says how full it is.

const CALLS = 40;
const LEAK_PER_S = 2;

/** @param {() => number} now milliseconds, of a clock that never goes back */
export function callLimit(now = () => performance.now()) {
  const buckets = new Map();
  return {
    /** @param {string} id of who calls @returns {{ isOver: boolean, header: string }} */
    take(id) {
      const at = now();
      const { level = 0, since = at } = buckets.get(id) ?? {};
      const left = Math.max(level - ((at - since) / 1_000) * LEAK_PER_S, 0);
      const isOver = left + 1 > CALLS;
      const filled = isOver ? left : left + 1;
      buckets.set(id, { level: filled, since: at });
      return { isOver, header: `${Math.ceil(filled)}/${CALLS}` };
    },
  };
}
