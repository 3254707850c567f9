// Which proxies stand before the collector. Only of these is believed whom they name in X-Forwarded-For: anybody can send
// that header.

import { isIP, isIPv6 } from 'node:net';
import { inspect } from 'node:util';

const NAMES = ['loopback', 'linklocal', 'uniquelocal'];
const HOPS_MAX = 10;

function isAddress(text) {
  if (typeof text !== 'string') return false;
  if (NAMES.includes(text)) return true;
  const [address, bits, ...more] = text.split('/');
  if (isIP(address) === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv6(address) ? 128 : 32));
}

/** Of anything: an object may have a `toString` of its own that is no function. */
const shown = (given) => (Array.isArray(given) ? given.map(shown).join() : typeof given === 'string' ? given : inspect(given, { depth: 0, breakLength: Infinity })).slice(0, 100);

/**
 * @param {string[] | number} given addresses, networks and names of networks; or how many proxies there are
 * @returns {[undefined, string][]} what is wrong with it
 */
export function faultsInProxies(given) {
  const isRight = Array.isArray(given) ? given.length > 0 && given.every(isAddress) : Number.isInteger(given) && given > 0 && given <= HOPS_MAX;
  return isRight ? [] : [[undefined, `"${shown(given)}" names no proxies: expected addresses or networks (10.0.0.1, 10.0.0.0/8, ${NAMES.join(', ')}), or how many stand in a row (1 to ${HOPS_MAX})`]];
}

/** Once: who set one up and didn't name it has one limit for all shoppers. */
export function warnOfProxies(app) {
  let isTold = false;
  app.addHook('onRequest', async (request) => {
    if (isTold || request.headers['x-forwarded-for'] === undefined) return;
    isTold = true;
    request.log.warn('X-Forwarded-For came and is not believed: if it is your own proxy\'s, name it in KAGO_TRUST_PROXY, else all who come through it share a limit');
  });
}
