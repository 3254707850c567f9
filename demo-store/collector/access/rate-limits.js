// How often one address may ask, in a window of a minute; of an IPv6 address its /64 counts, which one customer has. The
// counters are in memory, a bounded number of them. Shopify's bucket is a token's (read/call-limit.js).

import rateLimit from '@fastify/rate-limit';
import { ClientError } from '../errors.js';
import { limits } from '../limits.js';

/** @param {import('fastify').FastifyInstance} app limits can be made from now on */
export async function addRateLimits(app) {
  await app.register(rateLimit, { global: false, timeWindow: limits.rateWindowMs, cache: limits.rateAddresses });
}

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {number} perMinute of one address; 0: without a limit
 * @returns {(request: import('fastify').FastifyRequest) => Promise<void>} counts a request; throws if it is one too many
 */
export function createRateLimit(app, perMinute) {
  if (perMinute === 0) return async () => {};
  const count = app.createRateLimit({ max: perMinute });
  return async (request) => {
    const { isExceeded, ttlInSeconds } = await count(request);
    if (!isExceeded) return;
    throw Object.assign(new ClientError(429, 'rate_limited', `More than ${perMinute} requests a minute from this address; keep what they hold and try again later.`),
      { retryAfterS: Math.max(ttlInSeconds, 1) });
  };
}

/** Of writes: those of each key count by themselves, and together those of keys that nobody has. */
export function createWriteLimits(app, perMinute, writeKeys) {
  const limitOf = new Map([...writeKeys].map((key) => [key, createRateLimit(app, perMinute)]));
  const ofStrangers = createRateLimit(app, perMinute);
  return (request, writeKey) => (limitOf.get(writeKey) ?? ofStrangers)(request);
}
