// Whose events a write key writes. Shops in one collector never meet: the shop stands in every row and every query.

import { repeated } from '../settings/fault.js';

/** Of events that came before there were several, and of keys that name none. */
export const THE_SHOP = 'shop';

/**
 * @param {string[]} writeKeys each `key`, or `key=shop`
 * @returns {Map<string, string>} the shop of each key
 */
export function shopsOf(writeKeys) {
  return new Map(writeKeys.map(keyAndShop));
}

function keyAndShop(text) {
  // A key may end with `=`, as base64 does.
  const [, key = text, shop = THE_SHOP] = /^(.+)=([\w.-]+)$/.exec(text) ?? [];
  return [key, shop];
}

/** @param {string[]} writeKeys @returns {[number | undefined, string][]} which, and what is wrong with it */
export function faultsInKeys(writeKeys) {
  if (writeKeys.length === 0) return [[undefined, 'no shop could write: expected a write key at least']];
  return repeated(writeKeys.map(keyAndShop), ([key]) => key).filter(([, [, shop], [, other]]) => shop !== other)
    .map(([i, [, shop], [, other]]) => [i, `the shops "${other}" and "${shop}" have the same write key: expected one each`]);
}
